import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Lane, codeOf, readProblem, readTextFile, saveProblem, type SaveText } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { readPlan, type Plan } from '#engine/plan';
import { setAside } from './set-aside';

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const EntrySchema = z.strictObject({
  version: z.literal(1),
  id: z.string().regex(idPattern),
  file: z.string().nullable(),
  format: z.enum(['yaml', 'json']),
  base: z.strictObject({ text: z.string(), sha256: hash }).nullable(),
  holds: hash.nullable(),
  plan: z.record(z.string(), z.unknown()),
  label: z.string(),
  changes: z.int().nonnegative(),
  savedAt: z.iso.datetime(),
  app: z.string(),
});

/** Unsaved work on one document. */
export interface RecoveryEntry {
  /** The document's id: letters, digits, "-" and "_". */
  readonly id: string;
  /** The real path of the plan's file; `null` for a plan that was never saved. */
  readonly file: string | null;
  readonly format: 'yaml' | 'json';
  /** The YAML text that the work started from, which a save patches, with the SHA-256 of its file; `null` where there is none. */
  readonly base: { readonly text: string; readonly sha256: string } | null;
  /** SHA-256 of what the file held when it was opened or last saved, so that what was changed since is not written over unasked. */
  readonly holds: string | null;
  /** The plan as its canonical document: what documentOf makes of it. */
  readonly plan: Readonly<Record<string, unknown>>;
  /** What the plan is called in a list. */
  readonly label: string;
  /** How many changes were made since the last save. */
  readonly changes: number;
  /** When the entry was written, such as `2026-11-21T10:15:30.000Z`. */
  readonly savedAt: string;
  /** The version of the application that wrote it. */
  readonly app: string;
}

/** A recovery file that cannot be restored. It is kept: someone may still get something out of it. */
export interface BrokenRecovery {
  readonly id: string;
  /** Where it is now. */
  readonly file: string;
  readonly error: UserError;
}

/**
 * Unsaved work, one file a document, in a folder of the application's own. An entry is removed only after a verified save or when the
 * user discards it.
 */
export class RecoveryStore {
  readonly #lanes = new Map<string, Lane<void>>();
  /** What is being done to each document, until it is done. */
  readonly #open = new Map<string, Promise<void>>();

  /** @param folder is made when the first entry is written */
  constructor(
    readonly folder: string,
    private readonly save: SaveText,
  ) {}

  /**
   * Writes the work on a document over what was kept of it before. While one is written only the newest of the others is kept.
   * @throws UserError when it could not be written; what was kept before is then as it was
   */
  async write(entry: RecoveryEntry): Promise<void> {
    const path = this.#pathOf(entry.id);
    const { id, file, format, base, holds, plan, label, changes, savedAt, app } = entry;
    const document: z.input<typeof EntrySchema> = { version: 1, id, file, format, base, holds, plan, label, changes, savedAt, app };
    await this.#next(id, async () => {
      await makeFolder(this.folder);
      await this.save(path, `${JSON.stringify(document)}\n`);
    });
  }

  /**
   * Forgets the work on a document, also what is still waiting to be written.
   * @throws UserError when its file could not be removed
   */
  async remove(id: string): Promise<void> {
    const path = this.#pathOf(id);
    await this.#next(id, async () => {
      try {
        await unlink(path);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw readProblem(path, error);
      }
    });
  }

  /**
   * What is there to restore, newest first. A file that is torn, or not one of ours, is set aside as `<id>.broken` and told. One of a newer
   * version, or one that cannot be read now, is told and left where it is.
   * @throws UserError when the folder cannot be read
   */
  async list(): Promise<{ readonly entries: readonly RecoveryEntry[]; readonly broken: readonly BrokenRecovery[] }> {
    const entries: RecoveryEntry[] = [];
    const broken: BrokenRecovery[] = [];
    for (const id of await idsIn(this.folder)) {
      const read = await readEntry(this.folder, id);
      if ('error' in read) broken.push(read);
      else entries.push(read);
    }
    entries.sort((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt));
    return { entries, broken };
  }

  /**
   * Settles when everything that was asked for is done.
   * @throws UserError when the newest work on some document is not on the disk, so that quitting can be stopped
   */
  async flush(): Promise<void> {
    const failures = new Map<string, unknown>();
    while (this.#open.size > 0) {
      for (const [id, outcome] of this.#open) {
        await outcome.then(
          () => failures.delete(id),
          (error: unknown) => failures.set(id, error),
        );
      }
    }
    for (const error of failures.values()) throw error;
  }

  /** Writing and removing wait for each other, so that nothing comes back that was removed. */
  async #next(id: string, task: () => Promise<void>): Promise<void> {
    const lane = this.#lanes.get(id) ?? new Lane<void>();
    this.#lanes.set(id, lane);
    const outcome = lane.run(task);
    this.#open.set(id, outcome);
    try {
      await outcome;
    } finally {
      if (this.#open.get(id) === outcome) this.#open.delete(id);
      if (!lane.busy) this.#lanes.delete(id);
    }
  }

  #pathOf(id: string): string {
    if (!idPattern.test(id)) throw new TypeError(`"${id}" cannot be the id of a document.`);
    return pathIn(this.folder, id);
  }
}

/**
 * The plan of an entry.
 * @throws PlanProblems when this version of the application cannot read it; the entry is as it was
 */
export function planOf(entry: RecoveryEntry): Plan {
  return readPlan(JSON.stringify(entry.plan), `${entry.label} (unsaved work).json`).plan;
}

function pathIn(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** Plans are their owner's business. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw saveProblem(join(folder, 'x'), false, error);
  }
}

async function idsIn(folder: string): Promise<readonly string[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true });
    return found
      .filter((entry) => entry.isFile() && /^[^.].*\.json$/s.test(entry.name))
      .map(({ name }) => name.slice(0, -'.json'.length))
      .sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []; // nothing was ever kept
    throw readProblem(folder, error);
  }
}

async function readEntry(folder: string, id: string): Promise<RecoveryEntry | BrokenRecovery> {
  const path = pathIn(folder, id);
  const result = await parseFile(path, id);
  switch (result.kind) {
    case 'entry':
      return result.entry;
    case 'left':
      return { id, file: path, error: result.error };
    case 'broken':
      return aside(folder, id, result.why);
  }
}

type Parsed =
  | { readonly kind: 'entry'; readonly entry: RecoveryEntry }
  | { readonly kind: 'left'; readonly error: UserError }
  | { readonly kind: 'broken'; readonly why: string };

async function parseFile(path: string, id: string): Promise<Parsed> {
  let value: unknown;
  try {
    value = JSON.parse((await readTextFile(path, undefined, () => {})).text); // ours: two plans, however large
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PlanProblems) return { kind: 'broken', why: 'it is torn' };
    if (error instanceof UserError) return { kind: 'left', error };
    throw error;
  }
  const newer = z.looseObject({ version: z.int().min(2) }).safeParse(value);
  if (newer.success) {
    const problem = `Unsaved work in "${path}" was kept by a newer version of Pipedraft.`;
    return { kind: 'left', error: new UserError(problem, 'Restore it with that version; the file was left as it is.') };
  }
  const { data, success } = EntrySchema.safeParse(value);
  if (!success || data.id !== id) return { kind: 'broken', why: 'it holds something else' };
  const { version: _, ...entry } = data;
  return { kind: 'entry', entry };
}

async function aside(folder: string, id: string, why: string): Promise<BrokenRecovery> {
  const path = pathIn(folder, id);
  const problem = `Unsaved work in "${path}" cannot be restored: ${why}.`;
  try {
    const kept = await setAside(path, join(folder, `${id}.broken`));
    return { id, file: kept, error: new UserError(problem, `It is kept as "${kept}": look into it with a text editor.`) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { id, file: path, error: new UserError(problem, 'It was left where it is: look into it with a text editor.') };
  }
}
