import { z } from 'zod';
import { PlanProblems, type UserError } from '#engine/errors';
import { PlanChangeSchema, applyChange, changeBetween, documentOf, emptyPlan, readPlan, type Plan } from '#engine/plan';
import { StepMarkSchema, type Trail } from '#ipc';
import type { ReadLines } from './work-lines';

export const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const header = {
  id: z.string().regex(idPattern),
  file: z.string().nullable(),
  format: z.enum(['yaml', 'json']),
  base: z.strictObject({ text: z.string(), sha256: hash }).nullable(),
  holds: hash.nullable(),
  label: z.string(),
  changes: z.int().nonnegative(),
  savedAt: z.iso.datetime(),
  app: z.string(),
};

/** The first version wrote only the plan, as its canonical document. */
const FirstSchema = z.strictObject({ version: z.literal(1), ...header, plan: z.record(z.string(), z.unknown()) });
/**
 * The plan is several changes old, stored as a change to an empty one, in its own order: changes name edges by their position. The later
 * changes are stored one by one for the undo history, which may not have them yet.
 */
const EntrySchema = z.strictObject({
  version: z.literal(2),
  ...header,
  run: z.string(),
  step: StepMarkSchema.nullable(),
  plan: PlanChangeSchema,
  since: z.array(z.strictObject({ change: PlanChangeSchema, step: StepMarkSchema.nullable() })),
});

/** Unsaved work on one document. */
export interface Work {
  /** The document's id: letters, digits, "-" and "_". */
  readonly id: string;
  /** The real path of the plan's file; `null` for a plan that was never saved. */
  readonly file: string | null;
  readonly format: 'yaml' | 'json';
  /** The YAML text that the work started from, which a save patches, with the SHA-256 of its file; `null` if there is none. */
  readonly base: { readonly text: string; readonly sha256: string } | null;
  /** SHA-256 of the file when it was opened or last saved, so that later changes of the file are not overwritten without a question. */
  readonly holds: string | null;
  /** The plan several changes ago, and the changes since. */
  readonly trail: Trail;
  /** Number of undo steps between the plan and its file; 0 if nobody changed the plan, but its file is gone. */
  readonly changes: number;
  /** The time of the last change, such as `2026-11-21T10:15:30.000Z`. */
  readonly savedAt: string;
  /** Version of the application that wrote it. */
  readonly app: string;
}

/** Unsaved work that was found. */
export interface RecoveryEntry extends Work {
  readonly plan: Plan;
}

/** Content of a recovery file; the later changes are in the file beside it. */
export type Parsed =
  | { readonly kind: 'work'; readonly work: Work; readonly run: string | undefined }
  | { readonly kind: 'newer' }
  | { readonly kind: 'broken'; readonly why: string };

/** The text of a recovery file. @param run identifies the changes that continue it */
export function textOf(work: Work, run: string): string {
  const { id, file, format, base, holds, trail, changes, savedAt, app } = work;
  const document: z.input<typeof EntrySchema> = {
    version: 2,
    run,
    id,
    file,
    format,
    base,
    holds,
    label: trail.from.name,
    changes,
    savedAt,
    app,
    step: trail.step,
    plan: changeBetween(emptyPlan(''), trail.from),
    since: [...trail.changes],
  };
  return `${JSON.stringify(document)}\n`;
}

/** Reads the text of a recovery file. @param id its file name */
export function parseWork(text: string, id: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'broken', why: text.trim() === '' ? 'it is empty' : 'it is torn' };
  }
  if (z.looseObject({ version: z.int().min(3) }).safeParse(value).success) return { kind: 'newer' };
  const second = EntrySchema.safeParse(value).data;
  const first = second ? undefined : FirstSchema.safeParse(value).data;
  if ((second ?? first)?.id !== id) return { kind: 'broken', why: 'it holds something else' };
  try {
    if (second) {
      const { version: _, run, label: __, plan, step, since, ...work } = second;
      return { kind: 'work', run, work: { ...work, trail: { from: applyChange(emptyPlan(''), plan), step, changes: since } } };
    }
    if (first) {
      const { version: _, label, plan, ...work } = first;
      return { kind: 'work', run: undefined, work: { ...work, trail: { from: checked(plan, label), step: null, changes: [] } } };
    }
  } catch (error) {
    if (error instanceof PlanProblems) return { kind: 'broken', why: whyOf(error) };
    throw error;
  }
  return { kind: 'broken', why: 'it holds something else' };
}

/**
 * The work after the changes that were appended to it.
 * @throws UserError if they lead to an invalid plan
 */
export function workAfter(work: Work, { lines }: Pick<ReadLines, 'lines'>): RecoveryEntry {
  const { from, step, changes } = work.trail;
  const trail: Trail = { from, step, changes: [...changes, ...lines.map((line) => ({ change: line.change, step: line.step }))] };
  let plan = from;
  for (const { change } of trail.changes) plan = applyChange(plan, change);
  const last = lines.at(-1);
  checked(documentOf(plan), plan.name);
  return { ...work, ...(last ? { changes: last.changes, savedAt: last.savedAt } : {}), plan, trail };
}

/** @throws PlanProblems if this version of the application cannot read it */
function checked(document: Readonly<Record<string, unknown>>, label: string): Plan {
  return readPlan(JSON.stringify(document), `${label} (unsaved work).json`).plan;
}

/** The first problem of a plan, within a sentence. */
export function whyOf(error: UserError): string {
  const [first] = error instanceof PlanProblems ? error.problems : [];
  const message = first?.message ?? error.problem;
  return `its plan cannot be read: ${message.replace(/\.$/, '')}`;
}
