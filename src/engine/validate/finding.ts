import type { Source } from '../catalog';
import type { NodeId, Waiver } from '../plan';
import type { Family, Fix, Pillar, Severity } from './rule';

/** One problem or piece of advice about a plan. Plain data, so it can be sent between processes. */
export interface Finding {
  /** Counts from 1 in the order of the list; the same on the canvas, in the list, on paper and in the command. */
  readonly number: number;
  /** The same for the same complaint about the same places, from one state of the plan to the next. A few hundred characters at most. */
  readonly key: string;
  readonly rule: string;
  readonly title: string;
  readonly family: Family;
  readonly pillar: Pillar;
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

/** Result of checking a plan. */
export interface Validation {
  readonly findings: readonly Finding[];
  /** Fixes of a finding by its key, the usual one first; computed on first use. None for an unknown key. Never throws. */
  fixesOf(key: string): readonly Fix[];
}
