import { z } from 'zod';
import { SourceSchema, type Catalog, type PriceBook } from '../catalog';
import type { Problem } from '../errors';
import { edgeKindIds, stageIds } from '../plan';
import type { Scoring } from '../score';
import { families, severities, type PackInUse, type Rule } from '../validate';

/*
 * A pack: a folder with an organisation's services, prices, rules, weights and words. One schema for each kind of file.
 *
 *   pipedraft.pack.yaml     what the pack is
 *   services/*.yaml         services that it adds or changes
 *   prices/*.yaml|csv|json  meters that it adds, and prices
 *   rules/*.yaml            rules that it adds
 *   scoring.yaml            weights that it changes
 *   synonyms.yaml           words that services are searched by
 */

/** What everything that is said of a plan rests on. */
export interface Basis {
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly scoring: Scoring;
  readonly rules: readonly Rule[];
  /** In the order in which they were applied. */
  readonly packs: readonly PackInUse[];
}

/** A file of a pack. */
export interface PackFile {
  /** Path inside the pack's folder, with `/` on every system. */
  readonly path: string;
  readonly text: string;
}

/** The files of a pack, and what of them could not be read at all. */
export interface PackFolder {
  readonly files: readonly PackFile[];
  readonly faults: readonly Problem[];
}

/** What a pack does, and what is wrong with it. */
export interface PackReport {
  /** Unset when its manifest cannot be read; then nothing of it counts. */
  readonly pack: (PackInUse & { readonly summary?: string | undefined; readonly publisher?: string | undefined }) | undefined;
  readonly services: readonly { readonly id: string; readonly name: string; readonly how: 'added' | 'changed' }[];
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  /** Rules that shipped or came with an earlier pack, and that this one makes heavier, lighter, or turns off. */
  readonly severities: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
  /** Ids of meters that it adds or prices anew. */
  readonly meters: readonly string[];
  /** Parts of the scores whose weights it changes, such as `maintainability.lifecycle`. */
  readonly weights: readonly string[];
  /** How many words it adds to the search. */
  readonly synonyms: number;
  /** What is wrong, with file, line and column. What a fault is about does not count; the rest does. */
  readonly faults: readonly Problem[];
}

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a word of small letters, digits and "-"');
const text = z.string().min(1, 'must not be empty');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2027-06-30');
/** A CEL expression. */
const expression = text;

export const ManifestSchema = z.strictObject({
  /** Version of this format. */
  pack: z.literal(1),
  id,
  name: text,
  version: z
    .string('must be a text: put it in quotes, such as "1.2.0"')
    .regex(/^\d+(\.\d+){0,2}$/, 'must be up to three numbers, such as "1.2.0"'),
  summary: text.optional(),
  publisher: text.optional(),
  validUntil: day.optional(),
  /** How heavy rules that are there already weigh in this organisation: by rule id. */
  severities: z.record(z.string(), z.enum([...severities, 'off'])).optional(),
});

const fixSchema = z.strictObject({
  /** What it does, as a command. A text with {expressions}. */
  title: text,
  /** Another service for the node; its edges are kept. */
  swap: id.optional(),
  /** Keys of the node or edge. Texts may hold {expressions}. */
  set: z
    .strictObject({
      title: text.optional(),
      region: text.optional(),
      owner: text.optional(),
      note: text.optional(),
      definition: text.optional(),
      stage: z.enum(stageIds).optional(),
      kind: z.enum(edgeKindIds).optional(),
    })
    .optional(),
  usage: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  context: z.strictObject({ region: text.optional(), budgetPerMonth: z.number().positive().optional() }).optional(),
  /** Takes the node or edge away. */
  remove: z.literal(true).optional(),
});
export type FixFile = z.infer<typeof fixSchema>;

export const RuleFileSchema = z.strictObject({
  id,
  title: text,
  severity: z.enum(severities),
  family: z.enum(families.map((family) => family.id) as [string, ...string[]]).optional(),
  stages: z.union([z.literal('all'), z.array(z.enum(stageIds)).min(1)]).optional(),
  /** What the condition is asked of: each node, each edge, or the plan once. */
  for: z.enum(['node', 'edge', 'plan']),
  /** Which of them. All, when left out. */
  where: expression.optional(),
  /** What must hold; what it does not hold for is found. */
  holds: expression,
  /** One sentence: what is wrong. A text with {expressions}. */
  message: text,
  /** The reasoning. A text with {expressions}. */
  why: text,
  /** For the rule's page; the reasoning, when left out. */
  docs: text.optional(),
  sources: z.array(SourceSchema).min(1).optional(),
  /** Keys from the top of the node, edge or plan to the value that is to blame. */
  at: z.array(z.union([z.string(), z.int()])).optional(),
  fixes: z.array(fixSchema).optional(),
});
export type RuleFile = z.infer<typeof RuleFileSchema>;

export const SynonymsSchema = z.record(id, z.array(text).min(1));
