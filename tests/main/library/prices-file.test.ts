import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { UserError } from '#engine/errors';
import { importFile, readPricesFile, reportOf } from '../../../src/main/library/prices-file.ts';
import { ownFolder } from '../../harness/folder.ts';
import { book } from '../../harness/resources.ts';
import { aBook, meter } from '../../harness/small-catalog.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const base = aBook([meter('hour', 2), meter('data', 1)]).file;
const none: ReadonlySet<string> = new Set();

function written(name: string, content: string | Uint8Array): string {
  const file = join(ownFolder(), name);
  writeFileSync(file, content);
  return file;
}

const looked = async (name: string, text: string, taken = none) => {
  const read = await readPricesFile(written(name, text));
  return reportOf(importFile(read, base, '2026-11-21', taken), read.name, base);
};

describe('a file of prices', () => {
  it('is told before it is added: what was taken, and every row that was not, by its reason', async () => {
    const rows = ['hour,here,2.5', 'hour,there,2.75', 'minute,here,1', 'second,here,1', 'data,here,many'];
    expect(await looked('Contoso Prices 2026.csv', `meter,region,price\n${rows.join('\n')}\n`)).toEqual({
      file: 'Contoso Prices 2026.csv',
      id: 'contoso-prices-2026-2026-11-21',
      title: 'Prices from Contoso Prices 2026.csv',
      asOf: '2026-11-21',
      currency: 'USD',
      rows: 5,
      taken: [{ meter: 'hour', name: 'hour', regions: ['here', 'there'] }],
      kept: 1,
      base: { title: 'Prices of a test', currency: 'USD' },
      skipped: 3,
      reasons: [
        {
          because: 'no meter of the price book asks for it',
          count: 2,
          rows: [
            { row: 3, what: 'minute, here' },
            { row: 4, what: 'second, here' },
          ],
        },
        {
          because: 'its price cannot be used: "many" is no number; write digits, such as 1500 or 0.5',
          count: 1,
          rows: [{ row: 5, what: 'row 5' }],
        },
      ],
      otherReasons: 0,
      isPart: false,
      newest: null,
    });
  });

  it('gets an id that is not taken, whatever its name', async () => {
    const text = 'meter,region,price\nhour,here,1\n';
    expect((await looked('prices.csv', text, new Set(['prices-2026-11-21']))).id).toBe('prices-2026-11-21-2');
    expect((await looked('価格.csv', text)).id).toBe('prices-2026-11-21');
    expect((await looked('Prämien & Preise.csv', text)).id).toBe('pramien-preise-2026-11-21');
  });

  it('in another currency keeps nothing of the book that it is laid upon', async () => {
    expect(await looked('euro.csv', 'meter,region,price,currency\nhour,here,2,EUR\n')).toMatchObject({ currency: 'EUR', kept: 0 });
  });

  it('lists no more rows than a person looks at, and counts all', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => `unknown-${at},here,1`);
    const { reasons, skipped } = await looked('many.csv', `meter,region,price\nhour,here,1\n${rows.join('\n')}\n`);
    expect([skipped, reasons[0]?.count, reasons[0]?.rows.length]).toEqual([1000, 1000, 200]);
  });

  it('that is made by hand names no page as its source', async () => {
    const read = await readPricesFile(written('own.csv', 'meter,region,price\nhour,here,1\n'));
    const { book: made } = importFile(read, base, '2026-11-21', none);
    expect(made.sources['imported-prices']).toEqual({ title: 'Prices of own.csv' });
  });
});

describe('a file that holds no prices', () => {
  it.each([
    ['nothing', 'prices.csv', ''],
    ['words', 'prices.csv', 'These are no prices.\n'],
    ['half an answer', 'prices.json', '{"Items": [{"currencyCode": "USD"'],
    ['another document', 'prices.json', '{"hello": 1}'],
    ['rows that are all broken', 'prices.csv', 'meter,region,price\nhour,here,many\n'],
    ['a head without rows', 'prices.csv', 'meter,region,price\n'],
    ['prices that nobody asks for', 'prices.csv', 'meter,region,price\nminute,here,1\n'],
    ['two currencies', 'prices.csv', 'meter,region,price,currency\nhour,here,1,EUR\ndata,here,1,USD\n'],
    ['bytes', 'prices.csv', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00])],
    ['UTF-16', 'prices.csv', Buffer.from('\ufeffmeter,region,price\n', 'utf16le')],
  ])('is refused in words: %s', async (_, name, content) => {
    const file = written(name, content);
    const reading = readPricesFile(file).then((read) => importFile(read, base, '2026-11-21', none));
    await expect(reading).rejects.toBeInstanceOf(UserError);
    await expect(reading).rejects.toThrow(`"${name}"`);
    expect(readdirSync(join(file, '..'))).toEqual([name]);
  });

  it('is refused before it is read when it is too large', async () => {
    const file = written('huge.csv', '');
    truncateSync(file, 129 * 1024 * 1024);
    await expect(readPricesFile(file)).rejects.toThrow('"huge.csv" is too large: 129 MB, and 128 MB can be read.');
  });

  it('is refused when it is not there', async () => {
    await expect(readPricesFile('/nowhere/prices.csv')).rejects.toBeInstanceOf(UserError);
  });
});

const samples = join(import.meta.dirname, '../../../../shared/samples/retail-prices');

describe.skipIf(!existsSync(samples))('real answers of the Azure Retail Prices API (kept beside the project; skipped without them)', () => {
  it.each(existsSync(samples) ? readdirSync(samples).filter((name) => name.endsWith('.json')) : [])(
    '%s: each row is taken or listed with its reason',
    async (name) => {
      const read = await readPricesFile(join(samples, name));
      const reading = () => reportOf(importFile(read, book.file, '2026-11-21', none), read.name, book.file);
      if (name.startsWith('reservation')) {
        expect(reading).toThrow(UserError); // nothing in them is a price of what is used
        return;
      }
      const { rows, skipped, reasons, taken } = reading();
      expect(taken.length).toBeGreaterThan(0);
      expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(skipped);
      expect(skipped).toBeLessThan(rows);
    },
  );
});
