import { readFile, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, isTemporary, notAFile, readProblem, readTextFile } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { idPattern, parseWork, whyOf, workAfter, type Parsed, type RecoveryEntry } from './recovery-entry';
import { setAside } from './set-aside';
import { WorkFile, nodeCalls, type Calls } from './work-file';
import { readLines } from './work-lines';

/** A recovery file that cannot be restored. It is kept: parts of it may still be useful. */
export interface BrokenRecovery {
  readonly id: string;
  /** Its path now. */
  readonly file: string;
  readonly error: UserError;
}

/**
 * Unsaved work, two files for each document, in a folder of the application's own. An entry is removed only after a verified save or when
 * the user discards it.
 */
export class RecoveryStore {
  /** @param folder is created when the first entry is written */
  constructor(
    readonly folder: string,
    private readonly calls: Calls = nodeCalls,
  ) {}

  /** The files of one document's work. */
  workOn(id: string): WorkFile {
    if (!idPattern.test(id)) throw new TypeError(`"${id}" cannot be the id of a document.`);
    return new WorkFile(this.#pathOf(id), this.calls);
  }

  /**
   * Finds the work to restore, newest first. Torn or foreign files are set aside as `<id>.broken` and reported. Files of a newer version,
   * and files that cannot be read now, are reported and stay in place. Call it before any document is opened.
   * @throws UserError if the folder cannot be read
   */
  async list(): Promise<{ readonly entries: readonly RecoveryEntry[]; readonly broken: readonly BrokenRecovery[] }> {
    const entries: RecoveryEntry[] = [];
    const broken: BrokenRecovery[] = [];
    const names = await this.#names();
    for (const name of names.filter((one) => /^[^.].*\.json$/s.test(one)).sort()) {
      const id = name.slice(0, -'.json'.length);
      const { entry, problem } = await this.#read(id);
      if (entry) entries.push(entry);
      if (problem) broken.push(problem);
    }
    entries.sort((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt));
    await this.#clear(names);
    return { entries, broken };
  }

  /** Moves an entry that cannot be restored out of the way. @param why completes "cannot be restored: …" */
  async setAside(id: string, why: string): Promise<BrokenRecovery> {
    const path = this.#pathOf(id);
    const problem = `Unsaved work in "${path}" cannot be restored: ${why}.`;
    try {
      const kept = await setAside(path, join(this.folder, `${id}.broken`));
      await setAside(logOf(path), join(this.folder, `${id}.log.broken`)).catch(ignoreMissing);
      return { id, file: kept, error: new UserError(problem, `It is kept as "${kept}". A text editor can open it.`) };
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return { id, file: path, error: new UserError(problem, 'It was left where it is. A text editor can open it.') };
    }
  }

  async #read(id: string): Promise<{ readonly entry?: RecoveryEntry; readonly problem?: BrokenRecovery }> {
    const path = this.#pathOf(id);
    let parsed: Parsed;
    try {
      parsed = parseWork((await readTextFile(path, undefined, () => {})).text, id); // ours: two plans, however large
    } catch (error) {
      if (error instanceof PlanProblems) return { problem: await this.setAside(id, 'it is torn') };
      if (error instanceof UserError) return { problem: this.#left(id, error) };
      throw error;
    }
    if (parsed.kind === 'newer') {
      const problem = `Unsaved work in "${path}" was kept by a newer version of Pipedraft.`;
      const error = new UserError(problem, 'Restore it with that version. The file was left as it is.');
      return { problem: { id, file: path, error } };
    }
    if (parsed.kind === 'broken') return { problem: await this.setAside(id, parsed.why) };
    return this.#withChanges(id, parsed);
  }

  /** Adds the changes that were appended since the whole work was written. */
  async #withChanges(
    id: string,
    { work, run }: Extract<Parsed, { kind: 'work' }>,
  ): Promise<{ readonly entry?: RecoveryEntry; readonly problem?: BrokenRecovery }> {
    const path = logOf(this.#pathOf(id));
    if (run === undefined) return { entry: workAfter(work, { lines: [] }) };
    let text = '';
    let problem: BrokenRecovery | undefined;
    try {
      text = (await readFile(path)).toString();
    } catch (error) {
      const found = codeOf(error) === 'EISDIR' ? notAFile(path, 'folder') : readProblem(path, error);
      if (codeOf(error) !== 'ENOENT') problem = this.#partly(id, path, found);
    }
    const read = readLines(text, run);
    if (read.ended) {
      await this.#discard(id);
      return {};
    }
    try {
      const entry = workAfter(work, read);
      if (read.hasMore) problem = await this.#copied(id, path);
      return problem ? { entry, problem } : { entry };
    } catch (error) {
      if (error instanceof UserError) return { problem: await this.setAside(id, whyOf(error)) };
      throw error;
    }
  }

  #left(id: string, { problem }: UserError): BrokenRecovery {
    const path = this.#pathOf(id);
    const said = new UserError(`Unsaved work in "${path}" cannot be restored. ${problem}`, 'It was left where it is.');
    return { id, file: path, error: said };
  }

  #partly(id: string, path: string, because: unknown): BrokenRecovery {
    const why = because instanceof UserError ? ` ${because.problem}` : '';
    const error = new UserError(`The last changes of unsaved work cannot be restored.${why}`, `They are kept in "${path}".`);
    return { id, file: path, error };
  }

  /** The entry continues with another file of changes, so this one is set aside. */
  async #copied(id: string, path: string): Promise<BrokenRecovery> {
    const kept = await setAside(path, join(this.folder, `${id}.log.broken`)).catch(() => path);
    return this.#partly(id, kept, new UserError('Their file is damaged.', ''));
  }

  async #discard(id: string): Promise<void> {
    for (const path of [this.#pathOf(id), logOf(this.#pathOf(id))]) await unlink(path).catch(() => {}); // else the files stay marked as ended
  }

  /** Removes leftovers of killed programs: half-written files, and changes of work that no longer exists. */
  async #clear(names: readonly string[]): Promise<void> {
    const left = await this.#names();
    const orphans = names.filter((name) => isTemporary(name) || (name.endsWith('.log') && !left.includes(name.replace(/log$/, 'json'))));
    for (const name of orphans) await unlink(join(this.folder, name)).catch(() => {}); // the next start tries again
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []; // nothing was kept yet
      throw readProblem(this.folder, error);
    }
  }

  #pathOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

function logOf(path: string): string {
  return path.replace(/\.json$/, '.log');
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
