import { applyChange, changeBetween, type Plan, type PlanSource } from '#engine/plan';
import { noHistory, planAt, type History, type Step } from '../state/history';
import type { StepMark, Trail } from '#ipc';
import type { KeptStep, WindowDatabase } from '../storage/database';
import { digestOf, markOf } from './plan-mark';
import { historyAfter, isStep, plansOf, type Passed } from './trail';

/** The kept history of a plan. */
export interface Found {
  readonly history: History;
  /** True if there is a history that does not contain the plan: its file was changed elsewhere. */
  readonly isOfAnotherPlan: boolean;
}

export interface JournalOptions {
  readonly now?: () => number;
  /** Time that a step waits to be written together with others. */
  readonly waitMs?: number;
  /** Maximum number of characters in the steps of one plan; the oldest steps are dropped first. */
  readonly mostText?: number;
}

/** Number of plans whose history is kept, and the time that it is kept after the last step. */
const mostPlans = 50;
const longestMs = 90 * 24 * 60 * 60 * 1000;

/**
 * Keeps the history of each plan, so that undo works after a restart. A failure to keep or read it stops no work: undo then goes back as
 * far as the window's own history.
 */
export class Journal {
  readonly #database: WindowDatabase;
  readonly #now: () => number;
  readonly #waitMs: number;
  readonly #mostText: number;
  /** Histories to be written, by document; the newest of each. */
  readonly #waiting = new Map<string, History>();
  /** Steps in the database, by document and number. */
  readonly #written = new Map<string, { readonly done: number; readonly steps: ReadonlyMap<number, Written> }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(database: WindowDatabase, { now = Date.now, waitMs = 250, mostText = 8_000_000 }: JournalOptions = {}) {
    this.#database = database;
    this.#now = now;
    this.#waitMs = waitMs;
    this.#mostText = mostText;
  }

  /**
   * The history of an opened plan. The plan's content gives its position in the history, not the last write.
   * @param trail the last changes that led to the plan; they restore steps that were not written in time
   */
  async read(document: string, plan: Plan, trail?: Trail): Promise<Found> {
    const passed = trail ? plansOf(trail, plan) : [{ plan, step: null }];
    try {
      await this.flush();
      const kept = await this.#database.histories.get(document);
      const rows = kept ? await this.#database.steps.where('document').equals(document).sortBy('number') : [];
      const runs = await runsOf(rows);
      for (let from = passed.length - 1; kept && from >= 0; from -= 1) {
        const { plan: there, step } = passed[from] as Passed;
        if (step && !mayKnow(rows, step)) continue; // marking a plan takes longer than this look-up
        const mark = await markOf(there);
        const run = runs.findLast((one) => placeIn(one, mark, kept.done) !== undefined);
        const at = run && placeIn(run, mark, kept.done);
        if (!run || at === undefined) continue;
        const history = { steps: stepsAround(run, at, there, kept.source), at };
        const written = history.steps.map((one, index) => [one.number, { step: one, text: lengthOf(run[index] as KeptStep) }] as const);
        // the next write removes rows that belong to no step of it
        if (run.length === rows.length) this.#written.set(document, { done: kept.done, steps: new Map(written) });
        return { history: historyAfter(history, passed.slice(from)), isOfAnotherPlan: false };
      }
      const history = historyAfter(noHistory, passed);
      return { history, isOfAnotherPlan: rows.length > 0 && history.steps.length === 0 };
    } catch {
      return { history: historyAfter(noHistory, passed), isOfAnotherPlan: false };
    }
  }

  /** Writes a history soon; one that was already read or written is skipped. */
  keep(document: string, history: History): void {
    if (history.steps.length === 0 && !this.#written.has(document)) return;
    this.#waiting.set(document, history);
    this.#timer ??= setTimeout(() => void this.flush(), this.#waitMs);
  }

  /** Writes waiting histories at once. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const [document, history] of due) this.#writing = this.#writing.then(() => this.#write(document, history));
    await this.#writing;
  }

  /** Deletes the histories of plans that nobody has edited for long. */
  async prune(): Promise<void> {
    try {
      const { histories, steps } = this.#database;
      const newestFirst = await histories.orderBy('written').reverse().toArray();
      const old = newestFirst.filter(({ written }, at) => at >= mostPlans || written < this.#now() - longestMs);
      const documents = old.map(({ document }) => document);
      await this.#database.transaction('rw', histories, steps, async () => {
        await steps.where('document').anyOf(documents).delete();
        await histories.bulkDelete(documents);
      });
    } catch {
      // the next start tries again
    }
  }

  async #write(document: string, { steps, at }: History): Promise<void> {
    const written = this.#written.get(document);
    const done = steps[at - 1]?.number ?? (steps[0]?.number ?? 1) - 1;
    const source = planAt({ steps, at }, at)?.source;
    try {
      const fresh = new Map<number, KeptStep>();
      for (const step of steps) if (written?.steps.get(step.number)?.step !== step) fresh.set(step.number, await rowOf(document, step));
      const all = steps.map((step): Written => {
        const row = fresh.get(step.number);
        return row ? { step, text: lengthOf(row) } : (written?.steps.get(step.number) as Written);
      });
      const next = new Map(this.#withinLimit(all).map((one) => [one.step.number, one]));
      const gone = [...(written?.steps.keys() ?? [])].filter((number) => !next.has(number));
      if (written && fresh.size === 0 && gone.length === 0 && written.done === done) return;
      const { histories, steps: rows } = this.#database;
      await this.#database.transaction('rw', histories, rows, async () => {
        // the rows of a document that was not read are unknown
        if (written) await rows.bulkDelete(gone.map((number) => [document, number]));
        else await rows.where('document').equals(document).delete();
        await rows.bulkPut([...fresh.values()].filter(({ number }) => next.has(number)));
        await histories.put({ document, done, written: this.#now(), ...(source ? { source } : {}) });
      });
      this.#written.set(document, { done, steps: next });
    } catch {
      this.#written.delete(document); // the next write is a full one
    }
  }

  /** The newest steps that fit the limit. */
  #withinLimit(all: readonly Written[]): readonly Written[] {
    let text = 0;
    let first = all.length;
    while (first > 0 && text + (all[first - 1] as Written).text <= this.#mostText) {
      first -= 1;
      text += (all[first] as Written).text;
    }
    return all.slice(first);
  }
}

/** A step in the database, and its number of characters there. */
interface Written {
  readonly step: Step;
  readonly text: number;
}

async function rowOf(document: string, { number, label, time, before, after }: Step): Promise<KeptStep> {
  const content = {
    document,
    number,
    label,
    time,
    redo: changeBetween(before, after),
    undo: changeBetween(after, before),
    before: await markOf(before),
    after: await markOf(after),
  };
  return { ...content, seal: await digestOf(content) };
}

function lengthOf(row: KeptStep): number {
  return JSON.stringify(row).length;
}

/** True if the plan at a step may be among those of the rows, or before them. */
function mayKnow(rows: readonly KeptStep[], step: StepMark): boolean {
  return step.number < (rows[0]?.number ?? 0) || rows.some((row) => isStep(row, step));
}

/** Consecutive intact rows, as runs: a broken row separates the rows before it from the rows after it. */
async function runsOf(rows: readonly KeptStep[]): Promise<readonly (readonly KeptStep[])[]> {
  const runs: KeptStep[][] = [[]];
  for (const row of rows) {
    const { seal, ...content } = row;
    const isWhole = (await digestOf(content)) === seal;
    const last = runs.at(-1)?.at(-1);
    if (!isWhole || (last && (last.after !== row.before || last.number + 1 !== row.number))) runs.push([]);
    if (isWhole) runs.at(-1)?.push(row);
  }
  return runs.filter((run) => run.length > 0);
}

/** The number of steps of a run that lead to the plan with a mark; of several, the one nearest to the history's position. */
function placeIn(run: readonly KeptStep[], mark: string, done: number): number | undefined {
  const stood = done - (run[0]?.number ?? 1) + 1;
  const places = [...(run[0]?.before === mark ? [0] : []), ...run.flatMap(({ after }, at) => (after === mark ? [at + 1] : []))];
  return places.sort((a, b) => Math.abs(a - stood) - Math.abs(b - stood))[0];
}

/**
 * The steps of a run with their plans, computed from the plan between two of them.
 * @param source the text that was written for that plan in an earlier session. The plan was read from its file and has none: the steps
 *   change that text.
 */
function stepsAround(run: readonly KeptStep[], at: number, plan: Plan, source: PlanSource | undefined): readonly Step[] {
  const written = plan.source || !source ? plan : { ...plan, source };
  const seen = (one: Plan) => (one === written ? plan : one);
  const steps: Step[] = [];
  let later = written;
  for (const { number, label, time, undo } of run.slice(0, at).reverse()) {
    const before = applyChange(later, undo);
    steps.unshift({ number, label, time, before, after: seen(later) });
    later = before;
  }
  let earlier = written;
  for (const { number, label, time, redo } of run.slice(at)) {
    const after = applyChange(earlier, redo);
    steps.push({ number, label, time, before: seen(earlier), after });
    earlier = after;
  }
  return steps;
}
