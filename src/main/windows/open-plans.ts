import { z } from 'zod';
import { because, codeOf, LatestTaskQueue, readTextFile, type SaveText } from '#disk';
import { UserError } from '#engine/errors';
import { BoundsSchema } from './bounds';
import { setAside } from '../files/set-aside';

/** More tabs and windows than anybody has. */
const most = { windows: 100, plans: 500 } as const;

const OpenWindowSchema = z.strictObject({
  bounds: BoundsSchema,
  /** Place of the tab that is shown. */
  shown: z.int().nonnegative(),
  plans: z.array(z.strictObject({ id: z.string().max(100), file: z.string().nullable() })).max(most.plans),
});
const OpenWindowsSchema = z.strictObject({
  /** False if the user wants none of them at the next start; then there are none in the file either. */
  reopens: z.boolean().default(true),
  windows: z.array(OpenWindowSchema).max(most.windows),
});

/** A window and its tabs. Each plan has the id of its unsaved work, and its file, if it has one. */
export type OpenWindow = Readonly<z.infer<typeof OpenWindowSchema>>;
/** A plan that was open. */
export type OpenPlan = OpenWindow['plans'][number];

/** The plans that are open, for the next start: open-plans.json in the folder of the application. */
export class OpenPlans {
  #written: string | undefined;
  #reopens = true;
  readonly #queue = new LatestTaskQueue<void>();

  constructor(
    private readonly file: string,
    private readonly save: SaveText,
  ) {}

  /**
   * The windows of the last session.
   * @param broken called if the file could not be used and was set aside
   */
  async read(broken: (error: UserError) => void): Promise<readonly OpenWindow[]> {
    try {
      const { reopens, windows } = OpenWindowsSchema.parse(JSON.parse((await readTextFile(this.file)).text));
      this.#reopens = reopens;
      return reopens ? windows : [];
    } catch (error) {
      if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return [];
      const kept = await setAside(this.file, `${this.file}.broken`).catch(() => undefined);
      const then = kept === undefined ? `Move "${this.file}" away.` : `It is kept as "${kept}".`;
      broken(because(error, 'The list of the plans that were open could not be read.', `Open them again from File > Open recent. ${then}`));
      return [];
    }
  }

  /** True if the next start opens the plans again; otherwise the file holds none. Counts from the next `keep`. */
  set reopens(wanted: boolean) {
    this.#reopens = wanted;
  }

  /** Writes the windows as they are now. While one state is written, only the latest of the following waits. @throws if the disk refuses */
  keep(windows: readonly OpenWindow[]): Promise<void> {
    // no more than is read again
    const reopens = this.#reopens;
    const kept = (reopens ? windows : []).slice(0, most.windows).map((one) => ({ ...one, plans: one.plans.slice(0, most.plans) }));
    const text = `${JSON.stringify({ reopens, windows: kept }, null, 2)}\n`;
    return this.#queue.run(async () => {
      if (text === this.#written) return;
      await this.save(this.file, text);
      this.#written = text;
    });
  }
}
