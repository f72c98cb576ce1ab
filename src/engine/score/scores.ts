import type { NodeId } from '../plan';

/** One part of a score. */
export interface ScorePart {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly max: number;
  /** Points that were lost: `max` less `points`. */
  readonly lost: number;
  /** By how much the score would rise, of its 100, if nothing were lost here. */
  readonly gain: number;
  /** What the points were taken for, in this plan; where none were, why not. */
  readonly because: string;
  /** The nodes that cost points. */
  readonly nodes: readonly NodeId[];
  /** What the points were lost for, one by one; none where none were. */
  readonly losses: readonly Loss[];
  /** Why the part counts at all. */
  readonly reason: string;
  readonly source: { readonly title: string; readonly url?: string | undefined };
}

/** Points that a part lost for one reason. */
export interface Loss {
  readonly points: number;
  /** By how much the score would rise, of its 100, if this were fixed, and all that stands before it in its part. */
  readonly gain: number;
  readonly because: string;
  /** What would bring the points back. */
  readonly mend: string;
  /** The nodes that cause it; none where it is something that the plan does not have. */
  readonly nodes: readonly NodeId[];
}

export interface Score {
  /** From 0 to 100; `null` where the plan says nothing that could be judged. */
  readonly value: number | null;
  readonly parts: readonly ScorePart[];
  /** Why there is no value, or what would make it say more. */
  readonly note?: string;
}

/** Something that a maturity level asks for. */
export interface Criterion {
  readonly id: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly title: string;
  readonly met: boolean;
  readonly nodes: readonly NodeId[];
}

export interface Maturity {
  /** After Microsoft's MLOps maturity model: 0 none, 1 DevOps but no MLOps, 2 automated training, 3 automated deployment, 4 full MLOps. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly title: string;
  /** What the next level asks for and the plan does not have. */
  readonly missing: readonly string[];
  readonly criteria: readonly Criterion[];
}

export interface Scores {
  readonly maintainability: Score;
  readonly skills: Score;
  readonly integration: Score;
  readonly maturity: Maturity;
}
