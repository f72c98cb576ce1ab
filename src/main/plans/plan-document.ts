import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { UserError } from '#engine/errors';
import {
  applyChange,
  checkWritable,
  emptyPlan,
  formatOf,
  isEmptyChange,
  samePlan,
  type Plan,
  type PlanChange,
  type PlanFormat,
  type TextBase,
} from '#engine/plan';
import {
  hasSchemaBeside,
  putSchemaBeside,
  watchFile,
  type ContentHash,
  type FileChange,
  type FileWatch,
  type PlanOnDisk,
  type SchemaBeside,
} from '#disk';
import type { FileState, Notice, OpenedPlan, StepMark } from '#ipc';
import { backupFailure } from '../files/keeping-words';
import type { RecoveryEntry } from '../files/recovery-entry';
import type { DocumentServices } from './document-services';
import type { LearnedFile, MarkedPlan, Merging } from './merging';
import { fileText, withoutOpenedSource, type OpenedText } from './opened-text';
import { UnsavedWork } from './unsaved-work';

/*
 * The document behind a window. It is one thing: the plan, its file and the window's revision change together, and each
 * step here keeps all three consistent.
 */

/** The file of a document. */
interface Home {
  /** Its real path. */
  readonly path: string;
  readonly format: PlanFormat;
  /** Fingerprint of the file, as far as this document knows; the next save expects it. `null` if there is no file. */
  readonly holds: ContentHash | null;
}

/**
 * A plan in a window: its current state, its file's state, and the place of its unsaved work. The text that a file was opened with is kept
 * for the whole session and every save patches that, so that undoing everything gives back exactly that file.
 */
export class PlanDocument {
  readonly id: string;
  #plan: Plan;
  #saved: Plan;
  #compared: { readonly plan: Plan; readonly saved: Plan; readonly differs: boolean } | undefined;
  /** Identifies the window's plan: the one of this revision, or the one that it received first. */
  #revision: number | 'opened' | undefined;
  #home: Home | undefined;
  #base: OpenedText | undefined;
  #lastSave: TextBase | undefined;
  /** True if the file is gone: then the plan is in this window only. */
  #gone = false;
  /** True if the user asked for the line that points at the schema. */
  #pointsAtSchema = false;
  /** Path of the file of restored work, if the file cannot be there at the moment. */
  #lost: string | undefined;
  /** The merge of which conflicts are to be decided; `undefined` if there is none. */
  merging: Merging | undefined;
  readonly #work: UnsavedWork;
  #watch: FileWatch | undefined;
  /** Called with the reason that unsaved work cannot be written to the disk at the moment; `undefined` when it can again. */
  onAutosave: ((failure: UserError | undefined) => void) | undefined;
  /** Called with changes of the file by another program. */
  onFileChange: ((change: FileChange) => void) | undefined;

  private constructor(
    private readonly services: DocumentServices,
    plan: Plan,
    id: string = randomUUID(),
  ) {
    this.id = id;
    this.#plan = plan;
    this.#saved = plan;
    this.#work = new UnsavedWork(
      services,
      id,
      plan,
      () => ({
        file: this.#home?.path ?? this.#lost ?? null,
        format: this.#home?.format ?? 'yaml',
        opened: this.#base,
        holds: this.#home?.holds?.sha256 ?? null,
      }),
      (failure) => this.onAutosave?.(failure),
    );
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

  /** A plan that was read from a file with conflict marks: it is not in that file until it is saved. */
  static fromMarked(services: DocumentServices, path: string, marked: MarkedPlan): PlanDocument {
    const document = new PlanDocument(services, marked.plan);
    document.#settleMarked(path, marked);
    return document;
  }

  /**
   * Unsaved work from a session that ended without a save.
   * @param home the file, if it can be saved to; without it, a save asks for one
   */
  static fromRecovery(
    services: DocumentServices,
    entry: RecoveryEntry,
    { read, hasHome }: { readonly read: PlanOnDisk | undefined; readonly hasHome: boolean },
  ): PlanDocument {
    const document = new PlanDocument(services, entry.plan, entry.id);
    document.#work.restore(entry);
    // the saved plan is the file's; without a file, there is only the work
    document.#saved = read?.plan ?? emptyPlan('');
    document.#gone = !read;
    if (entry.base) document.#base = { ...entry.base, format: 'yaml' };
    if (entry.file !== null && !hasHome) document.#lost = entry.file;
    else if (entry.file !== null) {
      if (read) document.#follow(entry.file, read.fingerprint);
      // the work is based on the file's content at that time: later changes are not overwritten without a question
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

  /** The plan as its file has it, as far as this document knows. */
  get saved(): Plan {
    return this.#saved;
  }

  get path(): string | undefined {
    return this.#home?.path;
  }

  get isDirty(): boolean {
    return this.#gone || this.#differs();
  }

  /** True if the plan differs from the saved one. Every edit asks several times, and comparing two large plans takes milliseconds. */
  #differs(): boolean {
    const [plan, saved] = [this.#plan, this.#saved];
    if (this.#compared?.plan !== plan || this.#compared.saved !== saved)
      this.#compared = { plan, saved, differs: !this.#isSame(plan, saved) };
    return this.#compared.differs;
  }

  #isSame(one: Plan, other: Plan): boolean {
    return samePlan(withoutOpenedSource(one, this.#base), withoutOpenedSource(other, this.#base));
  }

  /** True if it is empty, has no file, and was never edited: another plan can take its place. */
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
      ...(this.merging ? { merging: true } : {}),
    };
  }

  /** The text that the file was opened with; `null` if there is none. */
  get openedText(): TextBase | null {
    const { text, format } = this.#base ?? {};
    return text === undefined || format === undefined ? null : { text, format };
  }

  /** The text of the last save in this session; `null` if there was none. */
  get lastSave(): TextBase | null {
    return this.#lastSave ?? null;
  }

  /** The plan as sent to a window. */
  opened(notice: Notice | null = null): OpenedPlan {
    this.#revision = 'opened';
    const { trail } = this.#work;
    return { plan: this.#plan, file: this.file, notice, ...(trail.changes.length > 0 ? { trail } : {}) };
  }

  /** The reason that unsaved work cannot be written to the disk at the moment. */
  get autosave(): UserError | undefined {
    return this.#work.failure;
  }

  /** The last revision of the plan that the window has sent. */
  get revision(): number | undefined {
    return typeof this.#revision === 'number' ? this.#revision : undefined;
  }

  /**
   * Applies an edit of the window, and writes it to the disk.
   * @param base the revision that the change starts from, or the plan as sent to the window; `null` if it is the whole plan
   * @param step the last done step of the undo history
   * @returns true if it could be applied; otherwise the whole plan has to be sent
   */
  take(revision: number, base: number | 'opened' | null, change: PlanChange, step: StepMark | null = null): boolean {
    if (base !== null && base !== this.#revision) return false;
    const before = this.#plan;
    const after = applyChange(base === null ? emptyPlan('') : before, change);
    this.#revision = revision;
    // the first plan that a window sends is the one it received
    const isSame = base === null ? samePlan(before, after) : isEmptyChange(change);
    if (!isSame) {
      this.#plan = after;
      this.#work.changed();
    }
    this.#work.reach(step);
    if (!this.isDirty) this.#work.clear(this.#plan, step);
    else if (!isSame && base === null) this.#work.startOver(after, step);
    else if (!isSame) this.#work.add(change, step);
    return true;
  }

  /** The window has saved its undo history, up to a revision. A saved plan needs nothing else to restore it. */
  historyKept(revision: number | 'opened'): void {
    if (revision === this.#revision) this.#work.historyKept(this.isDirty); // else there are later changes
  }

  /**
   * Saves to the plan's own file.
   * @param over content that may be overwritten: the last read or saved one, none, or any change by another program
   * @param links decides if the file may be separated from its other names
   * @returns remarks for the user although the save succeeded
   * @throws ChangedOnDisk if another program changed the file, HasOtherNames if it has some that are to be kept, UserError if the disk
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
   * @param over content that may be overwritten: none, or any
   * @returns remarks for the user although the save succeeded
   * @throws ChangedOnDisk if there is a file that may not be overwritten, UserError if the disk refuses
   */
  async saveAs(path: string, over: 'nothing' | 'anything' = 'anything', links: 'keep' | 'part' = 'keep'): Promise<UserError[]> {
    return this.#write(path, formatOf(path), over === 'nothing' ? null : undefined, links);
  }

  /** A failed backup does not prevent a save. */
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
    checkWritable(path, format, text, plan); // a saved file must open again
    const saving = this.services.saves.save(path, text, expected === undefined ? { links } : { expected, links });
    const { file, fingerprint, doubt } = await (this.#watch && this.#home?.path === path ? this.#watch.during(saving) : saving);
    this.#saved = plan;
    this.#lastSave = { text, format };
    this.#gone = false;
    this.merging = undefined;
    this.#home = { path: file, format, holds: fingerprint };
    this.#lost = undefined;
    this.#follow(file, fingerprint);
    this.#work.saved(this.isDirty);
    return doubt ? [doubt] : [];
  }

  /** What the text of a file is made of, as plain data: a thread makes it of that where nobody waits for the main process. */
  get textParts(): { readonly opened: OpenedText | undefined; readonly pointsAtSchema: boolean } {
    return { opened: this.#base, pointsAtSchema: this.#pointsAtSchema };
  }

  /**
   * The plan as the text of a file: the file's own text with only the differences changed, if there is one.
   * @param hasSchema true if the schema that a new file's first line can point at is in the destination folder
   */
  textAs(format: PlanFormat, hasSchema: boolean): string {
    return fileText(this.#plan, format, this.#base, { pointsAtSchema: this.#pointsAtSchema, hasSchema });
  }

  /**
   * Writes the schema into the folder of the plan's file. A YAML file points at it from the next save on.
   * @throws UserError if the plan has no file yet, or the disk refuses
   */
  async putSchemaBeside(): Promise<SchemaBeside> {
    if (!this.#home) throw new UserError('This plan has no file yet.', 'Save it first: the schema goes into its folder.');
    const beside = await putSchemaBeside(this.#home.path);
    this.#pointsAtSchema = true;
    return beside;
  }

  /** The plan as its file has it, as the text that was saved. */
  get savedText(): string {
    return fileText(this.#saved, this.#home?.format ?? 'yaml', this.#base, { pointsAtSchema: false, hasSchema: false });
  }

  /**
   * Another program changed the file, and its changes are merged into the plan: the next save may write over it.
   * @param merging the conflicts to decide, if there are any
   */
  learn(read: LearnedFile, merging: Merging | undefined): void {
    const path = this.#home?.path;
    if (path === undefined) return;
    this.#settle(path, read);
    this.merging = merging;
    this.#work.keep(this.isDirty);
  }

  /** Replaces the plan with the file's, or with its sides, whose conflicts are then to be decided. */
  reread(read: PlanOnDisk | MarkedPlan): void {
    if (!this.#home) return;
    const { path } = this.#home;
    [this.#plan, this.merging, this.#revision] = [read.plan, undefined, undefined];
    if ('merging' in read) this.#settleMarked(path, read);
    else this.#settle(path, read);
    this.#work.reread(read.plan);
    this.#work.keep(this.isDirty);
  }

  /** Makes sure that unsaved work is on the disk itself. @throws as node:fs does if it is not */
  async flush(): Promise<void> {
    await this.#work.flush();
  }

  /** Checks the file now: watching misses changes while the machine sleeps. */
  async check(): Promise<void> {
    await this.#watch?.check();
  }

  /** Ends the document. @param discard true to delete its unsaved work */
  async close(discard: boolean): Promise<void> {
    this.#watch?.close();
    this.#watch = undefined;
    await this.#work.close(discard);
  }

  #settle(path: string, read: LearnedFile): void {
    this.#home = { path, format: read.format, holds: read.fingerprint };
    this.#base = { text: read.text, format: read.format, sha256: read.fingerprint.sha256 };
    this.#saved = read.plan;
    this.#lastSave = undefined;
    this.#gone = false;
    this.#follow(path, read.fingerprint);
  }

  #settleMarked(path: string, { file, merging }: MarkedPlan): void {
    this.#settle(path, { ...file, plan: emptyPlan('') });
    this.#gone = true; // the plan is in no file until it is saved
    this.merging = merging;
  }

  #follow(path: string, known: PlanOnDisk['fingerprint']): void {
    this.#watch?.close();
    this.#watch = watchFile(path, (change) => this.#fileChanged(change), { known });
  }

  /** If the file is gone, the plan is unsaved work, and kept as such. */
  #fileChanged(change: FileChange): void {
    this.#gone = change.kind === 'gone';
    this.#work.keep(this.isDirty);
    const differs = change.kind === 'back' && change.fingerprint.sha256 !== this.#home?.holds?.sha256;
    this.onFileChange?.(differs ? { ...change, kind: 'changed' } : change);
  }
}
