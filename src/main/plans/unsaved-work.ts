import type { UserError } from '#engine/errors';
import type { Plan, PlanChange, PlanFormat } from '#engine/plan';
import type { StepMark, Trail } from '#ipc';
import { autosaveFailure } from '../files/keeping-words';
import { textOf, type RecoveryEntry } from '../files/recovery-entry';
import type { DocumentServices } from './document-services';
import { Keeper } from './keeper';
import type { OpenedText } from './opened-text';
import { StepCount } from './step-count';
import { trailAfter } from './trail';

/** The file that the work belongs to. */
export interface WorkTarget {
  /** Its path; `null` if there is none. */
  readonly file: string | null;
  readonly format: PlanFormat;
  /** Its content when it was opened. */
  readonly opened: OpenedText | undefined;
  /** Hash of its content, as far as the document knows. */
  readonly holds: string | null;
}

/** The difference between a document and its file: the number of steps, the changes, and their storage until they are saved. */
export class UnsavedWork {
  readonly #steps = new StepCount();
  #trail: Trail;
  /** True if the window has saved an undo history with every change: a kill takes nothing from it. */
  #hasHistory = true;
  readonly #keeper: Keeper;
  #failure: UserError | undefined;

  constructor(
    private readonly services: DocumentServices,
    private readonly id: string,
    plan: Plan,
    private readonly target: () => WorkTarget,
    /** Called with the reason that the work cannot be written to the disk at the moment; `undefined` when it can again. */
    private readonly tell: (failure: UserError | undefined) => void,
  ) {
    this.#trail = { from: plan, step: null, changes: [] };
    this.#keeper = new Keeper(services.recovery.workOn(id), {
      textOf: (run) => this.#textOf(run),
      tell: (error) => this.#report(error),
    });
  }

  /** The latest changes, for the undo history of a window that does not have them yet. */
  get trail(): Trail {
    return this.#trail;
  }

  /** The reason that the work cannot be written to the disk at the moment. */
  get failure(): UserError | undefined {
    return this.#failure;
  }

  /** Continues work from a session that ended without a save. */
  restore(entry: RecoveryEntry): void {
    this.#steps.restore(entry.changes);
    this.#trail = trailAfter(entry.trail);
    this.#hasHistory = entry.trail.changes.length === 0;
  }

  /** The plan is another: the saved undo history does not contain it. */
  changed(): void {
    this.#hasHistory = false;
  }

  /** The window has saved an undo history with every change. */
  historyKept(isDirty: boolean): void {
    this.#hasHistory = true;
    if (!isDirty) this.#keeper.forget();
  }

  /** The plan is at a step of the undo history now. */
  reach(step: StepMark | null): void {
    this.#steps.reach(step);
  }

  /** Adds a change, and writes it. */
  add(change: PlanChange, step: StepMark | null): void {
    this.#trail = trailAfter(this.#trail, { change, step });
    this.#keeper.add({ change, step, changes: this.#steps.since, savedAt: this.services.now().toISOString() });
  }

  /** Starts over with a plan that is not a change of the one before, and writes all of it. */
  startOver(plan: Plan, step: StepMark | null): void {
    this.#trail = { from: plan, step, changes: [] };
    this.#keeper.whole();
  }

  /** Ends the work: the plan equals its file. */
  clear(plan: Plan, step: StepMark | null): void {
    this.#steps.save();
    this.#trail = { from: plan, step, changes: [] };
    this.#keeper.forget();
  }

  /** The plan was read from its file again. */
  reread(plan: Plan): void {
    this.#hasHistory = true;
    this.clear(plan, null);
  }

  /** The file was saved; later work continues from there. */
  saved(isDirty: boolean): void {
    this.#steps.save();
    this.keep(isDirty || !this.#hasHistory);
  }

  /** Keeps the whole work, or none if there is none. */
  keep(isDirty: boolean): void {
    if (isDirty) this.#keeper.whole();
    else this.#keeper.forget();
  }

  /** Makes sure that the work is on the disk itself. @throws as node:fs does if it is not */
  async flush(): Promise<void> {
    await this.#keeper.flush();
  }

  /** Stops writing. @param discard true to delete the work */
  async close(discard: boolean): Promise<void> {
    if (discard) this.#keeper.forget();
    else await this.#keeper.flush();
    this.#keeper.close();
  }

  #textOf(run: string): string {
    const { file, format, opened, holds } = this.target();
    return textOf(
      {
        id: this.id,
        file,
        format,
        base: opened?.format === 'yaml' ? { text: opened.text, sha256: opened.sha256 } : null,
        holds,
        trail: this.#trail,
        changes: this.#steps.since,
        savedAt: this.services.now().toISOString(),
        app: this.services.version,
      },
      run,
    );
  }

  #report(error: unknown): void {
    if (error !== undefined && this.#failure === undefined) this.services.log(error);
    this.#failure = error === undefined ? undefined : autosaveFailure(error, this.services.recovery.folder);
    this.tell(this.#failure);
  }
}
