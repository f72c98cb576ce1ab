import { applyChange, changeBetween, type Plan } from '#engine/plan';
import { noHistory, type History, type Step } from '../state/history';
import type { StepMark, Trail } from '#ipc';
import type { KeptStep, Library } from '../storage/database';
import { digestOf, markOf } from './plan-mark';
import { historyAfter, isStep, plansOf, type Passed } from './trail';

/** What was kept of a plan's history. */
export interface Found {
  readonly history: History;
  /** Whether there is a history that the plan is no part of: its file was changed elsewhere. */
  readonly isOfAnotherPlan: boolean;
}

export interface JournalOptions {
  readonly now?: () => number;
  /** How long a step waits for others to be written with it. */
  readonly waitMs?: number;
  /** How many characters the steps of one plan may take; the oldest go first. */
  readonly mostText?: number;
}

/** Of how many plans the history is kept, and for how long after the last step. */
const mostPlans = 50;
const longestMs = 90 * 24 * 60 * 60 * 1000;

/**
 * Keeps what was done to each plan, so that undo goes on after a restart. What cannot be kept or read stops no work: undo then reaches as
 * far back as the window does.
 */
export class Journal {
  readonly #library: Library;
  readonly #now: () => number;
  readonly #waitMs: number;
  readonly #mostText: number;
  /** Histories that are to be written, by document; the newest of each. */
  readonly #waiting = new Map<string, History>();
  /** What stands in the library, by document and number. */
  readonly #written = new Map<string, { readonly done: number; readonly steps: ReadonlyMap<number, Written> }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(library: Library, { now = Date.now, waitMs = 250, mostText = 8_000_000 }: JournalOptions = {}) {
    this.#library = library;
    this.#now = now;
    this.#waitMs = waitMs;
    this.#mostText = mostText;
  }

  /**
   * The history that a plan was opened with: where it stands in it is found by what the plan says, not by what was written last.
   * @param trail the last changes that led to the plan, from which is known what was not written down any more
   */
  async read(document: string, plan: Plan, trail?: Trail): Promise<Found> {
    const passed = trail ? plansOf(trail, plan) : [{ plan, step: null }];
    try {
      await this.flush();
      const kept = await this.#library.histories.get(document);
      const rows = kept ? await this.#library.steps.where('document').equals(document).sortBy('number') : [];
      const runs = await runsOf(rows);
      for (let from = passed.length - 1; kept && from >= 0; from -= 1) {
        const { plan: there, step } = passed[from] as Passed;
        if (step && !mayKnow(rows, step)) continue; // to mark a plan takes longer than to look
        const mark = await markOf(there);
        const run = runs.findLast((one) => placeIn(one, mark, kept.done) !== undefined);
        const at = run && placeIn(run, mark, kept.done);
        if (!run || at === undefined) continue;
        const history = { steps: stepsAround(run, at, there), at };
        const written = history.steps.map((one, index) => [one.number, { step: one, text: lengthOf(run[index] as KeptStep) }] as const);
        // rows that belong to no step of it are cleared away by the next write
        if (run.length === rows.length) this.#written.set(document, { done: kept.done, steps: new Map(written) });
        return { history: historyAfter(history, passed.slice(from)), isOfAnotherPlan: false };
      }
      const history = historyAfter(noHistory, passed);
      return { history, isOfAnotherPlan: rows.length > 0 && history.steps.length === 0 };
    } catch {
      return { history: historyAfter(noHistory, passed), isOfAnotherPlan: false };
    }
  }

  /** Writes a history down soon: one that was read or written already costs nothing. */
  keep(document: string, history: History): void {
    if (history.steps.length === 0 && !this.#written.has(document)) return;
    this.#waiting.set(document, history);
    this.#timer ??= setTimeout(() => void this.flush(), this.#waitMs);
  }

  /** Writes what waits, at once. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const [document, history] of due) this.#writing = this.#writing.then(() => this.#write(document, history));
    await this.#writing;
  }

  /** Forgets the histories of plans that were not worked on for long. */
  async prune(): Promise<void> {
    try {
      const { histories, steps } = this.#library;
      const newestFirst = await histories.orderBy('written').reverse().toArray();
      const old = newestFirst.filter(({ written }, at) => at >= mostPlans || written < this.#now() - longestMs);
      const documents = old.map(({ document }) => document);
      await this.#library.transaction('rw', histories, steps, async () => {
        await steps.where('document').anyOf(documents).delete();
        await histories.bulkDelete(documents);
      });
    } catch {
      // tried again with the next start
    }
  }

  async #write(document: string, { steps, at }: History): Promise<void> {
    const written = this.#written.get(document);
    const done = steps[at - 1]?.number ?? (steps[0]?.number ?? 1) - 1;
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
      const { histories, steps: rows } = this.#library;
      await this.#library.transaction('rw', histories, rows, async () => {
        // of a document that was not read, nobody knows what stands there
        if (written) await rows.bulkDelete(gone.map((number) => [document, number]));
        else await rows.where('document').equals(document).delete();
        await rows.bulkPut([...fresh.values()].filter(({ number }) => next.has(number)));
        await histories.put({ document, done, written: this.#now() });
      });
      this.#written.set(document, { done, steps: next });
    } catch {
      this.#written.delete(document); // written whole the next time
    }
  }

  /** The newest steps that there is room for. */
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

/** A step that stands in the library, and how many characters it takes there. */
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

/** Whether a plan at a step can be among those of the rows, or before them. */
function mayKnow(rows: readonly KeptStep[], step: StepMark): boolean {
  return step.number < (rows[0]?.number ?? 0) || rows.some((row) => isStep(row, step));
}

/** Rows that say what was written and follow each other, as runs: a broken row parts what is before it from what is after it. */
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

/** How many steps of a run make the plan with a mark; the place that is nearest to where the history stood. */
function placeIn(run: readonly KeptStep[], mark: string, done: number): number | undefined {
  const stood = done - (run[0]?.number ?? 1) + 1;
  const places = [...(run[0]?.before === mark ? [0] : []), ...run.flatMap(({ after }, at) => (after === mark ? [at + 1] : []))];
  return places.sort((a, b) => Math.abs(a - stood) - Math.abs(b - stood))[0];
}

/** The steps of a run with their plans, worked out from the plan that stands between two of them. */
function stepsAround(run: readonly KeptStep[], at: number, plan: Plan): readonly Step[] {
  const steps: Step[] = [];
  let later = plan;
  for (const { number, label, time, undo } of run.slice(0, at).reverse()) {
    const before = applyChange(later, undo);
    steps.unshift({ number, label, time, before, after: later });
    later = before;
  }
  let earlier = plan;
  for (const { number, label, time, redo } of run.slice(at)) {
    const after = applyChange(earlier, redo);
    steps.push({ number, label, time, before: earlier, after });
    earlier = after;
  }
  return steps;
}
