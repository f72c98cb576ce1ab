import type { Source } from '../catalog';
import type { NodeId, Waiver } from '../plan';
import type { Family, Fix, Severity } from './rule';

/** Something the validator says of a plan. */
export interface Finding {
  /** Counts from 1 in the order of the list; the same on the canvas, in the list, on paper and in the command. */
  readonly number: number;
  /** The same for the same complaint about the same places, from one state of the plan to the next. */
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
  readonly fixes: readonly Fix[];
  /** The waiver that covers it, while it holds. */
  readonly waived: Pick<Waiver, 'because' | 'owner' | 'until'> | null;
}
