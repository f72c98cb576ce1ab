import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ExportedFile } from '#engine/export';
import type { Plan } from '#engine/plan';
import { elementsOf, readXml, textOf as xmlText } from '../../harness/xml.ts';
import { anyPlan } from '../../harness/arbitraries.ts';
import { colliding, hostileTexts, renamed, withText, withTitles, without } from './awkward-plans.ts';
import { expectGolden, exported, inputOf, planFrom, shipped, shippedNames, textOf } from './harness.ts';

const ids = ['markdown', 'adr', 'drawio'] as const;
const documents = (input: Parameters<typeof exported>[0]) => exported(input, ...ids);
const drawing = (text: string) => elementsOf(readXml(text.replace(/^<\?xml[^>]*>\n/, '')));

/** Checks what a drawing has to have: the two roots, a shape for each node, and edges between shapes. */
function checkDrawing(text: string, plan: Plan): void {
  const elements = drawing(text);
  const identified = elements.flatMap(({ attributes }) => attributes['id'] ?? []).slice(1); // without the page
  expect(new Set(identified).size).toBe(identified.length);
  const shapes = elements.filter(({ name }) => name === 'UserObject');
  expect(shapes.map(({ attributes }) => attributes['pipedraft-node'])).toEqual(Object.keys(plan.nodes));
  const edges = elements.filter(({ attributes }) => attributes['edge'] === '1');
  expect(edges).toHaveLength(plan.edges.filter(({ from, to }) => plan.nodes[from] && plan.nodes[to]).length);
  for (const { attributes } of edges) {
    expect(plan.nodes).toHaveProperty([attributes['source'] ?? '']);
    expect(plan.nodes).toHaveProperty([attributes['target'] ?? '']);
  }
}

function check({ path, text }: ExportedFile, plan: Plan): void {
  if (path.endsWith('.md')) checkMarkdown(text);
  else checkDrawing(text, plan);
}

/** Nothing of a document's text is HTML beside its first comment, and no line begins a heading that the exporter does not write. */
function checkMarkdown(text: string): void {
  expect(text.match(/^<!-- Exported from [^<>]*-->\n/)).not.toBeNull();
  const rest = text.replace(/^<!--.*-->\n/, '');
  expect(rest.replace(/\\[<>]/g, '')).not.toMatch(/[<>]/);
  const headings = rest.split('\n').filter((line) => /^#{2,}/.test(line));
  for (const heading of headings)
    expect([
      '## What costs most',
      '## Findings',
      '## Decisions',
      '## Picture',
      '## Decision',
      '## Rejected',
      '## Figures when recorded',
    ]).toContain(heading);
}

describe('the churn example', () => {
  it('has a summary, a record for each decision, and a drawing', async () => {
    const all = documents(shipped('churn-scoring'));
    expect(all.gaps).toEqual([]);
    expect(all.files.map(({ path }) => path)).toEqual([
      'docs/churn-scoring.drawio',
      'docs/decisions/copy-orders.md',
      'docs/decisions/nightly.md',
      'docs/decisions/release.md',
      'docs/decisions/score.md',
      'docs/decisions/train.md',
      'summary.md',
    ]);
    await expectGolden(all, 'documents-churn-scoring');
  });

  it('says what the reference says', () => {
    const all = documents(shipped('churn-scoring'));
    const summary = textOf(all, 'summary.md');
    for (const words of [
      '# Churn scoring',
      'scores its 1.2 million customers',
      'USD** (',
      '| at 10 times the load |',
      '| maintainability |',
      'level 3 of 4',
      '18 nodes, 27 edges',
      '| Churn report (`report`) |',
      'Waived by Marketing analytics until 2027-06-30',
      '[Nightly window](./docs/decisions/nightly.md): Azure Data Factory',
      'docs/churn-scoring.mmd',
    ])
      expect(summary).toContain(words);
    const train = textOf(all, 'docs/decisions/train.md');
    for (const words of ['| owner | ML team |', '**Azure Databricks**: Pays where data', 'CPU cluster, which it runs on', 'the whole plan'])
      expect(train).toContain(words);
    const elements = drawing(textOf(all, 'docs/churn-scoring.drawio'));
    const lake = elements.find(({ attributes }) => attributes['id'] === 'lake');
    expect(lake?.attributes).toMatchObject({ 'pipedraft-service': 'azure-storage', 'pipedraft-stage': 'data-transfer' });
    expect(lake && elementsOf(lake).at(-1)?.attributes).toMatchObject({ x: '528', y: '208' });
    expect(elements.find(({ attributes }) => attributes['id'] === 'nightly--control--score')?.attributes['style']).toContain(
      'endArrow=open',
    );
  });

  it('loses every mention of a node that goes', () => {
    const whole = renamed(shipped('churn-scoring').graph.plan);
    for (const id of Object.keys(whole.nodes)) {
      expect(documents(inputOf(whole)).files.some(({ text }) => text.includes(id))).toBe(true);
      for (const { path, text } of documents(inputOf(without(whole, id))).files) expect(`${path}\n${text}`).not.toContain(id);
    }
  });

  it('keeps names and paths when titles change', () => {
    const { plan } = shipped('churn-scoring').graph;
    const [before, after] = [documents(inputOf(plan)), documents(inputOf(withTitles(plan, (id) => `New ${id}`)))];
    expect(after.files.map(({ path }) => path)).toEqual(before.files.map(({ path }) => path));
    const attributes = (all: typeof before) =>
      drawing(textOf(all, 'docs/plan.drawio')).map(({ attributes: { id, source, target, style } }) => [id, source, target, style]);
    expect(attributes(after)).toEqual(attributes(before));
  });
});

it('writes every plan that ships', () => {
  for (const name of shippedNames()) {
    const input = shipped(name);
    const all = documents(input);
    for (const file of all.files) check(file, input.graph.plan);
  }
});

it('writes any plan', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      for (const file of documents(inputOf(plan)).files) check(file, plan);
    }),
    { numRuns: 300 },
  );
});

describe('texts of others', () => {
  const { plan } = shipped('churn-scoring').graph;

  it.each(hostileTexts)('have no power: %j', (text) => {
    const hostile = withText(plan, text);
    for (const file of documents(inputOf(hostile)).files) check(file, hostile);
  });

  it('are shown as they are in labels of draw.io', () => {
    const [shape] = drawing(textOf(documents(inputOf(withText(plan, '<i>a & "b"</i>'))), 'docs/plan.drawio')).filter(
      ({ name }) => name === 'UserObject',
    );
    const label = readXml(`<p>${(shape?.attributes['label'] ?? '').replace('<br>', '<br/>')}</p>`);
    expect(xmlText(label)).toContain('<i>a & "b"</i>');
  });
});

it('tells ids apart that differ in little', () => {
  const plan = planFrom(colliding('azure-storage'));
  checkDrawing(textOf(documents(inputOf(plan)), 'docs/plan.drawio'), plan);
});
