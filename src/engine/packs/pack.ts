import { z } from 'zod';
import { SourceSchema, type Catalog, type PriceBook } from '../catalog';
import type { Problem } from '../errors';
import { edgeKindIds, stageIds } from '../plan';
import type { Scoring } from '../score';
import { families, pillars, severities, type PackInUse, type Rule } from '../validate';

/*
 * A pack: a folder with an organisation's services, prices, rules, weights and words. One schema for each kind of file.
 *
 *   pipedraft.pack.yaml     what the pack is, and whose; it may name a picture as the organisation's logo
 *   services/*.yaml         services that it adds or changes
 *   prices/*.yaml|csv|json  meters that it adds, and prices
 *   rules/*.yaml            rules that it adds
 *   scoring.yaml            weights that it changes
 *   synonyms.yaml           words that services are searched by
 */

/** Name of the file that makes a folder a pack. */
export const manifestFile = 'pipedraft.pack.yaml';

/** Everything that an evaluation rests on. */
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

/** The files of a pack, and those that could not be read at all. */
export interface PackFolder {
  readonly files: readonly PackFile[];
  readonly faults: readonly Problem[];
}

/** Name of the organisation, and the path of its logo inside the pack's folder. */
export interface PackOrganisation {
  readonly name?: string | undefined;
  readonly logo?: string | undefined;
}

/** Changes that a pack makes, and its problems. */
export interface PackReport {
  /** Unset when its manifest cannot be read; then nothing of the pack counts. */
  readonly pack:
    | (PackInUse & {
        readonly summary?: string | undefined;
        readonly publisher?: string | undefined;
        readonly organisation?: PackOrganisation | undefined;
      })
    | undefined;
  readonly services: readonly { readonly id: string; readonly name: string; readonly how: 'added' | 'changed' }[];
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  /** Built-in rules and rules of earlier packs whose severity this one changes, or that it turns off. */
  readonly severities: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
  /** Ids of meters that it adds or reprices. */
  readonly meters: readonly string[];
  /** Parts of the scores whose weights it changes, such as `maintainability.lifecycle`. */
  readonly weights: readonly string[];
  /** Number of words that it adds to the search. */
  readonly synonyms: number;
  /** Problems, with file, line and column. The parts with a fault do not count; the rest does. */
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
  /** Whose plans they are: name and logo for the title blocks of printed sheets. */
  organisation: z
    .strictObject({
      name: text.max(200, 'must have 200 letters at most').optional(),
      /** Path of a PNG, JPEG or SVG in the pack's folder. */
      logo: z
        .string()
        .regex(
          /^(?!.*(?:^|\/)\.\.?(?:\/|$))[^/\\:][^\\:]*\.(?:png|jpe?g|svg)$/i,
          'must be the path of a PNG, JPEG or SVG inside the folder of the pack, such as logo.svg',
        )
        .optional(),
    })
    .optional(),
  validUntil: day.optional(),
  /** Severities of built-in rules in this organisation: by rule id. */
  severities: z.record(z.string(), z.enum([...severities, 'off'])).optional(),
});

const fixSchema = z.strictObject({
  /** The rule as a command. A text with {expressions}. */
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
  /** Removes the node or edge. */
  remove: z.literal(true).optional(),
});
export type FixFile = z.infer<typeof fixSchema>;

export const RuleFileSchema = z.strictObject({
  id,
  title: text,
  severity: z.enum(severities),
  family: z.enum(families.map((family) => family.id) as [string, ...string[]]).optional(),
  /** Pillar of the Well-Architected Framework; operational-excellence by default. */
  pillar: z.enum(pillars.map((pillar) => pillar.id) as [string, ...string[]]).optional(),
  stages: z.union([z.literal('all'), z.array(z.enum(stageIds)).min(1)]).optional(),
  /** Subject of the condition: each node, each edge, or the plan once. */
  for: z.enum(['node', 'edge', 'plan']),
  /** Filter of the subjects; all by default. */
  where: expression.optional(),
  /** Condition that must be true; every subject for which it is false becomes a finding. */
  holds: expression,
  /** The problem, in one sentence. A text with {expressions}. */
  message: text,
  /** The reasoning. A text with {expressions}. */
  why: text,
  /** For the rule's page; the reasoning by default. */
  docs: text.optional(),
  sources: z.array(SourceSchema).min(1).optional(),
  /** Keys from the top of the node, edge or plan to the value to blame. */
  at: z.array(z.union([z.string(), z.int()])).optional(),
  fixes: z.array(fixSchema).optional(),
});
export type RuleFile = z.infer<typeof RuleFileSchema>;

export const SynonymsSchema = z.record(id, z.array(text).min(1));
