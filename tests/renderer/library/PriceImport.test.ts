import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { PriceReport } from '#ipc';
import PriceImport from '../../../src/renderer/library/PriceImport.svelte';

const report = (said: Partial<PriceReport> = {}): PriceReport => ({
  file: 'contoso.csv',
  id: 'contoso-2026-11-21',
  title: 'Prices from contoso.csv',
  asOf: '2026-11-21',
  currency: 'USD',
  rows: 1003,
  taken: [{ meter: 'vm', name: 'Standard_D4s_v5', regions: ['eastus', 'westeurope'] }],
  kept: 362,
  base: { title: 'Azure list prices', currency: 'USD' },
  skipped: 1000,
  reasons: [
    { because: 'it is a spot price', count: 998, rows: [{ row: 7, what: 'D4s v5 Spot' }] },
    { because: 'it has no region', count: 2, rows: [{ row: 9, what: 'row 9' }] },
  ],
  otherReasons: 0,
  isPart: false,
  newest: '2026-08-01',
  ...said,
});

function shown(said: Partial<PriceReport> = {}) {
  const heard = { ontitle: vi.fn(), onid: vi.fn(), onday: vi.fn() };
  const given = report(said);
  render(PriceImport, { report: given, title: given.title, id: given.id, ...heard });
  return heard;
}
const words = () => document.body.textContent.replace(/\s+/g, ' ');

describe('what a file of prices gives', () => {
  it('is told before it is added: rows read, taken, not used, and what stays', () => {
    shown();
    expect(words()).toContain('1,003 rows read, 1 price taken, 1,000 rows not used. 362 other prices stay as in “Azure list prices”.');
    expect(words()).toContain('Standard_D4s_v5 eastus, westeurope');
    expect(words()).toContain('The newest of its prices holds from 2026-08-01.');
  });

  it('lists the rows that were not used by their reason, and says how many more there are', () => {
    shown({ otherReasons: 4 });
    expect(words()).toContain('998 × it is a spot price');
    expect(words()).toContain('row 7 D4s v5 Spot');
    expect(words()).toContain('and 997 more');
    expect(words()).toContain('And 4 more reasons, each for few rows.');
  });

  it('warns of a part and of another currency, and of nothing else', () => {
    shown();
    expect(words()).not.toContain('The file is');
    document.body.replaceChildren();
    shown({ isPart: true, currency: 'EUR', kept: 0 });
    expect(words()).toContain('The file is a part');
    expect(words()).toContain('The file is in EUR, the prices that ship are in USD.');
  });

  it('asks again for a whole day only', async () => {
    const { onday, ontitle, onid } = shown();
    const day = screen.getByLabelText('Prices as of');
    await fireEvent.input(day, { target: { value: '' } });
    await fireEvent.input(day, { target: { value: '2026-11-21' } });
    await fireEvent.input(day, { target: { value: '2026-10-01' } });
    expect(onday.mock.calls).toEqual([['2026-10-01']]);
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Contract' } });
    await fireEvent.input(screen.getByLabelText('Edition id'), { target: { value: 'contract-1' } });
    expect([ontitle.mock.lastCall, onid.mock.lastCall]).toEqual([['Contract'], ['contract-1']]);
  });
});
