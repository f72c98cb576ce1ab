import { createHash } from 'node:crypto';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { foldPath, readTextFile, saveProblem, type SaveText } from '#disk';

const SeenSchema = z.strictObject({ version: z.literal(1), plan: z.string().min(1), text: z.string() });

/** Number of plans whose last seen state is kept. */
const most = 100;
/** Characters of a plan that is kept; of a longer one nothing is said when it is opened. */
const longest = 4_000_000;

/** The state in which each plan was last seen here, in a folder of the application's own: what changed since can be said at the next opening. */
export class SeenPlans {
  /** @param folder is created when the first plan is kept */
  constructor(
    readonly folder: string,
    private readonly save: SaveText,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  /** The text of a plan as it was last seen; `undefined` if it was not, or if that cannot be read. @param plan real path of its file */
  async textOf(plan: string): Promise<string | undefined> {
    try {
      const { plan: path, text } = SeenSchema.parse(JSON.parse((await readTextFile(this.fileOf(plan))).text));
      return this.#folded(path) === this.#folded(plan) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Keeps the text of a plan. The plans that were seen the longest ago give way to it.
   * @param plan real path of its file
   * @throws UserError if it could not be written
   */
  async saw(plan: string, text: string): Promise<void> {
    const file = this.fileOf(plan);
    if (text.length > longest) return unlink(file).catch(() => undefined); // an old state would claim too many changes
    await mkdir(this.folder, { recursive: true }).catch((error: unknown) => {
      throw saveProblem(file, false, error);
    });
    await this.save(file, `${JSON.stringify({ version: 1, plan, text } satisfies z.input<typeof SeenSchema>)}\n`);
    await this.#forgetOldest();
  }

  /** The file that keeps the state of a plan. */
  fileOf(plan: string): string {
    return join(this.folder, `${createHash('sha256').update(this.#folded(plan)).digest('hex').slice(0, 32)}.json`);
  }

  #folded(plan: string): string {
    return foldPath(plan, this.platform);
  }

  async #forgetOldest(): Promise<void> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => /^[0-9a-f]{32}\.json$/.test(name));
    if (names.length <= most) return;
    const files = names.map((name) => join(this.folder, name));
    const times = await Promise.all(files.map(async (file) => ({ file, time: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 })));
    for (const { file } of times.sort((a, b) => a.time - b.time).slice(0, names.length - most)) await unlink(file).catch(() => undefined);
  }
}
