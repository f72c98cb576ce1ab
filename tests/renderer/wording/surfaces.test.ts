import { describe, expect, it } from 'vitest';
import { drawPlan } from '#engine/draw';
import { evaluate, type Evaluation } from '#engine/evaluate';
import { readPlan } from '#engine/plan';
import type { Cost } from '#engine/score';
import { rules } from '#engine/validate';
import { checkMarkdown } from '../../../src/cli/output/check-markdown.ts';
import { scoreLines } from '../../../src/cli/output/score-text.ts';
import { styleOf } from '../../../src/cli/output/style.ts';
import { costText } from '../../../src/renderer/canvas/nodes/card-nodes.ts';
import { groupCostText } from '../../../src/renderer/canvas/groups/group-words.ts';
import { costTogether } from '../../../src/renderer/inspector/selection-totals.ts';
import { Numbers } from '../../../src/renderer/state/numbers.svelte.ts';
import { packetOf, wordsOf } from '../../engine/packet/harness.ts';
import { Settings } from '../../../src/renderer/state/settings.svelte.ts';
import { book, catalog, icons, scoring } from '../../harness/resources.ts';

/*
 * A cost is read at the terminal, in a comment on a change, on a drawing, on paper and in the window. The same plan costs the same in all of them, to the letter.
 */

const file = readPlan(
  'pipedraft: 1\nname: One node\nnodes:\n  train: {service: azure-ml-pipelines, title: Train}\n  other: {service: azure-storage}\n',
  'plan.yaml',
);
const evaluation = evaluate({ plan: file.plan, catalog, book, rules, scoring, today: '2026-11-21' });
const numbers = new Numbers(new Settings(undefined), 'en-GB');
const plain = styleOf(false);

/** What is known of a cost. */
interface Known {
  readonly amount: number;
  readonly unknown?: boolean;
  readonly free?: boolean;
}

/** The evaluation of a plan whose one node has this cost. */
function costing({ amount, unknown = false, free = false }: Known): Evaluation {
  const spread = { low: amount, likely: amount, high: amount };
  const because = 'Nobody has said how much it is used.';
  const node = {
    ...spread,
    lines: [],
    unknown: unknown ? [{ title: 'Use', missing: [], because }] : [],
    alwaysOn: amount,
    free,
    elsewhere: 0,
  };
  const cost: Cost = {
    ...evaluation.cost,
    monthly: spread,
    alwaysOn: amount,
    unknown: unknown ? ['train'] : [],
    nodes: { train: node },
    byStage: [],
    byService: [],
    atScale: [{ factor: 10, ...spread }],
  };
  return { ...evaluation, findings: [], cost };
}

/** The one match of a pattern's group. */
function within(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  expect(found, `${String(pattern)} in ${text}`).toBeDefined();
  return (found ?? '').trim();
}

/** What each surface says that the plan costs a month. */
function totalsOf(one: Evaluation): Readonly<Record<string, string>> {
  const { plan } = file;
  const report = { plans: [{ file: 'plan.yaml', read: file, evaluation: one, exceeded: [], rules: [] }], faults: [] };
  const text = scoreLines(plan, one, plain).join('\n');
  const markdown = checkMarkdown(report);
  const packet = packetOf(plan, { parts: ['cost'] }, { findings: [], scores: one.scores, cost: one.cost })
    .sheets.map(wordsOf)
    .join('\n');
  const { monthly, unknown, currency, alwaysOn } = one.cost;
  return {
    text: within(text, /^ {2}Total +(.*)$/m),
    'text, at scale': within(text, /^ {2}At scale +×10 (.*)$/m),
    Markdown: within(markdown, /\| Cost a month \| (.*?) \|/),
    'Markdown, at scale': within(markdown, /\| Cost at ×10 \| (.*?) \|/),
    packet: within(packet, /^Likely\n(.*)$/m),
    window: numbers.known(monthly.likely, unknown.length, currency),
    'always on': numbers.known(alwaysOn, unknown.length, currency),
  };
}

/** What each surface says that the node costs a month, without the words that only say that it is a cost and a month's. */
function nodesOf(one: Evaluation): Readonly<Record<string, string>> {
  const svg = drawPlan({ plan: file.plan, catalog, icons, cost: one.cost }).svg;
  const answer = { cost: one.cost } as Parameters<typeof costText>[1];
  const said = {
    drawing: within(svg, /data-node="train".*?<text x="56" y="54"[^>]*>(.*?)<\/text>/s),
    card: costText('train', answer, numbers.cost) ?? '',
    group: groupCostText(['train'], answer, numbers.cost) ?? '',
    inspector: costTogether(['train'], answer, numbers.cost).amount,
  };
  return Object.fromEntries(Object.entries(said).map(([where, text]) => [where, text.replace(/^cost (?=unknown)| a month$/g, '')]));
}

const amounts: readonly (readonly [Known, string])[] = [
  [{ amount: 0 }, '0 USD'],
  [{ amount: 0.001 }, 'under 0.01 USD'],
  [{ amount: 0.245 }, '0.25 USD'],
  [{ amount: 0.5 }, '0.50 USD'],
  [{ amount: 1 }, '1.00 USD'],
  [{ amount: 1.005 }, '1.01 USD'],
  [{ amount: 49.995 }, '50.00 USD'],
  [{ amount: 50 }, '50.00 USD'],
  [{ amount: 99.7 }, '99.70 USD'],
  [{ amount: 99.995 }, '100 USD'],
  [{ amount: 100 }, '100 USD'],
  [{ amount: 1234.5 }, '1,235 USD'],
  [{ amount: 1e6 }, '1,000,000 USD'],
  [{ amount: 0, unknown: true }, 'unknown'],
  [{ amount: 0.001, unknown: true }, 'unknown'],
  [{ amount: 49.995, unknown: true }, 'at least 50.00 USD'],
];

describe('what a plan costs a month', () => {
  it.each(amounts)('%o is "%s" everywhere', (known, text) => {
    const said = totalsOf(costing(known));
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((where) => [where, text])));
  });
});

describe('what a node costs a month', () => {
  it.each([...amounts, [{ amount: 0, free: true }, 'free'] as const])('%o is "%s" everywhere', (known, text) => {
    const said = nodesOf(costing(known));
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((where) => [where, text])));
  });
});
