import type { Catalog } from '../catalog';
import type { Icon } from '../draw';
import type { NodeId, Plan } from '../plan';
import type { Cost, CostRisk, Scores } from '../score';
import type { Finding, Fix, PackInUse } from '../validate';
import type { PacketOptions } from './options';

/** An earlier state of the plan's file. */
export interface Revision {
  /** `2026-11-21`. */
  readonly date: string;
  readonly author: string;
  /** Short id of the commit. */
  readonly commit: string;
  /** What was changed, as its author wrote it. */
  readonly message: string;
}

export interface Organisation {
  readonly name?: string;
  readonly logo?: {
    readonly type: 'image/png' | 'image/jpeg';
    /** Base64. */
    readonly data: string;
    /** In pixels; only their ratio counts. */
    readonly width: number;
    readonly height: number;
  };
}

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
  readonly author?: string;
  /** Newest first. */
  readonly revisions?: readonly Revision[];
  /** Figures of decisions as they were recorded when each was taken, in words. */
  readonly recorded?: Readonly<Record<NodeId, string>>;
  readonly organisation?: Organisation;
  readonly options: PacketOptions;
}
