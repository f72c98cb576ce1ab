import { createContext } from 'svelte';
import type { Finding, Fix } from '#engine/validate';

/** What can be done with a finding, wherever it is shown. */
export interface FindingActions {
  /** Goes to its nodes and field, and to its row. */
  show(finding: Finding): void;
  /** Mends it: one undo step. */
  fix(finding: Finding, fix: Fix): void;
  /** Asks for the reason to leave it as it is. */
  waive(finding: Finding): void;
  /** Takes away the waiver that covers it. */
  endWaiver(finding: Finding): void;
}

export const [getFindingActions, setFindingActions] = createContext<FindingActions>();
