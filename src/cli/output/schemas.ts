import { z } from 'zod';
import { configJsonSchema } from '#config';
import { planJsonSchema } from '#engine/plan';
import { severities } from '#engine/validate';

/*
 * JSON Schemas of what the command writes as JSON. They promise what is listed: keys are added, never renamed, so that no object is
 * closed. Tests check them against real output.
 */

const text = z.string();
const number = z.number();
const flag = z.boolean();
const texts = z.array(text);
const severity = z.enum(severities);
const path = z.array(z.union([text, number]));
const spread = z.looseObject({ low: number, likely: number, high: number });
const shift = <T extends z.ZodType>(of: T) => z.looseObject({ before: of, after: of });

const source = z.looseObject({ title: text, section: text.optional(), url: text.optional() });

const problem = z.looseObject({
  message: text,
  fix: text,
  file: text.optional(),
  line: number.nullable(),
  column: number.nullable(),
  path: path.nullable(),
});

const answer = { pipedraft: z.literal(1), errors: z.array(problem) };

const plan = z.looseObject({ file: text, name: text.nullable(), nodes: number.nullable(), edges: number.nullable() });
const packs = z.array(z.looseObject({ id: text, name: text, version: text }));

const score = z.looseObject({
  value: number.min(0).max(100).nullable(),
  note: text.optional(),
  parts: z.array(
    z.looseObject({
      id: text,
      title: text,
      points: number,
      max: number,
      lost: number,
      gain: number,
      because: text,
      nodes: texts,
      losses: z.array(z.looseObject({ points: number, gain: number, because: text, fix: text, nodes: texts })),
      reason: text,
      source,
    }),
  ),
});

const scores = z.looseObject({
  maintainability: score,
  skills: score,
  integration: score,
  maturity: z.looseObject({
    level: number.min(0).max(4),
    title: text,
    missing: texts,
    criteria: z.array(z.looseObject({ id: text, level: number, title: text, met: flag, nodes: texts })),
  }),
});

const costLine = z.looseObject({
  meter: text,
  title: text,
  quantity: number,
  unit: text,
  unitPrice: number,
  amount: number,
  mode: text,
  region: text,
  substituted: flag,
});

const cost = z.looseObject({
  currency: text,
  priceBook: z.looseObject({ id: text, asOf: text }),
  monthly: spread,
  alwaysOn: number,
  unknown: texts,
  nodes: z.record(text, z.looseObject({ low: number, likely: number, high: number, alwaysOn: number, lines: z.array(costLine) })),
  atScale: z.array(z.looseObject({ factor: number, likely: number })),
});

const percentiles = { p10: number, p50: number, p90: number };
const risk = z.looseObject({
  currency: text,
  ...percentiles,
  trials: number,
  error: z.looseObject(percentiles),
  tornado: z.array(z.looseObject({ title: text, nodes: texts })),
});

const finding = z.looseObject({
  number,
  rule: text,
  title: text,
  severity,
  pillar: text,
  nodes: texts,
  edges: texts,
  message: text,
  why: text,
  source: z.looseObject({ title: text, section: text.nullable(), url: text.nullable() }),
  path: path.nullable(),
  fixes: z.array(z.looseObject({ title: text })),
  waived: z.looseObject({ because: text, until: text.optional() }).nullable(),
  new: flag.optional(),
});

const against = z.looseObject({
  name: text,
  state: z.enum(['read', 'missing', 'unreadable']),
  resolved: z.array(z.looseObject({ rule: text, severity, nodes: texts, edges: texts, message: text })).nullable(),
  cost: z.looseObject({ difference: number.nullable(), share: number.nullable(), unknown: shift(number) }).nullable(),
});

const checked = z.looseObject({
  ...answer,
  plan: plan.nullable(),
  packs,
  findings: z.array(finding),
  scores: scores.nullable(),
  cost: cost.nullable(),
  against: against.optional(),
  problems: z.array(problem),
  packFaults: z.array(problem),
  exceeded: texts,
});

const changedFinding = z.looseObject({
  rule: text,
  title: text,
  severity,
  pillar: text,
  nodes: texts,
  edges: texts,
  message: text,
  why: text,
});
const shiftedScore = shift(number.nullable()).extend({
  parts: z.array(z.looseObject({ id: text, title: text, max: number, points: shift(number.nullable()), because: text })),
});

const compared = z.looseObject({
  ...answer,
  before: plan,
  after: plan,
  same: flag,
  reordered: flag,
  changes: z.array(
    z.looseObject({
      part: text,
      kind: z.enum(['added', 'removed', 'changed', 'renamed', 'moved']),
      id: text,
      formerId: text.nullable(),
      title: text,
      what: text,
      keys: z.array(z.looseObject({ path, title: text, before: z.unknown(), after: z.unknown(), words: shift(text) })),
      moved: z.looseObject({}).nullable(),
    }),
  ),
  cost: z.looseObject({
    currency: shift(text),
    monthly: shift(spread),
    unknown: shift(number),
    difference: number.nullable(),
    share: number.nullable(),
    nodes: z.array(z.looseObject({ node: text, before: spread.nullable(), after: spread.nullable() })),
  }),
  scores: z.looseObject({ maintainability: shiftedScore, skills: shiftedScore, integration: shiftedScore }),
  maturity: shift(number),
  findings: z.looseObject({ added: z.array(changedFinding), resolved: z.array(changedFinding), open: shift(number) }),
  files: z.array(z.looseObject({ path: text, kind: text })).nullable(),
  filesProblem: text.nullable(),
});

const rule = z.looseObject({ id: text, title: text, severity, family: text, pillar: text, sources: z.array(source), docs: text });

const counts = z.looseObject({ error: number, warning: number, info: number, waived: number });
const sums = z.looseObject({ currency: text, low: number, likely: number, high: number, unknown: number });

/** What `--of` names: the schema, and what it describes. */
const outputs = {
  check: {
    title: 'pipedraft check --format json; each line of ndjson is one of its objects',
    schema: z.union([checked, z.array(checked)]),
  },
  table: {
    title: 'pipedraft check --table --format json',
    schema: z.looseObject({
      ...answer,
      plans: z.array(
        z.looseObject({
          file: text,
          name: text.nullable(),
          nodes: number.nullable(),
          findings: counts.nullable(),
          cost: sums.nullable(),
          budget: number.nullable(),
          overBudget: flag.nullable(),
          scores: z
            .looseObject({
              maintainability: number.nullable(),
              skills: number.nullable(),
              integration: number.nullable(),
              maturity: number,
            })
            .nullable(),
          exceeded: texts,
          fails: flag,
          problems: z.array(problem),
        }),
      ),
      total: z.looseObject({
        plans: number,
        unreadable: number,
        failing: number,
        overBudget: number,
        findings: counts,
        costs: z.array(sums.extend({ plans: number })),
      }),
      packFaults: z.array(z.looseObject({ folder: text })),
    }),
  },
  score: {
    title: 'pipedraft score --format json',
    schema: z.looseObject({ ...answer, plan: plan.nullable(), packs, scores: scores.nullable(), cost: cost.extend({ risk }).nullable() }),
  },
  diff: { title: 'pipedraft diff --format json', schema: compared },
  gaps: {
    title: 'pipedraft export --gaps --format json',
    schema: z.array(z.looseObject({ node: text.nullable(), setting: text, file: text, line: number, where: text, how: text })),
  },
  pack: {
    title: 'pipedraft pack --format json',
    schema: z.array(
      z.looseObject({
        folder: text,
        pack: z.looseObject({ id: text, name: text, version: text }).optional(),
        services: z.array(z.looseObject({ id: text, name: text, how: z.enum(['added', 'changed']) })),
        rules: z.array(z.looseObject({ id: text, title: text })),
        severities: z.array(z.looseObject({ rule: text, from: text, to: text })),
        meters: texts,
        weights: texts,
        synonyms: number,
        faults: z.array(z.looseObject({ message: text, fix: text })),
      }),
    ),
  },
  rules: { title: 'pipedraft rules --format json', schema: z.array(rule) },
  exporters: {
    title: 'pipedraft exporters --format json',
    schema: z.looseObject({
      exporters: z.array(z.looseObject({ id: text, title: text, covers: text, onRequest: flag })),
      systems: z.array(z.looseObject({ service: text, guideName: text, exporters: texts, files: texts })),
    }),
  },
  services: {
    title: 'pipedraft services --format json',
    schema: z.array(
      z.looseObject({ id: text, name: text, stages: texts, approach: text, status: z.looseObject({ state: text }), summary: text }),
    ),
  },
  starts: { title: 'pipedraft starts --format json', schema: z.array(z.looseObject({ from: text, to: text, way: text, how: text })) },
  knowledge: {
    title: 'pipedraft knowledge --format json',
    schema: z.array(z.looseObject({ id: text, says: text, source, homes: z.array(z.looseObject({ kind: text })) })),
  },
  limits: {
    title: 'pipedraft limits --format json',
    schema: z.array(z.looseObject({ of: text, says: text, rules: texts, because: text.optional() })),
  },
  scoring: {
    title: 'pipedraft scoring --format json',
    schema: z.looseObject({ pipedraft: z.literal(1), scoring: z.looseObject({ version: number }), formulas: z.record(text, text) }),
  },
  safeguards: {
    title: 'pipedraft safeguards --format json',
    schema: z.looseObject({ sources: z.record(text, source), services: z.record(text, z.looseObject({})) }),
  },
  failure: {
    title: 'any command with --format json that has no result',
    schema: z.looseObject({ ...answer, errors: z.array(problem).min(1) }),
  },
} as const;

/** Names of the schemas: of the files that people write, and of what the command writes. */
export const schemaNames: readonly string[] = ['plan', 'config', ...Object.keys(outputs)];

/** Name of the file of a schema in resources/schema/. */
export function schemaFile(name: string): string {
  return `${name === 'plan' ? 'pipedraft' : name === 'config' ? 'pipedraftrc' : name}-v1.schema.json`;
}

/** The JSON Schema (draft 2020-12) of a name, as the text of its file. @param name one of `schemaNames` */
export function schemaText(name: string): string {
  return `${JSON.stringify(schemaOf(name), null, 2)}\n`;
}

function schemaOf(name: string): object {
  if (name === 'config') return configJsonSchema();
  const output = Object.entries(outputs).find(([of]) => of === name)?.[1];
  if (!output) return planJsonSchema();
  return { ...z.toJSONSchema(output.schema, { reused: 'ref' }), $id: schemaFile(name), title: output.title };
}
