import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PlanChangeSchema, type PlanChange } from '#engine/plan';
import { StepMarkSchema, type StepMark } from '#ipc';

/** One change to a plan, as a line of the file that unsaved work is written to. */
export interface WorkLine {
  readonly change: PlanChange;
  /** The step of the undo history that the change led to; `null` if none is done. */
  readonly step: StepMark | null;
  /** Number of steps between the plan and its file after the change. */
  readonly changes: number;
  /** The time of the change, such as `2026-11-21T10:15:30.000Z`. */
  readonly savedAt: string;
}

/** The lines of one run, up to the first that cannot be read. */
export interface ReadLines {
  readonly lines: readonly WorkLine[];
  /** True if the work was saved or given up after them. */
  readonly ended: boolean;
  /** True if complete lines follow an unreadable one: they build on it, so they cannot be used. */
  readonly hasMore: boolean;
}

const place = { run: z.string(), number: z.int().positive() };
const LineSchema = z.union([
  z.strictObject({
    ...place,
    change: PlanChangeSchema,
    step: StepMarkSchema.nullable(),
    changes: z.int().nonnegative(),
    savedAt: z.iso.datetime(),
  }),
  z.strictObject({ ...place, ended: z.literal(true) }),
]);

/**
 * A line with its checksum, to recognise one that was cut off.
 * @param run identifies the work that it continues
 * @param number counts the lines of the run, from 1
 */
export function lineOf(run: string, number: number, line: WorkLine): string {
  const { change, step, changes, savedAt } = line;
  return sealed(JSON.stringify({ run, number, change, step, changes, savedAt }));
}

/** The line that marks the work as ended: it need not be restored. */
export function endLineOf(run: string, number: number): string {
  return sealed(JSON.stringify({ run, number, ended: true }));
}

/** Reads lines that `lineOf` wrote. Lines of other runs are skipped: a killed program left them. */
export function readLines(text: string, run: string): ReadLines {
  const lines: WorkLine[] = [];
  let ended = false;
  let isBroken = false;
  const pieces = text.split('\n');
  pieces.pop(); // a line without an end was cut off
  for (const piece of pieces) {
    const read = readLine(piece);
    if (read && read.run !== run) continue;
    if (!read || read.number !== lines.length + 1) isBroken = true;
    else if (isBroken) continue;
    else if ('ended' in read) ended = true;
    else lines.push({ change: read.change, step: read.step, changes: read.changes, savedAt: read.savedAt });
    if (ended) break;
  }
  return { lines, ended, hasMore: isBroken && pieces.slice(lines.length).some((piece) => isFurther(piece, run, lines.length + 1)) };
}

function isFurther(piece: string, run: string, number: number): boolean {
  const read = readLine(piece);
  return read?.run === run && read.number > number;
}

function readLine(piece: string): z.infer<typeof LineSchema> | undefined {
  const [, sum, json = ''] = /^([0-9a-f]{16}) (.*)$/s.exec(piece) ?? [];
  if (sum === undefined || sum !== checksum(json)) return undefined;
  return LineSchema.safeParse(JSON.parse(json)).data;
}

function sealed(json: string): string {
  return `${checksum(json)} ${json}\n`;
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
