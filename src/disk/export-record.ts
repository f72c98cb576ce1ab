import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '#engine/errors';
import { hashOf, packText, unpackText } from './packed-text';

/** Path of the record in an export's folder. It is committed with the files. */
export const recordPath = '.pipedraft/exports.json';

const FileRecordSchema = z.strictObject({
  exporter: z.string(),
  /** Of what was exported. */
  sha256: z.string(),
  /** The text, deflated, in base64: a three-way merge needs it. A file that is not text has none: it is not merged. */
  text: z.string().optional(),
});
const RecordSchema = z.looseObject({
  pipedraftExports: z.literal(1),
  /** Prefix of all names: later exports take it from here, so that a renamed plan file makes no new resources. */
  prefix: z.string(),
  files: z.record(z.string(), FileRecordSchema),
});
/** What earlier exports wrote to a folder. */
export type ExportRecord = z.infer<typeof RecordSchema>;

/**
 * The record of a folder; undefined if nothing was exported to it.
 * @throws UserError when there is one that cannot be read
 */
export async function readRecord(folder: string): Promise<ExportRecord | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, recordPath), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw new UserError(`The record of earlier exports, "${recordPath}", cannot be read.`, 'Allow reading it, or choose another folder.');
  }
  try {
    return RecordSchema.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `"${recordPath}" is damaged, so edits in exported files cannot be told from the export.`,
      'Restore it from the repository. If it has conflict marks, take either side. If you delete it, files that differ are left as they are.',
    );
  }
}

/** The text of a file as it was exported; undefined if the record does not hold it whole. */
export function recordedText(record: ExportRecord | undefined, path: string): string | undefined {
  const entry = record && Object.hasOwn(record.files, path) ? record.files[path] : undefined;
  if (entry?.text === undefined) return undefined;
  try {
    const text = unpackText(entry.text);
    return hashOf(text) === entry.sha256 ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What an export has to know of an earlier one to the same folder. */
export function earlierExport(record: ExportRecord | undefined): {
  readonly prefix: string | undefined;
  readonly earlier: (path: string) => string | undefined;
} {
  return { prefix: record?.prefix, earlier: (path) => recordedText(record, path) };
}

/** The hash of a file that is not text, as it was exported; undefined if the record has none, or has a text. */
export function recordedHash(record: ExportRecord | undefined, path: string): string | undefined {
  const entry = record && Object.hasOwn(record.files, path) ? record.files[path] : undefined;
  return entry?.text === undefined ? entry?.sha256 : undefined;
}

/** A file that was exported: its text, or the hash of one that is not text. */
export type Recorded = { readonly path: string; readonly exporter: string } & ({ readonly text: string } | { readonly sha256: string });

/** The record's text: sorted, one line for each file, so that git merges it. */
export function recordText(prefix: string, files: readonly Recorded[]): string {
  const lines = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, exporter, ...kept }) => {
      const entry = 'text' in kept ? { exporter, sha256: hashOf(kept.text), text: packText(kept.text) } : { exporter, sha256: kept.sha256 };
      return `    ${JSON.stringify(path)}: ${JSON.stringify(entry)}`;
    });
  return `{\n  "pipedraftExports": 1,\n  "prefix": ${JSON.stringify(prefix)},\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
}
