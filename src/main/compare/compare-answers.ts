import { basename } from 'node:path';
import { readPlanFile } from '#disk';
import { takeSide, type Compared } from '#engine/diff';
import { PlanProblems, UserError } from '#engine/errors';
import { changeBetween, writePlanJson, type Plan, type PlanChange, type PlanFormat } from '#engine/plan';
import type { CheckpointFigures, Comparison, PlanCard, PlanCommits, PlanPicture, TakenSide, WrittenPlan } from '#ipc';
import { comparePlans, countChanges, type CompareWish, type Judging } from './compare-plans';
import { commitsOf, planAt } from './plan-in-git';
import { PlanCards } from './plan-cards';
import { changeTo, figuresOfPlan, pictureOfPlan, planOfText } from './written-plan';

/* What the thread of comparisons answers. */

/** The other plan, or where to read it. */
export type OtherPlan =
  { readonly plan: Plan } | WrittenPlan | { readonly file: string } | { readonly file: string; readonly revision: string };

/** A question, and the type of its answer. */
export interface Questions {
  /** `id` is for `take`. */
  compare: { readonly id: number; readonly plan: Plan; readonly other: OtherPlan; readonly wish: CompareWish };
  take: { readonly comparison: number; readonly changes: readonly number[] };
  commits: { readonly file: string };
  since: { readonly plan: Plan; readonly seen: string | null; readonly file: string | null };
  card: { readonly file: string };
  figures: WrittenPlan;
  picture: WrittenPlan & { readonly isDark: boolean };
  restore: WrittenPlan & { readonly plan: Plan; readonly fileFormat: PlanFormat };
}

export interface Answers {
  compare: Comparison;
  take: TakenSide;
  commits: PlanCommits;
  since: Since;
  card: PlanCard;
  figures: CheckpointFigures;
  picture: PlanPicture;
  restore: PlanChange;
}

/** Differences of a plan from two states; `null` for one that is not known. */
export interface Since {
  readonly seen: number | null;
  readonly commit: number | null;
  /** The plan as a text, to compare with another day. */
  readonly text: string;
}

/** Number of comparisons whose changes can be taken: the newest ones. */
const mostKept = 4;

/** Answers questions about two plans. It keeps the last comparisons, so that changes of them can be taken. */
export class CompareAnswers {
  readonly #kept = new Map<number, Compared>();
  readonly #cards = new PlanCards();

  /** @throws UserError if a plan cannot be read */
  async answer<K extends keyof Questions>(name: K, question: Questions[K], judging: Judging): Promise<Answers[K]> {
    const answers: { [N in keyof Questions]: (asked: Questions[N]) => Answers[N] | Promise<Answers[N]> } = {
      compare: async ({ id, plan, other, wish }) => {
        const { compared, shown } = comparePlans(await planOf(other), plan, wish, judging);
        this.#kept.set(id, compared);
        for (const old of [...this.#kept.keys()].slice(0, -mostKept)) this.#kept.delete(old);
        return { id, ...shown };
      },
      take: ({ comparison, changes }) => this.#take(comparison, changes),
      commits: ({ file }) => {
        const { commits, end } = commitsOf(file);
        return { commits: commits.map((commit) => ({ ...commit, time: commit.time * 1000 })), end };
      },
      since: async ({ plan, seen, file }) => {
        const count = async (other: OtherPlan) => countChanges(await planOf(other), plan, judging);
        return {
          seen: seen === null ? null : await orNull(() => count({ text: seen, format: 'json' })),
          commit: file === null ? null : await orNull(() => count({ file, revision: 'HEAD' })),
          text: writePlanJson(plan),
        };
      },
      card: ({ file }) => this.#cards.of(file, judging),
      figures: (written) => figuresOfPlan(planOfText(written), judging),
      picture: (written) => pictureOfPlan(planOfText(written), written.isDark, judging),
      restore: ({ plan, fileFormat, ...written }) => changeTo(written, plan, fileFormat),
    };
    return answers[name](question);
  }

  #take(comparison: number, chosen: readonly number[]): TakenSide {
    const compared = this.#kept.get(comparison);
    if (!compared || chosen.some((index) => index >= compared.diff.changes.length))
      throw new UserError('This comparison is out of date.', 'Compare again.');
    const taken = takeSide(compared, chosen);
    return 'plan' in taken ? { change: changeBetween(compared.after, taken.plan) } : taken.refused;
  }
}

async function planOf(other: OtherPlan): Promise<Plan> {
  if ('plan' in other) return other.plan;
  if ('text' in other) return planOfText(other);
  return 'revision' in other ? planAt(other.file, other.revision) : planIn(other.file);
}

async function planIn(file: string): Promise<Plan> {
  try {
    return (await readPlanFile(file)).plan;
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    throw new UserError(`“${basename(file)}” cannot be read: ${error.problem}`, error.fix);
  }
}

/** A state that cannot be read says nothing about what changed since. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
