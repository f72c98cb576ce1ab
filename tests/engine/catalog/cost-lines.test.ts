import { describe, expect, it } from 'vitest';
import { meterFor, meterIdsOf } from '#engine/catalog';
import type { UsageValue } from '#engine/plan';
import { book as shippedBook, catalog } from '../../harness/resources.ts';
import { aBook, aPlan, choice, costOf, count, line, meter, metered } from '../../harness/small-catalog.ts';

const book = aBook([meter('d4', 1, { machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16 } }), meter('blob-hot-lrs', 2)]);

describe('the meter of a cost line', () => {
  it('is the one it names', () => {
    expect(meterFor(line('blob-hot-lrs', '1'), {}, book)).toBe('blob-hot-lrs');
  });

  it('has choices filled in', () => {
    expect(meterFor(line('blob-{tier}-{copies}', '1'), { tier: 'hot', copies: 'lrs' }, book)).toBe('blob-hot-lrs');
  });

  it('is not known while a choice is open', () => {
    expect(meterFor(line('blob-{tier}-{copies}', '1'), { tier: 'hot' }, book)).toBeUndefined();
    expect(meterFor(line('blob-{tier}', '1'), { tier: 3 }, book)).toBeUndefined();
  });

  it('is that of the machine size in a field', () => {
    expect(meterFor(line('vm:size', '1'), { size: { sku: 'Standard_D4s_v5' } }, book)).toBe('d4');
    expect(meterFor(line('vm:size', '1'), { size: { sku: 'Standard_Other' } }, book)).toBeUndefined();
    expect(meterFor(line('vm:size', '1'), {}, book)).toBeUndefined();
  });
});

describe('all meters that a cost line can charge', () => {
  const service = metered('blob', [choice('tier', ['hot', 'cool']), choice('copies', ['lrs', 'zrs']), count('runs')], []);

  it('are every combination of choices', () => {
    expect(meterIdsOf(line('blob-{tier}-{copies}', '1'), service)).toEqual([
      'blob-hot-lrs',
      'blob-hot-zrs',
      'blob-cool-lrs',
      'blob-cool-zrs',
    ]);
  });

  it('are none for machine sizes, and none for a field that is no choice', () => {
    expect(meterIdsOf(line('vm:size', '1'), service)).toEqual([]);
    expect(meterIdsOf(line('blob-{runs}', '1'), service)).toEqual([]);
  });
});

describe('storage in the cold and archive tiers', () => {
  const usage = { storedData: '1000 GB', dataRetrieved: '10 GB', writeOperations: 10_000, readOperations: 10_000 };
  const costIn = (accessTier: string, said: Readonly<Record<string, UsageValue>> = {}) =>
    costOf(aPlan({ lake: { service: 'azure-storage', usage: { ...usage, accessTier, ...said } } }), catalog, shippedBook).nodes['lake'];

  it('is not charged at the prices of cool: what has no price is unknown', () => {
    expect(costIn('archive')?.unknown.map(({ title }) => title)).toEqual(['Writes, archive', 'Reads, archive']);
    expect(costIn('archive')?.lines.map(({ meter }) => meter)).toEqual(['blob-archive-lrs', 'blob-archive-retrieval']);
    expect(costIn('cold')?.unknown.map(({ title }) => title)).toEqual(['Writes, cold', 'Reads, cold', 'Data read back, cold']);
    expect(costIn('cool')?.unknown).toEqual([]);
  });

  it('is known where nothing is written and read', () => {
    expect(costIn('archive', { writeOperations: 0, readOperations: 0 })?.unknown).toEqual([]);
  });
});
