import type { NodeId } from '../plan';

/** One part of a score. */
export interface ScorePart {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly max: number;
  /** What the points were given or taken for, in this plan. */
  readonly because: string;
  /** The nodes concerned. */
  readonly nodes: readonly NodeId[];
  /** Why the part counts at all. */
  readonly reason: string;
  readonly source: { readonly title: string; readonly url?: string | undefined };
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
