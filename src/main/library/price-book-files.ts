import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { because, codeOf, readProblem, readTextFile, saveProblem, type SaveText } from '#disk';
import { PriceBookSchema, type PriceBookFile } from '#engine/catalog';
import { PlanProblems, UserError } from '#engine/errors';
import { setAside } from '../files/set-aside';

/** A price book that the user loaded. */
export interface LoadedBook {
  readonly book: PriceBookFile;
  /** Name of the file that its prices are from. */
  readonly from: string;
  /** The day that it was loaded, such as `2026-11-21`. */
  readonly on: string;
}

const EntrySchema = z.strictObject({
  version: z.literal(1),
  from: z.string(),
  on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  book: PriceBookSchema,
});

/** A book of every meter in every region is a tenth of this. */
const mostBytes = 64 * 1024 * 1024;

/** Loaded price books, one file each, in a folder of the application's own. */
export class PriceBookFiles {
  /** @param folder is made when the first book is written */
  constructor(
    readonly folder: string,
    private readonly save: SaveText,
  ) {}

  /**
   * Every book, and what is wrong with the files that hold none: these are set aside, and the others are still there.
   * @throws UserError when the folder cannot be read
   */
  async list(): Promise<{ readonly books: readonly LoadedBook[]; readonly broken: readonly UserError[] }> {
    const books: LoadedBook[] = [];
    const broken: UserError[] = [];
    for (const name of await this.#names()) {
      const read = await this.#read(join(this.folder, name));
      if (read instanceof UserError) broken.push(read);
      else books.push(read);
    }
    return { books, broken };
  }

  /** @throws UserError when it could not be written; what was there before is then as it was */
  async write({ book, from, on }: LoadedBook): Promise<void> {
    const file = this.#fileOf(book.id);
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw saveProblem(file, false, error);
    }
    await this.save(file, `${JSON.stringify({ version: 1, from, on, book } satisfies z.input<typeof EntrySchema>)}\n`);
  }

  /** @throws UserError when its file could not be removed */
  async remove(id: string): Promise<void> {
    const file = this.#fileOf(id);
    try {
      await unlink(file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw readProblem(file, error);
    }
  }

  /** Ids are those of a price book, so they are file names too; the word in front keeps them from being a device of Windows. */
  #fileOf(id: string): string {
    return join(this.folder, `${prefix}${id}${extension}`);
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.startsWith(prefix) && name.endsWith(extension)).sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw readProblem(this.folder, error);
    }
  }

  async #read(file: string): Promise<LoadedBook | UserError> {
    try {
      const { text } = await readTextFile(file, undefined, (bytes) => {
        if (bytes > mostBytes) throw new UserError(`"${file}" is larger than a price book can be.`, 'Load its prices again.');
      });
      const { book, from, on } = EntrySchema.parse(JSON.parse(text));
      if (this.#fileOf(book.id) !== file)
        return new UserError(`"${file}" holds the prices "${book.id}" under another name.`, 'Load its prices again.');
      return { book, from, on };
    } catch (error) {
      // what cannot be read now may be read tomorrow; only what holds no price book is moved out of the way
      if (error instanceof UserError && !(error instanceof PlanProblems)) return error;
      if (!(error instanceof PlanProblems || error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      return this.#setAside(file, error);
    }
  }

  async #setAside(file: string, why: Error): Promise<UserError> {
    try {
      const kept = await setAside(file, `${file}.broken`);
      return because(
        why,
        'A price book could not be read: it is torn, or written by another program.',
        `It is kept as "${kept}". Load its prices again.`,
      );
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return because(error, `The price book "${file}" could not be read.`, 'Move that file away and load its prices again.');
    }
  }
}

const prefix = 'prices-';
const extension = '.json';
