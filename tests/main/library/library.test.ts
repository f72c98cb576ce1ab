import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { saveAtomically, type SaveText } from '#disk';
import type { PriceBookFile } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { emptyPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { comparePrices, judge } from '../../../src/main/evaluation.ts';
import { Library } from '../../../src/main/library/library.ts';
import { PriceBookFiles } from '../../../src/main/library/price-book-files.ts';
import { ownFolder } from '../../harness/folder.ts';
import { scoring } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, count, line, meter, metered } from '../../harness/small-catalog.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const services = aCatalog(metered('job', [count('hours')], [line('hour', 'hours')]));
const september = aBook([meter('hour', 2)], { id: 'azure-2026-09', asOf: '2026-09' });
const march = aBook([meter('hour', 1)], { id: 'azure-2026-03', asOf: '2026-03' });
const own: PriceBookFile = aBook([meter('hour', 3)], { id: 'contoso-1', title: 'Contoso', asOf: '2026-11-21' }).file;
const loaded = { book: own, from: 'contoso.csv', on: '2026-11-22' };
const today = '2026-11-22';

function made({ folder = join(ownFolder(), 'price-books'), save = saveAtomically as SaveText } = {}) {
  const files = new PriceBookFiles(folder, save);
  return { folder, library: new Library({ catalog: services, books: [september, march], scoring, rules }, files) };
}

const planned = (priceBook?: string): Plan =>
  aPlan({ one: { service: 'job', usage: { hours: 10 } } }, [], {
    context: { ...emptyPlan('').context, ...(priceBook === undefined ? {} : { priceBook }) },
  });
const costOf = (library: Library, plan: Plan) => judge(plan, library.judgement(plan), today).cost;
const editionFindings = (library: Library, plan: Plan) =>
  judge(plan, library.judgement(plan), today).findings.filter(({ rule }) => rule === 'price-book-edition');

describe('a plan is costed', () => {
  it('with the newest book that ships when it names none, whatever was loaded', async () => {
    const { library } = made();
    await library.add(loaded);
    expect(costOf(library, planned())).toMatchObject({ priceBook: { id: 'azure-2026-09' }, monthly: { likely: 20 } });
  });

  it('with the book that it names, older or loaded, and nothing is said of it', async () => {
    const { library } = made();
    await library.add(loaded);
    expect(costOf(library, planned('azure-2026-03')).monthly.likely).toBe(10);
    expect(costOf(library, planned('contoso-1')).monthly.likely).toBe(30);
    expect(editionFindings(library, planned('contoso-1'))).toEqual([]);
  });

  it('with the newest when it names one that there is not, and a finding says so', () => {
    const { library } = made();
    expect(costOf(library, planned('contoso-1')).monthly.likely).toBe(20);
    expect(editionFindings(library, planned('contoso-1'))[0]?.message).toContain('those of "azure-2026-09"');
  });

  it('with a book of its own day again when it is removed', async () => {
    const { library } = made();
    await library.add(loaded);
    await library.remove('contoso-1');
    expect(costOf(library, planned('contoso-1')).monthly.likely).toBe(20);
  });
});

describe('what other prices would make of a plan', () => {
  it('is told against the book that it is costed with, and changes nothing', async () => {
    const { library } = made();
    await library.add(loaded);
    const plan = planned('azure-2026-03');
    expect(comparePrices(plan, library, 'contoso-1')).toMatchObject({
      from: { id: 'azure-2026-03', likely: 10 },
      to: { id: 'contoso-1', likely: 30 },
      difference: 20,
      nodes: [{ node: 'one', from: 10, to: 30 }],
    });
    expect(plan).toEqual(planned('azure-2026-03'));
  });

  it('is nothing for a book that there is not', () => {
    expect(comparePrices(planned(), made().library, 'contoso-1')).toBeUndefined();
  });
});

describe('the library', () => {
  it('makes no folder before there is something to keep', async () => {
    const { folder, library } = made();
    expect(await library.load()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('lists its books newest first, and says where each is from', async () => {
    const { library } = made();
    await library.add(loaded);
    expect(library.books.map(({ book, loaded: from }) => [book.id, from])).toEqual([
      ['contoso-1', { from: 'contoso.csv', on: '2026-11-22' }],
      ['azure-2026-09', undefined],
      ['azure-2026-03', undefined],
    ]);
  });

  it('has what was loaded after a restart', async () => {
    const { folder, library } = made();
    await library.add(loaded);
    const again = made({ folder }).library;
    expect(await again.load()).toEqual([]);
    expect(again.book('contoso-1')).toMatchObject({ book: { title: 'Contoso' }, loaded: { from: 'contoso.csv', on: '2026-11-22' } });
    await again.remove('contoso-1');
    expect(readdirSync(folder)).toEqual([]);
    expect(made({ folder }).library.book('contoso-1')).toBeUndefined();
  });

  it('tells of every change, until nobody listens', async () => {
    const { library } = made();
    const heard: number[] = [];
    const stop = library.onChange(() => heard.push(library.books.length));
    await library.add(loaded);
    await library.remove('contoso-1');
    stop();
    await library.add(loaded);
    expect(heard).toEqual([3, 2]);
  });

  it('takes no id twice, and removes nothing that ships', async () => {
    const { library } = made();
    await library.add(loaded);
    await expect(library.add(loaded)).rejects.toThrow(/"contoso-1" already/);
    await expect(library.add({ ...loaded, book: { ...own, id: 'azure-2026-03' } })).rejects.toBeInstanceOf(UserError);
    await expect(library.remove('azure-2026-09')).rejects.toThrow(/ship with Pipedraft/);
    expect(library.books).toHaveLength(3);
  });

  it('is as it was when a book cannot be written', async () => {
    const heard: string[] = [];
    const { library } = made({ save: () => Promise.reject(new UserError('The disk is full.', 'Make room.')) });
    library.onChange(() => heard.push('changed'));
    await expect(library.add(loaded)).rejects.toThrow('The disk is full.');
    expect(library.book('contoso-1')).toBeUndefined();
    expect(heard).toEqual([]);
  });

  it('prefers an edition that ships to a loaded one of the same id', async () => {
    const { folder, library } = made();
    await library.add({ ...loaded, book: { ...own, id: 'azure-2026-12' } });
    const december = aBook([meter('hour', 7)], { id: 'azure-2026-12', asOf: '2026-12' });
    const later = new Library(
      { catalog: services, books: [december, september], scoring, rules },
      new PriceBookFiles(folder, saveAtomically),
    );
    await later.load();
    expect(later.book('azure-2026-12')?.loaded).toBeUndefined();
    expect(later.books).toHaveLength(2);
  });

  it.each([
    ['torn', '{"version": 1, "from": "a.cs'],
    ['empty', ''],
    ['binary', Buffer.from([0xff, 0x00, 0x80])],
    ['no price book', '{"version": 1, "from": "a.csv", "on": "2026-11-22", "book": {"id": "broken"}}'],
    ['of another version', '{"version": 2}'],
  ])('sets a file aside that is %s, says so, and has the others', async (_, content) => {
    const { folder, library } = made();
    await library.add(loaded);
    const file = join(folder, 'prices-broken.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const again = made({ folder }).library;
    const told = await again.load();
    expect(told).toHaveLength(1);
    expect(told[0]?.fix).toContain(`${file}.broken`);
    expect(readFileSync(`${file}.broken`)).toEqual(Buffer.from(content as string));
    expect(again.book('contoso-1')).toBeDefined();
  });

  it('leaves a file alone that holds another book than its name says', async () => {
    const { folder, library } = made();
    await library.add(loaded);
    writeFileSync(join(folder, 'prices-copy.json'), readFileSync(join(folder, 'prices-contoso-1.json')));
    const again = made({ folder }).library;
    expect(await again.load()).toHaveLength(1);
    expect(again.books).toHaveLength(3);
    expect(readdirSync(folder).sort()).toEqual(['prices-contoso-1.json', 'prices-copy.json']);
  });
});
