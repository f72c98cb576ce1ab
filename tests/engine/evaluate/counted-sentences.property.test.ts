import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { emptyPlan, readPlan, writePlanYaml, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { checkMarkdown } from '../../../src/cli/output/check-markdown.ts';
import { checkText } from '../../../src/cli/output/check-text.ts';
import { lossLines } from '../../../src/cli/output/score-text.ts';
import { styleOf } from '../../../src/cli/output/style.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';
import { packetOf, wordsOf } from '../packet/harness.ts';

const nouns = 'nodes|edges|skills|findings|errors|warnings|months|days|times|runs|requests|stages|places|services|others';
/** One thing in the plural, several in the singular, and verbs that fit neither. */
const disagreements = [
  new RegExp(`(?<![\\d.,\\u2212-])1 (?:${nouns})\\b`),
  /(?<![\d.,])(?:0|[2-9]|\d{2,}) (?:node|edge|skill|finding|error|warning|month|day|request|stage|place|service)\b(?! of)/,
  /\b[01] of 1 \w+ (?:are|need|use|have)\b/,
  /\b1 of \d+ \w+ (?:are|need|use|have)\b/,
  /\b(?:0|[2-9]|\d{2,}) of (?:[2-9]|\d{2,}) \w+ (?:is|needs|uses|has)\b/,
];

const services = [
  'azure-storage',
  'azure-ml-pipelines',
  'azure-ml-compute',
  'azure-data-factory',
  'conda-environments',
  'mlflow-tracking',
  'gone',
];
const kinds = ['data', 'control', 'model', 'runs-on', 'telemetry'] as const;

const small: fc.Arbitrary<Plan> = fc
  .record({
    used: fc.array(fc.constantFrom(...services), { minLength: 1, maxLength: 5 }),
    joined: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.constantFrom(...kinds)), { maxLength: 4 }),
  })
  .map(({ used, joined }) => {
    const ids = used.map((_, at) => `n${at}`);
    const edges = joined.flatMap(([from, to, kind]) => {
      const [a, b] = [ids[from], ids[to]];
      return a === undefined || b === undefined || a === b ? [] : [{ from: a, to: b, kind }];
    });
    return {
      ...emptyPlan('Counted'),
      nodes: Object.fromEntries(used.map((service, at) => [`n${at}`, { service }])),
      edges: [...new Map(edges.map((edge) => [`${edge.from}/${edge.to}/${edge.kind}`, edge])).values()],
    };
  });

it('every sentence with a count has the noun and the verb that fit', () => {
  fc.assert(
    fc.property(small, (made) => {
      const read = readPlan(writePlanYaml(made), 'plan.yaml');
      const evaluation = evaluate({ plan: read.plan, catalog, book, rules, scoring, today: '2026-11-21' });
      const report = { plans: [{ file: 'plan.yaml', read, evaluation, exceeded: [], rules: [] }], faults: [] };
      const { sheets } = packetOf(read.plan, { parts: ['findings', 'decisions', 'cost', 'scores', 'context'] }, evaluation);
      const said = [
        checkText(report.plans, { colour: false, columns: 10_000 }),
        checkMarkdown(report),
        ...lossLines(evaluation.scores, styleOf(false), 10_000),
        ...sheets.map(wordsOf),
      ].join('\n');
      for (const wrong of disagreements) expect(wrong.exec(said)?.[0]).toBeUndefined();
    }),
    { numRuns: 150 },
  );
}, 120_000);
