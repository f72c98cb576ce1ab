import type { Source } from '../catalog';
import type { NodeId, Waiver } from '../plan';
import type { Family, Fix, Severity } from './rule';

/** Something the validator says of a plan. Plain data: it can cross between the processes as it is. */
export interface Finding {
  /** Counts from 1 in the order of the list; the same on the canvas, in the list, on paper and in the command. */
  readonly number: number;
  /** The same for the same complaint about the same places, from one state of the plan to the next. A few hundred characters at most. */
  readonly key: string;
  readonly rule: string;
  readonly title: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly nodes: readonly NodeId[];
  /** As `from/to/kind`. */
  readonly edges: readonly string[];
  readonly message: string;
  readonly why: string;
  readonly source: Source;
  readonly path?: readonly (string | number)[];
  /** The waiver that covers it, while it holds. */
  readonly waived: Pick<Waiver, 'because' | 'owner' | 'until'> | null;
}

/** What a check of a plan comes to. */
export interface Validation {
  readonly findings: readonly Finding[];
  /** The ways to fix a finding, by its key, the usual one first; worked out when first asked for. None for a key that no finding has. Never throws. */
  fixesOf(key: string): readonly Fix[];
}
