import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { UserError } from '#engine/errors';
import {
  applyChange,
  checkWritable,
  emptyPlan,
  formatOf,
  isEmptyChange,
  patchJson,
  patchYaml,
  samePlan,
  withSchemaLine,
  writePlanJson,
  writePlanYaml,
  type Plan,
  type PlanChange,
  type PlanFormat,
} from '#engine/plan';
import {
  hasSchemaBeside,
  putSchemaBeside,
  watchFile,
  type ContentHash,
  type FileChange,
  type FileWatch,
  type PlanOnDisk,
  type SaveQueue,
  type SchemaBeside,
} from '#disk';
import type { FileState, Notice, OpenedPlan, StepMark, Trail } from '#ipc';
import type { Backups } from '../files/backups';
import { autosaveFailure, backupFailure } from '../files/keeping-words';
import type { RecoveryStore } from '../files/recovery';
import { textOf, type RecoveryEntry } from '../files/recovery-entry';
import { Keeper } from './keeper';
import { StepCount } from './step-count';
import { trailAfter } from './trail';

/** What documents share. */
export interface DocumentServices {
  readonly saves: SaveQueue;
  readonly recovery: RecoveryStore;
  readonly backups: Backups;
  readonly version: string;
  /** Now; tests put their own in. */
  readonly now: () => Date;
  readonly log: (error: unknown) => void;
}

/** The file of a document. */
interface Home {
  /** Its real path. */
  readonly path: string;
  readonly format: PlanFormat;
  /** Of what the file holds, as far as this document knows; the next save expects it. `null` when there is no file. */
  readonly holds: ContentHash | null;
}

/** What a file held when it was opened. */
interface Base extends ContentHash {
  readonly text: string;
  readonly format: PlanFormat;
}

/**
 * A plan in a window: what it is now, what its file says, and where its unsaved work is kept. The text that a file was opened with is kept
 * for the whole session and every save patches that, so that undoing everything gives back the very file.
 */
export class PlanDocument {
  readonly id: string;
  #plan: Plan;
  #saved: Plan;
  #compared: { readonly plan: Plan; readonly saved: Plan; readonly differs: boolean } | undefined;
  /** Which plan the window has: the one of this revision, or the one that it was given. */
  #revision: number | 'opened' | undefined;
  #home: Home | undefined;
  #base: Base | undefined;
  /** Whether the file is not there any more: then the plan is in this window only. */
  #gone = false;
  /** Whether the user asked for the line that points at the schema. */
  #pointsAtSchema = false;
  /** Where the file of restored work was, when there can be none at the moment. */
  #lost: string | undefined;
  readonly #steps = new StepCount();
  #trail: Trail;
  #watch: FileWatch | undefined;
  readonly #keeper: Keeper;
  #autosave: UserError | undefined;
  /** Hears why unsaved work cannot be written to the disk at the moment; `undefined` when it can again. */
  onAutosave: ((failure: UserError | undefined) => void) | undefined;
  /** Hears what another program did to the file. */
  onFileChange: ((change: FileChange) => void) | undefined;

  private constructor(
    private readonly services: DocumentServices,
    plan: Plan,
    id: string = randomUUID(),
  ) {
    this.id = id;
    this.#plan = plan;
    this.#saved = plan;
    this.#trail = { from: plan, step: null, changes: [] };
    this.#keeper = new Keeper(services.recovery.workOn(id), {
      textOf: (run) => this.#textOfWork(run),
      tell: (error) => this.#tellAutosave(error),
    });
  }

  /** A plan without a file. @param plan an empty one, or a template's */
  static fresh(services: DocumentServices, plan: Plan): PlanDocument {
    return new PlanDocument(services, plan);
  }

  /** A plan that was read from a file. @param path the file's real path */
  static fromFile(services: DocumentServices, path: string, read: PlanOnDisk): PlanDocument {
    const document = new PlanDocument(services, read.plan);
    document.#settle(path, read);
    return document;
  }

  /**
   * Unsaved work that was kept when the application ended without a save.
   * @param home whether its file can be saved to; without, a save asks for one
   */
  static fromRecovery(
    services: DocumentServices,
    entry: RecoveryEntry,
    { read, hasHome }: { readonly read: PlanOnDisk | undefined; readonly hasHome: boolean },
  ): PlanDocument {
    const document = new PlanDocument(services, entry.plan, entry.id);
    document.#steps.restore(entry.changes);
    document.#trail = trailAfter(entry.trail);
    // the saved plan is the file's; without one, the work is all there is
    document.#saved = read?.plan ?? emptyPlan('');
    document.#gone = !read;
    if (entry.base) document.#base = { ...entry.base, format: 'yaml' };
    if (entry.file !== null && !hasHome) document.#lost = entry.file;
    else if (entry.file !== null) {
      if (read) document.#follow(entry.file, read.fingerprint);
      // the work was done on what the file held then: a change since is not to be written over unasked
      document.#home = {
        path: entry.file,
        format: entry.format,
        holds: entry.holds === null ? (read?.fingerprint ?? null) : { sha256: entry.holds },
      };
    }
    return document;
  }

  get plan(): Plan {
    return this.#plan;
  }

  get path(): string | undefined {
    return this.#home?.path;
  }

  get isDirty(): boolean {
    return this.#gone || this.#differs();
  }

  /** Whether the plan is another than the saved one. Every edit asks several times, and comparing two large plans takes milliseconds. */
  #differs(): boolean {
    const [plan, saved] = [this.#plan, this.#saved];
    if (this.#compared?.plan !== plan || this.#compared.saved !== saved) this.#compared = { plan, saved, differs: !samePlan(plan, saved) };
    return this.#compared.differs;
  }

  /** Whether it is empty, has no file, and nobody worked on it: another plan can take its place. */
  get isUntouched(): boolean {
    return this.#home === undefined && !this.isDirty && Object.keys(this.#plan.nodes).length === 0;
  }

  get file(): FileState {
    return {
      id: this.#home?.path ?? `unsaved:${this.id}`,
      name: this.#home ? basename(this.#home.path) : null,
      folder: this.#home ? dirname(this.#home.path) : null,
      format: this.#home?.format ?? 'yaml',
      dirty: this.isDirty,
    };
  }

  /** What is given to a window. */
  opened(notice: Notice | null = null): OpenedPlan {
    this.#revision = 'opened';
    return { plan: this.#plan, file: this.file, notice, ...(this.#trail.changes.length > 0 ? { trail: this.#trail } : {}) };
  }

  /** Why unsaved work cannot be written to the disk at the moment. */
  get autosave(): UserError | undefined {
    return this.#autosave;
  }

  /** The revision of the plan that the window has sent last. */
  get revision(): number | undefined {
    return typeof this.#revision === 'number' ? this.#revision : undefined;
  }

  /**
   * Takes over what the window did, and writes it to the disk.
   * @param base the revision that the change starts from, or the plan as the window was given it; `null` when it is the whole plan
   * @param step of the undo history that is done last now
   * @returns whether it could be taken over; otherwise the whole plan has to be sent
   */
  take(revision: number, base: number | 'opened' | null, change: PlanChange, step: StepMark | null = null): boolean {
    if (base !== null && base !== this.#revision) return false;
    const before = this.#plan;
    const after = applyChange(base === null ? emptyPlan('') : before, change);
    this.#revision = revision;
    // the first plan that a window sends is the one it was given
    const isSame = base === null ? samePlan(before, after) : isEmptyChange(change);
    if (!isSame) this.#plan = after;
    this.#steps.reach(step);
    if (!this.isDirty) {
      this.#steps.save();
      this.#trail = { from: this.#plan, step, changes: [] };
      this.#keeper.forget();
    } else if (!isSame && base === null) {
      this.#trail = { from: after, step, changes: [] };
      this.#keeper.whole();
    } else if (!isSame) {
      this.#trail = trailAfter(this.#trail, { change, step });
      this.#keeper.add({ change, step, changes: this.#changes, savedAt: this.services.now().toISOString() });
    }
    return true;
  }

  /** How many steps the plan is away from its file; one at least when it differs. */
  get #changes(): number {
    return Math.max(this.#steps.since, 1);
  }

  /**
   * Saves to the plan's own file.
   * @param over what may be written over: what was read or saved last, nothing at all, or whatever another program wrote meanwhile
   * @param links whether the file may be parted from its other names
   * @returns what the user should know although it went well
   * @throws ChangedOnDisk when another program changed the file, HasOtherNames when it has some that are to be kept, UserError when the disk
   *   refuses
   */
  async save(over: 'known' | 'nothing' | 'anything' = 'known', links: 'keep' | 'part' = 'keep'): Promise<UserError[]> {
    const home = this.#home;
    if (!home) throw new UserError('This plan has no file yet.', 'Use Save as to choose one.');
    const kept = this.#base ? await this.#backUp(home.path, this.#base.text) : [];
    const expected = { known: home.holds, nothing: null, anything: undefined }[over];
    return [...kept, ...(await this.#write(home.path, home.format, expected, links))];
  }

  /**
   * Saves to another file, which is the plan's own from then on.
   * @param over what may be written over: nothing at all, or whatever is there
   * @returns what the user should know although it went well
   * @throws ChangedOnDisk when there is a file that may not be written over, UserError when the disk refuses
   */
  async saveAs(path: string, over: 'nothing' | 'anything' = 'anything', links: 'keep' | 'part' = 'keep'): Promise<UserError[]> {
    return this.#write(path, formatOf(path), over === 'nothing' ? null : undefined, links);
  }

  /** A backup that cannot be written is no reason not to save. */
  async #backUp(path: string, text: string): Promise<UserError[]> {
    try {
      await this.services.backups.keepOnce(path, text, this.services.now());
      return [];
    } catch (error) {
      if (error instanceof UserError) return [backupFailure(error, basename(path), this.services.backups.folder)];
      throw error;
    }
  }

  async #write(path: string, format: PlanFormat, expected: ContentHash | null | undefined, links: 'keep' | 'part'): Promise<UserError[]> {
    const hasSchema = await hasSchemaBeside(path);
    const plan = this.#plan;
    const text = this.textAs(format, hasSchema);
    checkWritable(path, format, text, plan); // what is saved must open again
    const saving = this.services.saves.save(path, text, expected === undefined ? { links } : { expected, links });
    const { file, fingerprint, doubt } = await (this.#watch && this.#home?.path === path ? this.#watch.during(saving) : saving);
    this.#saved = plan;
    this.#gone = false;
    this.#home = { path: file, format, holds: fingerprint };
    this.#lost = undefined;
    this.#steps.save();
    this.#follow(file, fingerprint);
    if (this.isDirty) this.#keeper.whole();
    else this.#keeper.forget();
    return doubt ? [doubt] : [];
  }

  /**
   * The plan as the text of a file: the file's own text with only what differs changed, where there is one.
   * @param hasSchema whether the schema that a new file's first line can point at lies where the text goes
   */
  textAs(format: PlanFormat, hasSchema: boolean): string {
    const own = this.#base?.format === format ? this.#base.text : undefined;
    if (format === 'json') return own === undefined ? writePlanJson(this.#plan) : patchJson(own, this.#plan);
    const text = own === undefined ? writePlanYaml(this.#plan) : patchYaml(own, this.#plan);
    return hasSchema && (own === undefined || this.#pointsAtSchema) ? withSchemaLine(text) : text;
  }

  /**
   * Puts the schema into the folder of the plan's file. A YAML file points at it from the next save on.
   * @throws UserError when the plan has no file yet, or the disk refuses
   */
  async putSchemaBeside(): Promise<SchemaBeside> {
    if (!this.#home) throw new UserError('This plan has no file yet.', 'Save it first: the schema goes into its folder.');
    const beside = await putSchemaBeside(this.#home.path);
    this.#pointsAtSchema = true;
    return beside;
  }

  /** Takes over what is in the file now. @param read what was just read from it */
  reread(read: PlanOnDisk): void {
    const path = this.#home?.path;
    if (path === undefined) return;
    this.#plan = read.plan;
    this.#revision = undefined;
    this.#settle(path, read);
    this.#steps.save();
    this.#trail = { from: read.plan, step: null, changes: [] };
    this.#keeper.forget();
  }

  /** Makes sure that unsaved work is on the disk itself. @throws as node:fs does when it is not */
  async flush(): Promise<void> {
    await this.#keeper.flush();
  }

  /** Looks at the file now: watching misses what happens while the machine sleeps. */
  async check(): Promise<void> {
    await this.#watch?.check();
  }

  /** Ends the document. @param discard whether its unsaved work is to be forgotten */
  async close(discard: boolean): Promise<void> {
    this.#watch?.close();
    this.#watch = undefined;
    if (discard) this.#keeper.forget();
    else await this.#keeper.flush();
    this.#keeper.close();
  }

  #settle(path: string, read: PlanOnDisk): void {
    this.#home = { path, format: read.format, holds: read.fingerprint };
    this.#base = { text: read.text, format: read.format, sha256: read.fingerprint.sha256 };
    this.#saved = read.plan;
    this.#gone = false;
    this.#follow(path, read.fingerprint);
  }

  #follow(path: string, known: PlanOnDisk['fingerprint']): void {
    this.#watch?.close();
    this.#watch = watchFile(path, (change) => this.#fileChanged(change), { known });
  }

  /** Work whose file is gone is unsaved work, and kept as such. */
  #fileChanged(change: FileChange): void {
    this.#gone = change.kind === 'gone';
    if (this.isDirty) this.#keeper.whole();
    else this.#keeper.forget();
    const differs = change.kind === 'back' && change.fingerprint.sha256 !== this.#home?.holds?.sha256;
    this.onFileChange?.(differs ? { ...change, kind: 'changed' } : change);
  }

  #textOfWork(run: string): string {
    const home = this.#home;
    return textOf(
      {
        id: this.id,
        file: home?.path ?? this.#lost ?? null,
        format: home?.format ?? 'yaml',
        base: this.#base?.format === 'yaml' ? { text: this.#base.text, sha256: this.#base.sha256 } : null,
        holds: home?.holds?.sha256 ?? null,
        trail: this.#trail,
        changes: this.#changes,
        savedAt: this.services.now().toISOString(),
        app: this.services.version,
      },
      run,
    );
  }

  #tellAutosave(error: unknown): void {
    if (error !== undefined && this.#autosave === undefined) this.services.log(error);
    this.#autosave = error === undefined ? undefined : autosaveFailure(error, this.services.recovery.folder);
    this.onAutosave?.(this.#autosave);
  }
}
