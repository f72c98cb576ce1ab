import type { SaveText } from '#disk';
import { Checkpoints } from '../checkpoints/checkpoints';
import type { Pending } from '../files/pending';
import { SeenPlans } from '../files/seen-plans';
import type { Library } from '../library/library';
import { PlanMerger } from '../plans/plan-merger';
import { CompareThread } from './compare-thread';
import { Comparisons } from './comparisons';
import { PlanStates } from './plan-states';

/** Parts that compare, merge and keep states of plans. They share one thread. */
export interface ComparingParts {
  readonly thread: CompareThread;
  readonly merger: PlanMerger;
  readonly comparisons: Comparisons;
  readonly states: PlanStates;
  readonly checkpoints: Checkpoints;
}

/** Parts that they use. */
export interface ComparingNeeds {
  readonly library: Library;
  readonly pending: Pending;
  /** Folder for the plans as somebody saw them last. */
  readonly seenFolder: string;
  readonly keep: SaveText;
  readonly log: (error: unknown) => void;
}

/** Creates the parts that compare and merge plans. */
export function comparingParts({ library, pending, seenFolder, keep, log }: ComparingNeeds): ComparingParts {
  const thread = new CompareThread({ log });
  return {
    thread,
    merger: new PlanMerger({ library, thread }),
    comparisons: new Comparisons({ library, thread, seen: new SeenPlans(seenFolder, keep), pending, log }),
    states: new PlanStates({ library, thread }),
    checkpoints: new Checkpoints({ library, thread }),
  };
}
