import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ExportRecord } from './export-record';
import { hashOf, packText, unpackText } from './packed-text';
import { codeOf, saveProblem } from './problems';
import { saveAtomically } from './save';

/*
 * What was checked in last: each plan, so that its next commit message can say what changed, and the hashes of its files. It is a file of
 * its own, since an export knows nothing of it: `pipedraft export --check` compares the exported files alone.
 */

/** Path of the record in an export's folder. It is committed with the files. */
export const checkInPath = '.pipedraft/check-in.json';

const hashes = z.record(z.string(), z.string());
const EntrySchema = z.strictObject({
  /** The plan's text, deflated, in base64. */
  plan: z.string(),
  /** Hash of each file that was written beside the export, by its name. */
  beside: hashes,
  /** Hash of each exported file, by its path. */
  files: hashes,
});
const CheckInsSchema = z.looseObject({ pipedraftCheckIn: z.literal(2), plans: z.record(z.string(), EntrySchema) });
/** Of earlier versions, which kept one plan for a folder. */
const OldSchema = EntrySchema.omit({ files: true }).extend({ pipedraftCheckIn: z.literal(1) });

/** What was checked in last, of one plan. */
export interface CheckInRecord {
  /** Text of the plan. */
  readonly plan: string;
  readonly beside: Readonly<Record<string, string>>;
  /** `undefined` of an earlier version, which did not know them. */
  readonly files: Readonly<Record<string, string>> | undefined;
}

/** What was checked in last, of all plans of a folder. */
export interface CheckIns {
  /** By the path of the plan's file, relative to the folder, as in the record of exports. */
  readonly plans: Readonly<Record<string, CheckInRecord>>;
  /** The record of an earlier version, which does not say of which plan it is. */
  readonly old?: CheckInRecord;
  /** True if there is a record that cannot be read, such as with conflict marks: then a message says less. */
  readonly isDamaged: boolean;
}

/** What was checked in last. */
export async function readCheckIns(folder: string): Promise<CheckIns> {
  let text: string;
  try {
    text = await readFile(join(folder, checkInPath), 'utf8');
  } catch (error) {
    return { plans: {}, isDamaged: codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR' };
  }
  try {
    const json: unknown = JSON.parse(text);
    const old = OldSchema.safeParse(json);
    if (old.success) {
      const { plan, beside } = old.data;
      return { plans: {}, old: { plan: unpackText(plan), beside, files: undefined }, isDamaged: false };
    }
    const plans = Object.entries(CheckInsSchema.parse(json).plans).map(
      ([key, one]) => [key, { ...one, plan: unpackText(one.plan) }] as const,
    );
    return { plans: Object.fromEntries(plans), isDamaged: false };
  } catch {
    return { plans: {}, isDamaged: true };
  }
}

/** What was checked in last of one plan. @param fits tells if a record that does not say its plan is of this one */
export function checkInOf(
  { plans, old }: CheckIns,
  { plan, former }: Pick<ExportRecord, 'plan' | 'former'>,
  fits: (record: CheckInRecord) => boolean,
): CheckInRecord | undefined {
  for (const key of [plan, former]) if (key !== undefined && Object.hasOwn(plans, key)) return plans[key];
  return old && fits(old) ? old : undefined;
}

/**
 * Writes the record of one plan, beside those of the others. It is not written again if nothing changed.
 * @throws UserError when it cannot be written
 */
export async function writeCheckIn(
  folder: string,
  { plans: before }: CheckIns,
  { plan: key, former }: Pick<ExportRecord, 'plan' | 'former'>,
  record: CheckInRecord,
): Promise<void> {
  const inOrder = <T>(map: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  const others = Object.entries(before).filter(([one]) => one !== former && one !== key);
  const plans = [...others, [key, record] as const].map(
    ([one, { plan, beside, files }]) => [one, { plan: packText(plan), beside: inOrder(beside), files: inOrder(files ?? {}) }] as const,
  );
  const text = `${JSON.stringify({ pipedraftCheckIn: 2, plans: inOrder(Object.fromEntries(plans)) }, null, 2)}\n`;
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
