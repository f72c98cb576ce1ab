import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { UserError } from '#engine/errors';
import {
  applyChange,
  checkWritable,
  documentOf,
  emptyPlan,
  formatOf,
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
import type { FileState, Notice, OpenedPlan } from '#ipc';
import type { Backups } from '../files/backups';
import { planOf, type RecoveryEntry, type RecoveryStore } from '../files/recovery';
import { Scheduler } from '../files/scheduler';

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
  /** Which plan the window has: the one of this revision, or the one that it was given. */
  #revision: number | 'opened' | undefined;
  #home: Home | undefined;
  #base: Base | undefined;
  /** Whether the file is not there any more: then the plan is in this window only. */
  #gone = false;
  #changes = 0;
  /** Whether the user asked for the line that points at the schema. */
  #pointsAtSchema = false;
  #watch: FileWatch | undefined;
  readonly #keeper: Scheduler;

  private constructor(
    private readonly services: DocumentServices,
    private readonly tell: (change: FileChange) => void,
    plan: Plan,
    id: string = randomUUID(),
  ) {
    this.id = id;
    this.#plan = plan;
    this.#saved = plan;
    this.#keeper = new Scheduler(() => this.#keep(), { failed: services.log });
  }

  /** A plan without a file. @param plan an empty one, or a template's */
  static fresh(services: DocumentServices, plan: Plan, tell: (change: FileChange) => void): PlanDocument {
    return new PlanDocument(services, tell, plan);
  }

  /** A plan that was read from a file. @param path the file's real path */
  static fromFile(services: DocumentServices, path: string, read: PlanOnDisk, tell: (change: FileChange) => void): PlanDocument {
    const document = new PlanDocument(services, tell, read.plan);
    document.#settle(path, read);
    return document;
  }

  /**
   * Unsaved work that was kept when the application ended without a save.
   * @throws PlanProblems when it cannot be read
   */
  static fromRecovery(
    services: DocumentServices,
    entry: RecoveryEntry,
    read: PlanOnDisk | undefined,
    tell: (change: FileChange) => void,
  ): PlanDocument {
    const document = new PlanDocument(services, tell, planOf(entry), entry.id);
    document.#changes = entry.changes;
    // the saved plan is the file's; without one, the work is all there is
    document.#saved = read?.plan ?? emptyPlan('');
    if (entry.base) document.#base = { ...entry.base, format: 'yaml' };
    if (entry.file !== null) {
      if (read) document.#follow(entry.file, read.fingerprint);
      // the work was done on what the file held then: a change since is not to be written over unasked
      document.#home = {
        path: entry.file,
        format: entry.format,
        holds: read ? (entry.holds === null ? read.fingerprint : { sha256: entry.holds }) : null,
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
    return this.#gone || !samePlan(this.#plan, this.#saved);
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
    return { plan: this.#plan, file: this.file, notice };
  }

  /**
   * Takes over what the window did.
   * @param base the revision that the change starts from, or the plan as the window was given it; `null` when it is the whole plan
   * @returns whether it could be taken over; otherwise the whole plan has to be sent
   */
  take(revision: number, base: number | 'opened' | null, change: PlanChange): boolean {
    if (base !== null && base !== this.#revision) return false;
    const before = this.#plan;
    this.#plan = applyChange(base === null ? emptyPlan('') : before, change);
    const first = this.#revision === undefined || this.#revision === 'opened';
    this.#revision = revision;
    // the first plan that a window sends is the one it was given
    if (first && samePlan(before, this.#plan)) {
      this.#plan = before;
      return true;
    }
    if (this.#plan !== before) this.#changes += 1;
    if (this.isDirty) this.#keeper.touch();
    else void this.#forget();
    return true;
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
      if (error instanceof UserError) return [error];
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
    this.#follow(file, fingerprint);
    if (!this.isDirty) await this.#forget();
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
    void this.#forget();
  }

  /** Writes the unsaved work at once, if there is any. */
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
    if (discard) await this.#forget();
    else await this.#keeper.flush();
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
    if (this.isDirty) this.#keeper.touch();
    else void this.#forget();
    const differs = change.kind === 'back' && change.fingerprint.sha256 !== this.#home?.holds?.sha256;
    this.tell(differs ? { ...change, kind: 'changed' } : change);
  }

  async #keep(): Promise<void> {
    if (!this.isDirty) return;
    const home = this.#home;
    await this.services.recovery.write({
      id: this.id,
      file: home?.path ?? null,
      format: home?.format ?? 'yaml',
      base: this.#base?.format === 'yaml' ? { text: this.#base.text, sha256: this.#base.sha256 } : null,
      holds: home?.holds?.sha256 ?? null,
      plan: documentOf(this.#plan),
      label: this.#plan.name,
      changes: this.#changes,
      savedAt: this.services.now().toISOString(),
      app: this.services.version,
    });
  }

  async #forget(): Promise<void> {
    this.#keeper.cancel();
    await this.services.recovery.remove(this.id).catch(this.services.log);
  }
}
