import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { BookComparison, ComparedTotal, NodeDifference } from '#engine/score';
import NumbersHarness from '../NumbersHarness.svelte';
import BookDifference from '../../../src/renderer/library/BookDifference.svelte';

const total = (said: Partial<ComparedTotal>): ComparedTotal => ({
  id: 'a',
  title: 'A',
  asOf: '2026-09',
  currency: 'USD',
  likely: 100,
  unknown: 0,
  ...said,
});
const node = (said: Partial<NodeDifference>): NodeDifference => ({
  node: 'pool',
  from: 100,
  to: 150,
  difference: 50,
  unknownBefore: false,
  unknownAfter: false,
  meters: [{ meter: 'vm', title: 'Nodes', from: 0.192, to: 0.288 }],
  ...said,
});

function show(props: Record<string, unknown>): void {
  render(NumbersHarness, { of: BookDifference as never, given: props });
}

function cells(comparison: Partial<BookComparison>): string[][] {
  show({
    comparison: { from: total({}), to: total({ likely: 150 }), difference: 50, nodes: [node({})], ...comparison },
    titleOf: (id: string) => id.toUpperCase(),
  });
  return screen
    .getAllByRole('row')
    .map((row) =>
      [...within(row).queryAllByRole('rowheader'), ...within(row).queryAllByRole('cell')].map(({ textContent }) =>
        textContent.replace(/\s+/g, ' ').trim(),
      ),
    );
}

describe('the difference between two price books', () => {
  it('is told for each node, with the prices that differ, and for the month', () => {
    expect(cells({}).slice(1)).toEqual([
      ['POOL Nodes: 0.192 → 0.288', '100', '150', '+50.00'],
      ['A month', '100 USD', '150 USD', '+50.00 USD'],
    ]);
  });

  it('is unknown where a node is known with one book only, and so is the month', () => {
    const rows = cells({
      to: total({ likely: 0, unknown: 1 }),
      difference: undefined,
      nodes: [
        node({ to: 0, difference: undefined, unknownAfter: true, meters: [{ meter: 'vm', title: 'Nodes', from: 1, to: undefined }] }),
      ],
    });
    expect(rows.slice(1)).toEqual([
      ['POOL Nodes: 1 → no price', '100', 'unknown', 'unknown'],
      ['A month', '100 USD', 'unknown', 'unknown'],
    ]);
    expect(screen.getByText(/What 1 node costs would not be known/)).toBeTruthy();
  });

  it('is of what is known where a part of a node is unknown with both', () => {
    const rows = cells({
      nodes: [node({ unknownBefore: true, unknownAfter: true })],
      from: total({ unknown: 1 }),
      to: total({ likely: 150, unknown: 1 }),
    });
    expect(rows[1]?.slice(1)).toEqual(['at least 100', 'at least 150', '+50.00, as far as known']);
    expect(rows[2]?.slice(1)).toEqual(['at least 100 USD', 'at least 150 USD', '+50.00 USD']);
  });

  it('is none between two currencies', () => {
    const rows = cells({ to: total({ currency: 'EUR' }), difference: undefined, nodes: [node({ difference: undefined })] });
    expect(rows.slice(1).map((row) => row.at(-1))).toEqual(['–', '–']);
    expect(screen.getByText(/two currencies/)).toBeTruthy();
  });

  it('names a price once, and not more than a few', () => {
    const meters = ['a', 'a', 'b', 'c', 'd', 'e'].map((meter) => ({ meter, title: `Line of ${meter}`, from: 1, to: 2 }));
    expect(cells({ nodes: [node({ meters })] })[1]?.[0]).toBe('POOL Line of a: 1 → 2Line of b: 1 → 2Line of c: 1 → 2 and 2 more prices');
  });

  it('is said in words when there is none', () => {
    show({
      comparison: { from: total({}), to: total({}), difference: 0, nodes: [] },
      titleOf: (id: string) => id,
    });
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('No difference: every node costs the same.')).toBeTruthy();
  });
});
