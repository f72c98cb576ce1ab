import { describe, expect, it } from 'vitest';
import type { BookSummary } from '#ipc';
import { Prices } from '../../../src/renderer/state/prices.svelte.ts';
import { aBook, meter } from '../../harness/small-catalog.ts';

const summary = (id: string, asOf: string, currency = 'USD'): BookSummary => ({
  id,
  title: id,
  asOf,
  currency,
  meters: 1,
  regions: [],
  loaded: null,
});
const september = aBook([meter('a', 1, { regions: { there: 2 } }), meter('b', 1, { region: 'global' })], { id: 'september' }).file;
const january = aBook([meter('a', 1)], { id: 'january', asOf: '2026-01' }).file;

describe('the prices that a window knows', () => {
  it('are those of the book that its plan is costed with, and change with it', () => {
    const prices = new Prices({ books: [summary('september', '2026-09')], priceBook: september });
    expect([prices.inUse, prices.currency, prices.regions]).toEqual(['september', 'USD', ['here', 'there']]);
    prices.use(january);
    expect([prices.inUse, prices.asOf, prices.regions]).toEqual(['january', '2026-01', ['here']]);
  });

  it('offer a book of a later day in the same currency, and no other', () => {
    const prices = new Prices({ books: [summary('september', '2026-09'), summary('january', '2026-01')], priceBook: september });
    expect(prices.newer).toBeUndefined();
    prices.use(january);
    expect(prices.newer?.id).toBe('september');
    prices.list([summary('euro', '2026-11-21', 'EUR'), summary('november', '2026-11-20'), summary('september', '2026-09')]);
    expect(prices.newer?.id).toBe('november');
    prices.use(september);
    expect(prices.newer?.id).toBe('november');
  });
});
