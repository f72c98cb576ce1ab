import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { because, codeOf, foldPath, readTextFile, saveProblem, type SaveText } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { setAside } from './set-aside';

const RecentSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(z.strictObject({ path: z.string().min(1), openedAt: z.iso.datetime() })),
});
type Entries = z.infer<typeof RecentSchema>['files'];

export interface RecentFile {
  /** The real path. */
  readonly path: string;
  /** Time of the last opening or saving, such as `2026-11-21T10:15:30.000Z`. */
  readonly openedAt: string;
  /** True if it is missing now; its drive may come back. */
  readonly missing: boolean;
}

export interface RecentOptions {
  /** Maximum length of the list. */
  readonly keep?: number;
  readonly platform?: NodeJS.Platform;
  /** Called if the list could not be used; it was set aside and starts empty. */
  readonly broken?: (error: UserError) => void;
}

/** Recently opened files, newest first, in a file of the application's own. */
export class RecentFiles {
  readonly #keep: number;
  readonly #platform: NodeJS.Platform;
  readonly #broken: (error: UserError) => void;
  /** One after the other: each change starts from the list that the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param file is created with its folder when the first entry is added */
  constructor(
    readonly file: string,
    private readonly save: SaveText,
    { keep = 12, platform = process.platform, broken = () => {} }: RecentOptions = {},
  ) {
    this.#keep = keep;
    this.#platform = platform;
    this.#broken = broken;
  }

  /** @throws UserError if the list can neither be read nor set aside */
  list(): Promise<readonly RecentFile[]> {
    return this.#inTurn(async () =>
      Promise.all((await this.#read()).map(async (entry) => ({ ...entry, missing: await isMissing(entry.path) }))),
    );
  }

  /**
   * Puts a file at the top.
   * @param path its real path
   * @throws UserError if the list could not be written
   */
  add(path: string, at: Date): Promise<void> {
    return this.#change((entries) => [{ path, openedAt: at.toISOString() }, ...this.#without(entries, path)].slice(0, this.#keep));
  }

  /** @throws UserError if the list could not be written */
  remove(path: string): Promise<void> {
    return this.#change((entries) => this.#without(entries, path));
  }

  /** @throws UserError if the list could not be written */
  clear(): Promise<void> {
    return this.#change(() => []);
  }

  #without(entries: Entries, path: string): Entries {
    const key = foldPath(path, this.#platform);
    return entries.filter((entry) => foldPath(entry.path, this.#platform) !== key);
  }

  #change(change: (entries: Entries) => Entries): Promise<void> {
    return this.#inTurn(async () => {
      const files = change(await this.#read());
      try {
        await mkdir(dirname(this.file), { recursive: true });
      } catch (error) {
        throw saveProblem(this.file, false, error);
      }
      await this.save(this.file, `${JSON.stringify({ version: 1, files } satisfies z.input<typeof RecentSchema>, null, 2)}\n`);
    });
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task, task);
    this.#last = turn;
    return turn;
  }

  async #read(): Promise<Entries> {
    try {
      const { text } = await readTextFile(this.file);
      return RecentSchema.parse(JSON.parse(text)).files.slice(0, this.#keep);
    } catch (error) {
      if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return [];
      if (!(error instanceof UserError || error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      return this.#startAnew(error);
    }
  }

  /** An unusable list is not overwritten. */
  async #startAnew(error: Error): Promise<Entries> {
    const torn = !(error instanceof UserError) || error instanceof PlanProblems;
    const why = torn ? 'it is torn, or written by another program' : error.problem;
    try {
      const kept = await setAside(this.file, `${this.file}.broken`);
      this.#broken(
        new UserError(`The list of recent files could not be read: ${why}.`, `A new list begins; the old one is kept as "${kept}".`),
      );
      return [];
    } catch (cause) {
      if (codeOf(cause) === undefined) throw cause;
      throw because(
        cause,
        `The list of recent files "${this.file}" could not be read: ${why}.`,
        'Move that file away; a new list is then begun.',
      );
    }
  }
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    () => true,
  );
}
