import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { because, codeOf, readProblem, readTextFile, saveProblem, type SaveText } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { setAside } from '../files/set-aside';

/** Kind of the kept files, with its words for messages. */
export interface Kept<T> {
  readonly schema: z.ZodType<T>;
  /** A word of small letters, digits, "-" and ".": it becomes a file name. */
  readonly idOf: (entry: T) => string;
  /** Prefix of the file's name, which prevents that an id is a device name of Windows. */
  readonly prefix: string;
  readonly mostBytes: number;
  /** Such as "price book". */
  readonly what: string;
  /** Remedy if it cannot be read: "Load its prices again." */
  readonly again: string;
}

/** User additions to the library, one file each, in a folder of the application's own. */
export class KeptFiles<T> {
  /** @param folder is created when the first of them is written */
  constructor(
    readonly folder: string,
    private readonly save: SaveText,
    private readonly kept: Kept<T>,
  ) {}

  /**
   * All of them, and the problems of invalid files: these are set aside, and the others still work.
   * @throws UserError if the folder cannot be read
   */
  async list(): Promise<{ readonly entries: readonly T[]; readonly broken: readonly UserError[] }> {
    const entries: T[] = [];
    const broken: UserError[] = [];
    for (const name of await this.#names()) {
      const read = await this.#read(join(this.folder, name));
      if (read instanceof UserError) broken.push(read);
      else entries.push(read);
    }
    return { entries, broken };
  }

  /** @throws UserError if it could not be written; the earlier content is then unchanged */
  async write(entry: T): Promise<void> {
    const file = this.#fileOf(this.kept.idOf(entry));
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw saveProblem(file, false, error);
    }
    await this.save(file, `${JSON.stringify({ version: 1, ...entry })}\n`);
  }

  /** @throws UserError if its file could not be removed */
  async remove(id: string): Promise<void> {
    const file = this.#fileOf(id);
    try {
      await unlink(file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw readProblem(file, error);
    }
  }

  #fileOf(id: string): string {
    return join(this.folder, `${this.kept.prefix}${id}${extension}`);
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.startsWith(this.kept.prefix) && name.endsWith(extension)).sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw readProblem(this.folder, error);
    }
  }

  async #read(file: string): Promise<T | UserError> {
    const { schema, idOf, mostBytes, what, again } = this.kept;
    try {
      const { text } = await readTextFile(file, undefined, (bytes) => {
        if (bytes > mostBytes) throw new UserError(`"${file}" is larger than a ${what} can be.`, again);
      });
      const { version: _, ...rest } = z.looseObject({ version: z.literal(1) }).parse(JSON.parse(text));
      const entry = schema.parse(rest);
      if (this.#fileOf(idOf(entry)) !== file)
        return new UserError(`"${file}" holds the ${what} "${idOf(entry)}" under another name.`, again);
      return entry;
    } catch (error) {
      // a file that is unreadable now may be readable tomorrow; only an invalid one is moved out of the way
      if (error instanceof UserError && !(error instanceof PlanProblems)) return error;
      if (!(error instanceof PlanProblems || error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      return this.#setAside(file, error);
    }
  }

  async #setAside(file: string, why: Error): Promise<UserError> {
    const { what, again } = this.kept;
    try {
      const kept = await setAside(file, `${file}.broken`);
      return because(why, `A ${what} could not be read: it is torn, or written by another program.`, `It is kept as "${kept}". ${again}`);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return because(error, `The ${what} "${file}" could not be read.`, `Move that file away. ${again}`);
    }
  }
}

const extension = '.json';
