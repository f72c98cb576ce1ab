import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { foldPath, readTextFile, saveProblem, type SaveText } from '#disk';

const FoldersSchema = z.strictObject({
  version: z.literal(1),
  plans: z.array(z.strictObject({ plan: z.string().min(1), folder: z.string().min(1) })),
});
type Entries = z.infer<typeof FoldersSchema>['plans'];

/** Number of plans whose folder is remembered. */
const most = 200;

/** The folder that each plan was exported to last, in a file of the application's own: it differs from machine to machine. */
export class ExportFolders {
  /** One after the other: each change starts from the list that the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param file is created with its folder when the first entry is added */
  constructor(
    readonly file: string,
    private readonly save: SaveText,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  /** The folder of a plan. @param plan the real path of its file */
  of(plan: string): Promise<string | undefined> {
    return this.#inTurn(async () => (await this.#read()).find((entry) => this.#isSame(entry.plan, plan))?.folder);
  }

  /**
   * Remembers the folder of a plan.
   * @param plan the real path of its file
   * @throws UserError if it could not be written
   */
  remember(plan: string, folder: string): Promise<void> {
    return this.#inTurn(async () => {
      const entries = await this.#read();
      if (entries.some((entry) => this.#isSame(entry.plan, plan) && entry.folder === folder)) return;
      const plans = [{ plan, folder }, ...entries.filter((entry) => !this.#isSame(entry.plan, plan))].slice(0, most);
      await mkdir(dirname(this.file), { recursive: true }).catch((error: unknown) => {
        throw saveProblem(this.file, false, error);
      });
      await this.save(this.file, `${JSON.stringify({ version: 1, plans } satisfies z.input<typeof FoldersSchema>, null, 2)}\n`);
    });
  }

  #isSame(one: string, other: string): boolean {
    return foldPath(one, this.platform) === foldPath(other, this.platform);
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task, task);
    this.#last = turn;
    return turn;
  }

  /** A list that is missing or torn starts anew: what it held is asked for again. */
  async #read(): Promise<Entries> {
    try {
      return FoldersSchema.parse(JSON.parse((await readTextFile(this.file)).text)).plans;
    } catch {
      return [];
    }
  }
}
