import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EvaluationUpdate, BookSummary, CallName, PriceReport } from '#ipc';
import type { BookComparison } from '#engine/score';
import { emptyPlan } from '#engine/plan';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { Prices } from '../../../src/renderer/state/prices.svelte.ts';
import { aBook, meter } from '../../harness/small-catalog.ts';
import PricesHarness from './PricesHarness.svelte';

const summary = (id: string, asOf: string, said: Partial<BookSummary> = {}): BookSummary => ({
  id,
  title: `Prices ${id}`,
  asOf,
  currency: 'USD',
  meters: 1,
  regions: ['here', 'there'],
  loaded: null,
  ...said,
});
const september = aBook([meter('a', 1)], { id: 'september' }).file;
const total = { id: 'september', title: 'September', asOf: '2026-09', currency: 'USD', likely: 100, unknown: 0 };
const comparison = (book: string): BookComparison => ({
  from: total,
  to: { ...total, id: book, likely: 120 },
  difference: 20,
  nodes: [{ node: 'pool', from: 100, to: 120, difference: 20, unknownBefore: false, unknownAfter: false, meters: [] }],
});
const report: PriceReport = {
  file: 'own.csv',
  id: 'own-1',
  title: 'Prices from own.csv',
  asOf: '2026-11-21',
  currency: 'USD',
  rows: 1,
  taken: [{ meter: 'a', name: 'A', regions: ['here'] }],
  kept: 0,
  base: { title: 'September', currency: 'USD' },
  skipped: 0,
  reasons: [],
  otherReasons: 0,
  isPart: false,
  newest: null,
};
const refusal = { ok: false, problem: '"own.csv" is not complete JSON.', fix: 'Save the whole answer.' };

/** The window's side of the calls: each is answered by the test, and kept. */
function answering(answers: Partial<Record<CallName, (input: never) => unknown>>) {
  const asked: [string, unknown][] = [];
  const api = new Proxy(
    {},
    {
      get: (_, name: CallName) => (input: never) => {
        if (name === 'permitted') return Promise.resolve(JSON.stringify({ ok: true, value: { packs: true, prices: true } }));
        asked.push([name, input]);
        const answer = answers[name]?.(input);
        return Promise.resolve(JSON.stringify(answer === refusal ? refusal : { ok: true, value: answer ?? null }));
      },
    },
  );
  vi.stubGlobal('pipedraft', api);
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

async function opened({ named, books = [summary('september', '2026-09')] }: { named?: string; books?: readonly BookSummary[] } = {}) {
  const plan = { ...emptyPlan('A plan'), context: { ...emptyPlan('').context, region: 'here', ...(named ? { priceBook: named } : {}) } };
  const editor = new PlanEditor(
    {
      keep: () => Promise.resolve({ dirty: false }),
      evaluate: ({ revision }) => Promise.resolve({ revision, evaluation: { findings: [] } as unknown as EvaluationUpdate['evaluation'] }),
      soon: (work) => queueMicrotask(work),
    },
    (one) => one,
    (error) => {
      throw error;
    },
  );
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  await editor.flush();
  const prices = new Prices({ books, priceBook: september });
  const heard = { onuse: vi.fn(), onclose: vi.fn() };
  render(PricesHarness, { editor, prices, ...heard });
  return { prices, ...heard };
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('the dialog of prices', () => {
  it('opens on the newer book with its difference, and uses it when asked', async () => {
    const books = [summary('november', '2026-11'), summary('september', '2026-09')];
    const asked = answering({ comparePrices: ({ book }: { book: string }) => comparison(book) });
    const { onuse, onclose } = await opened({ named: 'september', books });
    expect(await screen.findByRole('row', { name: /A month/ })).toBeTruthy();
    expect(asked[0]).toEqual(['comparePrices', { revision: 1, book: 'november', region: null }]);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /Prices november/ }).checked).toBe(true);
    await fireEvent.click(button('Use these prices'));
    expect(onuse.mock.calls).toEqual([[books[0], undefined]]);
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('has nothing to use when the plan names the prices in use, until another region is chosen', async () => {
    const asked = answering({ comparePrices: ({ book }: { book: string }) => comparison(book) });
    const { onuse } = await opened({ named: 'september' });
    expect(await screen.findByText(/the plan names them/)).toBeTruthy();
    expect(button('Use these prices').disabled).toBe(true);
    await fireEvent.change(screen.getByLabelText('Region'), { target: { value: 'there' } });
    expect(await screen.findByRole('row', { name: /A month/ })).toBeTruthy();
    expect(asked.at(-1)).toEqual(['comparePrices', { revision: 1, book: 'september', region: 'there' }]);
    await fireEvent.click(button('Use these prices and region'));
    expect(onuse.mock.lastCall?.[1]).toBe('there');
  });

  it('says that the prices that the plan names are not here', async () => {
    answering({ comparePrices: ({ book }: { book: string }) => comparison(book) });
    await opened({ named: 'gone' });
    expect(await screen.findByText(/names the prices “gone”, which are not here/)).toBeTruthy();
    expect(button('Use these prices').disabled).toBe(false);
  });

  it('says what is wrong with a file, and goes on with the next', async () => {
    let good = false;
    const asked = answering({
      comparePrices: ({ book }: { book: string }) => comparison(book),
      choosePrices: () => (good ? report : refusal),
      addPrices: () => summary('own-1', '2026-11-21'),
    });
    const { prices } = await opened();
    await fireEvent.click(button('Load a file…'));
    expect((await screen.findByRole('alert')).textContent).toContain('“own.csv” is not complete JSON. Save the whole answer.');
    good = true;
    await fireEvent.click(button('Load a file…'));
    await fireEvent.click(await screen.findByRole('button', { name: 'Add these prices' }));
    expect(asked).toContainEqual(['addPrices', { id: 'own-1', title: 'Prices from own.csv', asOf: '2026-11-21' }]);
    prices.list([summary('own-1', '2026-11-21'), summary('september', '2026-09')]);
    expect(await screen.findByRole('radio', { name: /Prices own-1/, checked: true })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('forgets a file that is not wanted', async () => {
    const asked = answering({ comparePrices: ({ book }: { book: string }) => comparison(book), choosePrices: () => report });
    const { onclose } = await opened();
    await fireEvent.click(button('Load a file…'));
    await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(asked.at(-1)?.[0]).not.toBe('addPrices');
    expect(asked.map(([name]) => name)).toContain('forgetPrices');
    expect(await screen.findByText('Load a file…')).toBeTruthy();
    expect(onclose).not.toHaveBeenCalled();
  });
});
