import { basename } from 'node:path';
import { readPlanFile } from '#disk';
import { changesSince, takeKeys, takeSide, type Compared, type ToldChange } from '#engine/diff';
import { PlanProblems, UserError, type Problem } from '#engine/errors';
import { overruledWords, reconcileTexts, type Sides } from '#engine/merge';
import { changeBetween, emptyPlan, writePlanJson, type Plan, type PlanChange, type PlanFormat, type Revision } from '#engine/plan';
import type { CheckpointFigures, Comparison, PlanCard, PlanCommits, PlanPicture, TakenSide, WrittenPlan } from '#ipc';
import { comparePlans, countChanges, type CompareWish, type Judging } from './compare-plans';
import { commitsOf, originIn, planAt, planIssued, type PlanOrigin } from './plan-in-git';
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
  take: { readonly comparison: number; readonly changes: readonly number[]; readonly keys?: readonly number[] | undefined };
  commits: { readonly file: string };
  reconcile: {
    readonly texts: Omit<Sides<string>, 'base'> & { readonly base?: string };
    readonly format: PlanFormat;
  };
  since: { readonly plan: Plan; readonly seen: string | null; readonly file: string | null };
  origin: { readonly file: string | null };
  sinceIssue: {
    readonly plan: Plan;
    readonly from:
      | { readonly file: string }
      /** Of the plan's file: a revision of the plan, or one that git knows. */
      | { readonly file: string; readonly issued: Pick<Revision, 'id' | 'date'> }
      | { readonly file: string; readonly revision: string };
  };
  card: { readonly file: string };
  figures: WrittenPlan;
  picture: WrittenPlan & { readonly isDark: boolean };
  restore: WrittenPlan & { readonly plan: Plan; readonly fileFormat: PlanFormat };
}

export interface Answers {
  compare: Comparison;
  take: TakenSide;
  commits: PlanCommits;
  reconcile: ReconciledPlans;
  since: Since;
  origin: FileOrigin;
  sinceIssue: SinceIssue;
  card: PlanCard;
  figures: CheckpointFigures;
  picture: PlanPicture;
  restore: PlanChange;
}

/** Merged plans whose conflicts somebody decides, or the sides that are no plans. */
export type ReconciledPlans =
  | {
      /** The plan with our side of each conflict, and its text. */
      readonly plan: Plan;
      readonly text: string;
      /** The plan with their side of each conflict. */
      readonly other: Plan;
      /** Number of differences between the two that are to be decided. */
      readonly conflicts: number;
      /** Edits that were lost without a choice, in words. */
      readonly overruled: readonly string[];
    }
  | { readonly unreadable: readonly { readonly side: keyof Sides<unknown>; readonly problems: readonly Problem[] }[] };
/** Where a plan's file comes from, and who works here. */
export interface FileOrigin {
  readonly origin: PlanOrigin;
  /** As git is configured; `null` if it is not. */
  readonly userName: string | null;
}

/** Changes since a state, or the reason why they are not known. */
export type SinceIssue =
  | { readonly changes: readonly ToldChange[]; /** Id of the commit that has the state. */ readonly commit?: string }
  | { readonly problem: string; readonly fix: string };

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
      take: ({ comparison, changes, keys }) => this.#take(comparison, changes, keys),
      commits: ({ file }) => {
        const { commits, end } = commitsOf(file);
        return { commits: commits.map((commit) => ({ ...commit, time: commit.time * 1000 })), end };
      },
      reconcile: ({ texts, format }) => {
        const { catalog } = judging.basisOf(emptyPlan(''));
        const made = reconcileTexts(texts, catalog, format, { base: 'base', ours: 'ours', theirs: 'theirs' });
        if ('unreadable' in made) return { unreadable: made.unreadable.map(({ side, error }) => ({ side, problems: error.problems })) };
        const { plan, text, other, overruled } = made;
        return { plan, text, other, conflicts: countChanges(other, plan, judging), overruled: overruled.map(overruledWords) };
      },
      since: async ({ plan, seen, file }) => {
        const count = async (other: OtherPlan) => countChanges(await planOf(other), plan, judging);
        return {
          seen: seen === null ? null : await orNull(() => count({ text: seen, format: 'json' })),
          commit: file === null ? null : await orNull(() => count({ file, revision: 'HEAD' })),
          text: writePlanJson(plan),
        };
      },
      origin: ({ file }) => originIn(file),
      sinceIssue: async ({ plan, from }) => {
        const { catalog, book } = judging.basisOf(plan);
        const told = (before: Plan) => changesSince(before, plan, catalog, book.file.currency);
        try {
          if ('revision' in from) return { changes: told(await planAt(from.file, from.revision)) };
          if (!('issued' in from)) return { changes: told(await planIn(from.file)) };
          const { plan: before, commit } = await planIssued(from.file, from.issued);
          return { changes: told(before), commit };
        } catch (error) {
          if (error instanceof UserError) return { problem: error.problem, fix: error.fix }; // the packet says so
          throw error;
        }
      },
      card: ({ file }) => this.#cards.of(file, judging),
      figures: (written) => figuresOfPlan(planOfText(written), judging),
      picture: (written) => pictureOfPlan(planOfText(written), written.isDark, judging),
      restore: ({ plan, fileFormat, ...written }) => changeTo(written, plan, fileFormat),
    };
    return answers[name](question);
  }

  #take(comparison: number, chosen: readonly number[], keys?: readonly number[]): TakenSide {
    const compared = this.#kept.get(comparison);
    const [first] = chosen;
    if (!compared || chosen.some((index) => index >= compared.diff.changes.length))
      throw new UserError('This comparison is out of date.', 'Compare again.');
    const taken = keys && first !== undefined ? takeKeys(compared, first, keys) : takeSide(compared, chosen);
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
