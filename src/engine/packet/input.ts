import type { Catalog } from '../catalog';
import type { Icon } from '../draw';
import type { Plan, Revision } from '../plan';
import type { Cost, CostRisk, Scores } from '../score';
import type { Finding, Fix, PackInUse } from '../validate';
import type { PacketOptions } from './options';

/** A picture of an organisation, as PNG. */
export interface Logo {
  /** Base64. */
  readonly data: string;
  /** The same in grey, for packets without colours. Base64. */
  readonly grey: string;
  /** In pixels; only their ratio counts. */
  readonly width: number;
  readonly height: number;
}

/** Whose packet it is. */
export interface Organisation {
  readonly name?: string | undefined;
  readonly logo?: Logo | undefined;
}

/** A change of the plan, in words. */
export interface PacketChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed';
  /** The thing, and what kind of thing it is. */
  readonly title: string;
  readonly what: string;
  /** Each key that differs. */
  readonly keys: readonly { readonly title: string; readonly before: string; readonly after: string }[];
  /** Where it is drawn; left out for what is not, or no longer. */
  readonly place?: { readonly type: 'node' | 'edge' | 'group' | 'note'; readonly id: string };
}

/** What changed since an earlier state of the plan, or the reason why that is not known. */
export type PacketSince = {
  /** The state in words: `revision A of 2026-10-01`. */
  readonly name: string;
  /** The figures that it had, if they are recorded. */
  readonly then?: Pick<Revision, 'cost' | 'scores'>;
  /** The figures that it has on the day of the packet, if none are recorded. */
  readonly today?: Pick<Revision, 'cost' | 'scores'>;
} & (
  | { readonly changes: readonly PacketChange[]; /** Short id of the commit that has it. */ readonly commit?: string }
  | { readonly problem: string; readonly fix: string }
);

/** What a drawing of a plan is made of. */
export interface DrawingInput {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly icons: Readonly<Record<string, Icon>>;
  /** With findings, nodes and edges carry marks with their numbers. */
  readonly findings?: readonly Finding[];
  /** With a cost, nodes show their monthly cost. */
  readonly cost?: Cost;
  readonly colours?: PacketOptions['colours'];
  /** With changes, what changed has a cloud with the number of the change, which counts from 1. */
  readonly changes?: { readonly since: string; readonly list: readonly PacketChange[] };
}

/** Everything that a packet shows. What is left out is stated as unknown. */
export interface PacketInput extends DrawingInput {
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly cost: Cost;
  /** Fixes of a finding by its key, the usual one first. */
  readonly fixesOf?: (key: string) => readonly Pick<Fix, 'title'>[];
  /** What moves the cost most, and how sure it is. */
  readonly risk?: CostRisk;
  /** The packs that the plan was evaluated with; none by default. */
  readonly packs?: readonly PackInUse[];
  /** The day shown on the sheets. */
  readonly date: string;
  /** File name of the plan, or a text that it has none. */
  readonly file: string;
  /** Short id of the commit that the file is from. */
  readonly commit?: string;
  /** True if the plan differs from that commit, or is in none yet. */
  readonly isUncommitted?: boolean;
  readonly author?: string;
  /** What the part about changes shows. */
  readonly since?: PacketSince;
  readonly organisation?: Organisation;
  readonly options: PacketOptions;
}
