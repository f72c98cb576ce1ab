import type { NodeId } from '../plan';

/** One part of a score. */
export interface ScorePart {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly max: number;
  /** Points that were lost: `max` less `points`. */
  readonly lost: number;
  /** Points out of 100 that the score would gain if nothing were lost here. */
  readonly gain: number;
  /** The reason for the points in this plan; without points, the reason for none. */
  readonly because: string;
  /** The nodes that cost points. */
  readonly nodes: readonly NodeId[];
  /** The reasons for lost points, one by one; empty if none were lost. */
  readonly losses: readonly Loss[];
  /** The reason why the part counts at all. */
  readonly reason: string;
  readonly source: { readonly title: string; readonly url?: string | undefined };
}

/** Points that a part lost for one reason. */
export interface Loss {
  readonly points: number;
  /** Points out of 100 that the score would gain if this, and everything before it in its part, were fixed. */
  readonly gain: number;
  readonly because: string;
  /** The change that would bring the points back. */
  readonly fix: string;
  /** The nodes that cause it; none if something is missing from the plan. */
  readonly nodes: readonly NodeId[];
}

export interface Score {
  /** From 0 to 100; `null` if the plan has nothing to score. */
  readonly value: number | null;
  readonly parts: readonly ScorePart[];
  /** The reason why there is no value, or the change that would make it more precise. */
  readonly note?: string;
}

/** A criterion of a maturity level. */
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
  /** Criteria of the next level that the plan does not meet. */
  readonly missing: readonly string[];
  readonly criteria: readonly Criterion[];
}

export interface Scores {
  readonly maintainability: Score;
  readonly skills: Score;
  readonly integration: Score;
  readonly maturity: Maturity;
}
