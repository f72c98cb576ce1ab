import { lstat, readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '#engine/errors';
import { prefixOf } from '#engine/export';
import { hashOf, packText, unpackText } from './packed-text';

/** Path of the record in an export's folder. It is committed with the files. */
export const recordPath = '.pipedraft/exports.json';

const FileRecordSchema = z.strictObject({
  /** The plans that the file is from. Several plans share a file only while they give the same text. */
  plans: z.array(z.string()).min(1),
  exporter: z.string(),
  /** True if somebody asked for the exporter alone: an export of everything that the plan calls for leaves the file alone. */
  asked: z.literal(true).optional(),
  /** Of what was exported. */
  sha256: z.string(),
  /** The text, deflated, in base64: a three-way merge needs it. A file that is not text has none: it is not merged. */
  text: z.string().optional(),
});
export type FileRecord = z.infer<typeof FileRecordSchema>;

const PlanRecordSchema = z.strictObject({
  /** Prefix of all names: later exports take it from here, so that a renamed plan file makes no new resources. */
  prefix: z.string(),
  /** Title of the plan: a plan whose file was renamed is known by it. */
  name: z.string(),
});
const RecordSchema = z.looseObject({
  pipedraftExports: z.literal(2),
  plans: z.record(z.string(), PlanRecordSchema),
  files: z.record(z.string(), FileRecordSchema),
});
/** Of earlier versions, which knew one plan for a folder and did not say which. */
const OldRecordSchema = z.looseObject({
  pipedraftExports: z.literal(1),
  prefix: z.string(),
  files: z.record(z.string(), FileRecordSchema.omit({ plans: true, asked: true })),
});
type Kept = Pick<z.infer<typeof RecordSchema>, 'plans' | 'files'>;

/** The plan of an old record, until a plan is found that it fits. */
export const unstated = '';

/** A plan whose files are exported. */
export interface PlanOfExport {
  /** Path of its file; `undefined` for a plan without one, such as from standard input. */
  readonly path: string | undefined;
  /** Name of its file, without the folder, as exported files state it. */
  readonly file: string;
  /** Its title. */
  readonly name: string;
}

/** What earlier exports wrote to a folder, as one plan sees it. Plain data, so that it can go to a thread. */
export interface ExportRecord extends Kept {
  /** Path of this plan's file, relative to the folder, with "/". `plans` has it after the first export. */
  readonly plan: string;
  /** The path under which the record knew it before its file was renamed. */
  readonly former?: string;
  readonly name: string;
}

/**
 * The record of a folder, as a plan sees it; an empty one if nothing was exported to it.
 * @throws UserError when there is one that cannot be read
 */
export async function readRecord(folder: string, plan: PlanOfExport): Promise<ExportRecord> {
  const kept = await readKept(folder);
  const own = await keyOf(folder, plan);
  if (plan.path === undefined) {
    const [same, ...others] = Object.entries(kept.plans).flatMap(([key, { name }]) => (name === plan.name ? [key] : []));
    const isTaken = Object.hasOwn(kept.plans, own);
    const key = same !== undefined && others.length === 0 ? same : isTaken ? `${own} (${plan.name})` : own;
    return adopted(kept, key, plan);
  }
  return adopted(kept, own, plan, Object.hasOwn(kept.plans, own) ? undefined : await formerKey(folder, kept, plan));
}

async function readKept(folder: string): Promise<Kept> {
  let text: string;
  try {
    text = await readFile(join(folder, recordPath), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { plans: {}, files: {} };
    throw new UserError(`The record of earlier exports, "${recordPath}", cannot be read.`, 'Allow reading it, or choose another folder.');
  }
  try {
    const json: unknown = JSON.parse(text);
    const old = OldRecordSchema.safeParse(json);
    if (!old.success) return RecordSchema.parse(json);
    const files = Object.entries(old.data.files).map(([path, entry]): [string, FileRecord] => [path, { plans: [unstated], ...entry }]);
    return { plans: { [unstated]: { prefix: old.data.prefix, name: '' } }, files: Object.fromEntries(files) };
  } catch {
    throw new UserError(
      `"${recordPath}" is damaged, so edits in exported files cannot be told from the export.`,
      'Restore it from the repository. If it has conflict marks, take either side. If you delete it, files that differ are left as they are.',
    );
  }
}

/** A plan is known by the place of its file, relative to the folder: the two move together, and differ on no machine. */
async function keyOf(folder: string, { path, file }: PlanOfExport): Promise<string> {
  if (path === undefined) return file;
  const real = (place: string) => realpath(place).catch(() => resolve(place));
  const key = relative(await real(folder), await real(path)).replaceAll('\\', '/');
  return isAbsolute(key) || /^[A-Za-z]:/.test(key) ? file : key; // on another drive
}

/** The key under which a record knows the plan from before: an old record that fits it, or a plan of this title whose file has gone. */
async function formerKey(folder: string, kept: Kept, plan: PlanOfExport): Promise<string | undefined> {
  if (Object.hasOwn(kept.plans, unstated) && fits(kept, plan)) return unstated;
  const former: string[] = [];
  for (const [key, { name }] of Object.entries(kept.plans)) {
    if (key === unstated || name !== plan.name) continue;
    if (!(await lstat(join(folder, key)).catch(() => undefined))) former.push(key);
  }
  return former.length === 1 ? former[0] : undefined;
}

/** True if an old record is from a plan: its texts say the name of the file that they are from. */
function fits(kept: Kept, { file }: PlanOfExport): boolean {
  const named = planNamedBy(kept);
  return named === undefined ? kept.plans[unstated]?.prefix === prefixOf(file) : named === file;
}

/** The plan's file that the texts of an old record state. */
function planNamedBy({ files }: Kept): string | undefined {
  for (const entry of Object.values(files)) {
    if (!entry.plans.includes(unstated)) continue;
    const text = textOf(entry);
    const [, name] = /Exported from (.+?\.(?:ya?ml|json))(?:[.,]? |$)/m.exec(text?.slice(0, 2000) ?? '') ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

function adopted({ plans, files }: Kept, key: string, { name }: PlanOfExport, former?: string): ExportRecord {
  if (former === undefined) return { plan: key, name, plans, files };
  const now = (one: string) => (one === former ? key : one);
  return {
    plan: key,
    former,
    name,
    plans: Object.fromEntries(Object.entries(plans).map(([one, said]) => [now(one), said])),
    files: Object.fromEntries(Object.entries(files).map(([path, entry]) => [path, { ...entry, plans: entry.plans.map(now) }])),
  };
}

/** True if the plan was exported to the folder before. */
export function isRecorded({ plan, plans }: ExportRecord): boolean {
  return Object.hasOwn(plans, plan);
}

/** The record of a file; `undefined` if no export wrote it. */
export function entryOf(record: ExportRecord, path: string): FileRecord | undefined {
  return Object.hasOwn(record.files, path) ? record.files[path] : undefined;
}

/** Other plans that a file is from, in words: the plan of an old record by the name in its texts. */
export function otherPlans(record: ExportRecord, path: string): readonly string[] {
  const others = (entryOf(record, path)?.plans ?? []).filter((one) => one !== record.plan);
  return others.map((one) => (one === unstated ? (planNamedBy(record) ?? 'of an earlier export') : one));
}

/** The text of a file as it was exported; undefined if the record does not hold it whole. */
export function recordedText(record: ExportRecord, path: string): string | undefined {
  const entry = entryOf(record, path);
  return entry && textOf(entry);
}

function textOf({ text: packed, sha256 }: FileRecord): string | undefined {
  if (packed === undefined) return undefined;
  try {
    const text = unpackText(packed);
    return hashOf(text) === sha256 ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What an export has to know of an earlier one of the plan to the same folder. */
export function earlierExport(record: ExportRecord | undefined): {
  readonly prefix: string | undefined;
  readonly earlier: (path: string) => string | undefined;
} {
  if (!record || !isRecorded(record)) return { prefix: undefined, earlier: () => undefined };
  return {
    prefix: record.plans[record.plan]?.prefix,
    earlier: (path) => (entryOf(record, path)?.plans.includes(record.plan) ? recordedText(record, path) : undefined),
  };
}

/** The hash of a file that is not text, as it was exported; undefined if the record has none, or has a text. */
export function recordedHash(record: ExportRecord, path: string): string | undefined {
  const entry = entryOf(record, path);
  return entry?.text === undefined ? entry?.sha256 : undefined;
}

/** What was exported to a file, for its record. */
export function recordedContent(content: string | Uint8Array): Pick<FileRecord, 'sha256' | 'text'> {
  return { sha256: hashOf(content), ...(typeof content === 'string' ? { text: packText(content) } : {}) };
}

/** The record's text: sorted, one line for each plan and file, so that git merges it. */
export function recordText({ plans, files }: Kept): string {
  const lines = <T>(entries: Readonly<Record<string, T>>, shape: (entry: T) => object) =>
    Object.entries(entries)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `    ${JSON.stringify(key)}: ${JSON.stringify(shape(entry))}`)
      .join(',\n');
  const file = ({ plans: of, exporter, asked, sha256, text }: FileRecord) => ({
    plans: [...of].sort(),
    exporter,
    asked,
    sha256,
    text,
  });
  const plan = ({ prefix, name }: Kept['plans'][string]) => ({ prefix, name });
  return `{\n  "pipedraftExports": 2,\n  "plans": {\n${lines(plans, plan)}\n  },\n  "files": {\n${lines(files, file)}\n  }\n}\n`;
}
