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
  /** Shows the page of its rule. */
  explain(finding: Finding): void;
  /** Shows what mending all that its rule finds comes to. */
  fixAll(finding: Finding): void;
  /** How many open findings its rule has. */
  ofItsRule(finding: Finding): number;
  /** Takes away the waiver that covers it. */
  endWaiver(finding: Finding): void;
}

export const [getFindingActions, setFindingActions] = createContext<FindingActions>();
