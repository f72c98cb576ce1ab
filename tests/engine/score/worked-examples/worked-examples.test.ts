import { describe, expect, it } from 'vitest';
import { computed } from './example.ts';
import { book } from '../../../harness/resources.ts';
import { byHand } from './by-hand.ts';
import { published } from './published.ts';

const cents = (amount: number) => Math.round((amount + 1e-9) * 100);

describe('what the services themselves have worked out', () => {
  it.each(published.map((example) => [example.title, example] as const))('%s', (_, example) => {
    const { total, cost } = computed(example);
    expect(cost.unknown).toEqual([]);
    expect(cents(total)).toBe(cents(example.published));
  });

  it('are eight at least, each with its page and its day', () => {
    expect(published.length).toBeGreaterThanOrEqual(8);
    for (const { source, dated } of published) {
      expect(source).toMatch(/^https:\/\//);
      expect(dated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(new Set(published.map(({ title }) => title)).size).toBe(published.length);
  });
});

/** The table of the guide; run the tests with -u after a change, and read it. */
it('are the table of docs/costs.md', () => {
  const link = (url: string) => `[page](${url})`;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const usd = (amount: number) => (cents(amount) / 100).toFixed(2);
  const page = [
    '# Worked costs',
    '',
    'Pipedraft is tested with these examples. The first table has calculations that vendors have published, with the prices of their pages. The second has our own arithmetic by',
    `the rules of the pages named, with the prices of the book ${book.id} (${book.asOf}); each price's own source and date are in`,
    '[the price book](../resources/pricing/azure-2026-09.yaml). All amounts are US dollars a month.',
    '',
    '## Published',
    '',
    row(['Example', 'Published', 'Pipedraft', 'Source', 'Dated', 'Note']),
    row(['---', '---:', '---:', '---', '---', '---']),
    ...published.map((example) =>
      row([example.title, usd(example.published), usd(computed(example).total), link(example.source), example.dated, example.note ?? '']),
    ),
    '',
    '## By hand',
    '',
    row(['Example', 'By hand', 'Pipedraft', 'Rule of billing']),
    row(['---', '---:', '---:', '---']),
    ...byHand.map(({ title, nodes, formula, rule }) => row([title, usd(formula), usd(computed({ nodes, prices: {} }).total), link(rule)])),
    '',
  ].join('\n');
  return expect(page).toMatchFileSnapshot('../../../../docs/costs.md');
});

describe('what we have worked out by hand, with the prices that ship', () => {
  it.each(byHand.map((example) => [example.title, example] as const))('%s', (_, { nodes, formula }) => {
    const { total, cost } = computed({ nodes, prices: {} });
    expect(cost.unknown).toEqual([]);
    expect(cents(total)).toBe(cents(formula));
  });
});
