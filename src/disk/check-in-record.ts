import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { hashOf, packText, unpackText } from './packed-text';
import { saveProblem } from './problems';
import { saveAtomically } from './save';

/*
 * What was checked in last: the plan, so that the next commit message can say what changed, and the files beside the export. It is a file
 * of its own, since an export knows nothing of it: `pipedraft export --check` compares the exported files alone.
 */

/** Path of the record in an export's folder. It is committed with the files. */
export const checkInPath = '.pipedraft/check-in.json';

const CheckInSchema = z.looseObject({
  pipedraftCheckIn: z.literal(1),
  /** The plan's text, deflated, in base64. */
  plan: z.string(),
  /** Hash of each file that was written beside the export, by its name. */
  beside: z.record(z.string(), z.string()),
});
/** What was checked in last. */
export interface CheckInRecord {
  /** Text of the plan. */
  readonly plan: string;
  readonly beside: Readonly<Record<string, string>>;
}

/** What was checked in last; `undefined` for the first time, or if the record is damaged, such as by conflict marks: then a message says less. */
export async function readCheckIn(folder: string): Promise<CheckInRecord | undefined> {
  try {
    const { plan, beside } = CheckInSchema.parse(JSON.parse(await readFile(join(folder, checkInPath), 'utf8')));
    return { plan: unpackText(plan), beside };
  } catch {
    return undefined;
  }
}

/**
 * Writes the record. It is not written again if nothing changed.
 * @throws UserError when it cannot be written
 */
export async function writeCheckIn(folder: string, { plan, beside }: CheckInRecord): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(beside).sort(([a], [b]) => (a < b ? -1 : 1)));
  const packed = packText(plan);
  const text = `${JSON.stringify({ pipedraftCheckIn: 1, plan: packed, beside: sorted }, null, 2)}\n`;
  const file = join(folder, checkInPath);
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  await mkdir(dirname(file), { recursive: true }).catch((error: unknown) => {
    throw saveProblem(file, false, error);
  });
  await saveAtomically(file, text);
}

/** The outcome for a file beside the export: `foreign` if another program wrote or edited it, so that it is left alone. */
export type BesideState = 'written' | 'same' | 'foreign';

/**
 * Writes a file beside the export, unless somebody else has edited or written it.
 * @param known hash of what the last check-in wrote there
 * @param isOwn tells if a text without a known hash was written by an earlier export
 * @throws UserError when it cannot be written
 */
export async function writeBeside(
  file: string,
  text: string,
  known: string | undefined,
  isOwn: (text: string) => boolean,
): Promise<BesideState> {
  const entry = await lstat(file).catch(() => undefined);
  if (entry && !entry.isFile()) return 'foreign'; // a link leads elsewhere, and a pipe would be waited for
  const disk = entry && (await readFile(file, 'utf8').catch(() => undefined));
  if (disk === text) return 'same';
  if (entry && (disk === undefined || (known === undefined ? !isOwn(disk) : hashOf(disk) !== known))) return 'foreign';
  await saveAtomically(file, text);
  return 'written';
}
