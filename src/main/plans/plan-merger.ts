import { basename } from 'node:path';
import { readTextFile, type PlanOnDisk } from '#disk';
import { PlanProblems, UserError, isNonEmpty, type Problem } from '#engine/errors';
import { readMarks, type Sides } from '#engine/merge';
import { changeBetween, formatOf, sourceOf, type Plan } from '#engine/plan';
import type { MergedFile } from '#ipc';
import type { Library } from '../library/library';
import type { Questions, ReconciledPlans } from '../compare/compare-answers';
import type { CompareThread } from '../compare/compare-thread';
import { today } from '../evaluation/today';
import type { PlanWindow } from '../windows/plan-window';
import type { MarkedPlan } from './merging';

export interface PlanMergerOptions {
  readonly library: Library;
  readonly thread: Pick<CompareThread, 'ask'>;
}

/** Reads the file of a plan for a window; `undefined` if the user cancelled it. */
export interface PlanFileReader {
  read(path: string, window: PlanWindow): Promise<PlanOnDisk | undefined>;
}

/** Merges plans for people: files that git left with conflict marks, and files that another program changed. */
export class PlanMerger {
  constructor(private readonly options: PlanMergerOptions) {}

  /**
   * Reads a file with conflict marks.
   * @returns `undefined` for a file without marks, and for one whose marks are not complete
   * @throws PlanProblems of a side that is no plan, UserError if the file cannot be read
   */
  async marked(path: string): Promise<MarkedPlan | undefined> {
    const file = await readTextFile(path);
    const sides = readMarks(file.text);
    if (!sides) return undefined;
    const format = formatOf(path);
    const { base, ours, theirs } = sides;
    const names = { current: sides.names.ours || 'this side', incoming: sides.names.theirs || 'the other side' };
    const made = await this.#reconcile(path, { texts: { ours, theirs, ...(base === undefined ? {} : { base }) }, format }, (side) => {
      if (side === 'base') return 'the part that both sides began with';
      return side === 'ours' ? `the side “${names.current}”` : `the side “${names.incoming}”`;
    });
    return {
      plan: { ...made.plan, source: sourceOf(made.text, format) },
      file: { ...file, format },
      merging: { incoming: made.other, names },
    };
  }

  /**
   * Merges a window's plan with its file, which another program changed. The document counts the file as known from then on; the window
   * makes the change.
   * @throws PlanProblems if the file is no plan, UserError if the plan has no file
   */
  async withFile(window: PlanWindow, opener: PlanFileReader): Promise<MergedFile | null> {
    const { document } = window;
    if (document?.path === undefined) throw new UserError('This plan has no file yet.', 'Save it first.');
    const { plan, saved, path } = document;
    const read = await opener.read(path, window).catch(async (error: unknown) => {
      if (error instanceof PlanProblems && readMarks((await readTextFile(path)).text))
        throw new UserError(
          `“${basename(path)}” has conflict marks that another program left in it, so it cannot be merged as it is.`,
          'Read the file again to decide them in this window: undo then brings your plan back. Or resolve them in that program first.',
        );
      throw error;
    });
    if (!read) return null;
    const { format } = read;
    const texts = { base: document.savedText, ours: document.textAs(format, false), theirs: read.text };
    const made = await this.#reconcile(path, { texts, format }, (side) => (side === 'theirs' ? 'the file' : 'your plan'));
    if (document !== window.document || document.plan !== plan || document.saved !== saved)
      throw new UserError('The plan changed while it was merged.', 'Merge again.');
    const isDecided = made.conflicts === 0;
    document.learn(read, isDecided ? undefined : { incoming: made.other, names: { current: 'your plan', incoming: 'the file' } });
    return {
      change: changeBetween(plan, { ...made.plan, source: sourceOf(made.text, format) }),
      conflicts: made.conflicts,
      notes: made.overruled,
    };
  }

  async #reconcile(
    path: string,
    question: Questions['reconcile'],
    nameOf: (side: keyof Sides<unknown>) => string,
  ): Promise<Extract<ReconciledPlans, { plan: Plan }>> {
    const { library, thread } = this.options;
    const asked = await thread.ask('reconcile', question, { additions: library.additions, today: today() });
    const made = JSON.parse(asked) as ReconciledPlans; // the thread wrote it
    if ('plan' in made) return made;
    const problems = made.unreadable.flatMap(({ side, problems: found }) =>
      found.map(({ place: _, ...problem }): Problem => ({ ...problem, message: `In ${nameOf(side)}: ${problem.message}` })),
    );
    if (!isNonEmpty(problems)) throw new Error('A side that cannot be read has no problem.');
    throw new PlanProblems(basename(path), problems);
  }
}
