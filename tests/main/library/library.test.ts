import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { saveAtomically, type SaveText } from '#disk';
import type { PriceBook, PriceBookFile } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { emptyPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { comparePrices, evaluatePlan } from '../../../src/main/evaluation/evaluate-plan.ts';
import { Library } from '../../../src/main/library/library.ts';
import { packFiles, type LoadedPack } from '../../../src/main/library/pack-files.ts';
import { PacketOrganisation } from '../../../src/main/output/organisation.ts';
import { priceBookFiles } from '../../../src/main/library/price-book-files.ts';
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

const icons = new Set(['circle']);
const libraryOf = (books: readonly [PriceBook, ...PriceBook[]], folder: string, save: SaveText = saveAtomically) =>
  new Library(
    { catalog: services, books, scoring, rules, icons },
    priceBookFiles(folder, save),
    packFiles(join(folder, '..', 'packs'), save),
  );

function made({ folder = join(ownFolder(), 'price-books'), save = saveAtomically as SaveText } = {}) {
  return { folder, library: libraryOf([september, march], folder, save) };
}

const planned = (priceBook?: string): Plan =>
  aPlan({ one: { service: 'job', usage: { hours: 10 } } }, [], {
    context: { ...emptyPlan('').context, ...(priceBook === undefined ? {} : { priceBook }) },
  });
const costOf = (library: Library, plan: Plan) => evaluatePlan(plan, library.basis(plan), today).cost;
const editionFindings = (library: Library, plan: Plan) =>
  evaluatePlan(plan, library.basis(plan), today).findings.filter(({ rule }) => rule === 'price-book-edition');

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
    const later = libraryOf([december, september], folder);
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

describe('a pack', () => {
  it('says whose packets they are, in the place of the settings, and after a new start too', async () => {
    const { library, folder } = made();
    const own = { data: 'AAAA', grey: 'BBBB', width: 3, height: 1 };
    const organisation = new PacketOrganisation(library);
    expect(organisation.set({ name: 'Set here', logo: own })).toEqual({ name: null, logo: null });
    expect(organisation.current).toEqual({ name: 'Set here', logo: own });
    const packed = (id: string, words: string, more: Partial<LoadedPack> = {}): LoadedPack => ({
      id,
      from: `/packs/${id}`,
      on: '2026-11-22',
      faults: [],
      files: [{ path: 'pipedraft.pack.yaml', text: `pack: 1\nid: ${id}\nname: Pack ${id}\nversion: "1"\n${words}` }],
      ...more,
    });
    const logo = { ...own, data: 'CCCC' };
    await library.addPack(packed('a', 'organisation: {name: Of pack a, logo: logo.png}\n', { logo }));
    await library.addPack(packed('b', 'organisation: {name: Of pack b}\n'));
    await library.addPack(packed('c', ''));
    expect(organisation.current).toEqual({ name: 'Of pack b', logo });
    expect(organisation.set({ name: 'Set here' })).toEqual({ name: 'Pack b', logo: 'Pack a' });
    const again = libraryOf([september, march], folder);
    await again.load();
    expect(new PacketOrganisation(again).current).toEqual({ name: 'Of pack b', logo });
    await library.removePack('a');
    await library.removePack('b');
    expect(organisation.current).toEqual({ name: 'Set here' });
  });

  const packOf = (version: string, price: number): LoadedPack => ({
    id: 'contoso',
    from: '/packs/contoso',
    on: today,
    files: [
      { path: 'pipedraft.pack.yaml', text: `pack: 1\nid: contoso\nname: Contoso\nversion: "${version}"\n` },
      { path: 'prices/own.csv', text: `meter,region,price\nhour,westeurope,${price}\n` },
      {
        path: 'rules/no-jobs.yaml',
        text: 'id: no-jobs\ntitle: No jobs\nseverity: error\nfor: node\nholds: node.service.id != "job"\nmessage: "{node.title} is a job."\nwhy: W\n',
      },
    ],
    faults: [],
  });
  const elsewhere: Plan = { ...planned(), context: { region: 'westeurope' } };
  const found = (library: Library) =>
    evaluatePlan(elsewhere, library.basis(elsewhere), today).findings.filter(({ rule }) => rule === 'no-jobs').length;

  it('counts for every plan and price book, until it is removed', async () => {
    const { library } = made();
    const heard: string[] = [];
    library.onChange(() => heard.push('changed'));
    const before = library.basis(elsewhere);
    await library.addPack(packOf('1', 5));
    expect(found(library)).toBe(1);
    expect(library.basis(elsewhere)).toBe(library.basis(elsewhere)); // so that windows see when it changes
    expect(library.basis(elsewhere)).not.toBe(before);
    expect(costOf(library, elsewhere).monthly.likely).toBe(50);
    expect(costOf(library, { ...elsewhere, context: { region: 'westeurope', priceBook: 'azure-2026-03' } }).monthly.likely).toBe(50);
    expect(comparePrices(elsewhere, library, 'azure-2026-03')?.difference).toBe(0);
    await library.removePack('contoso');
    expect(found(library)).toBe(0);
    expect(heard).toHaveLength(2);
  });

  it('is there in the next session, and a newer one takes its place', async () => {
    const { folder, library } = made();
    await library.addPack(packOf('1', 5));
    expect(library.preview(packOf('2', 6), 'contoso').faults).toEqual([]);
    await library.addPack(packOf('2', 6));
    const again = made({ folder }).library;
    expect(await again.load()).toEqual([]);
    expect(again.packs.map(({ report }) => report.pack?.version)).toEqual(['2']);
    expect(costOf(again, elsewhere).monthly.likely).toBe(60);
  });

  it('is looked at before it is added, and changes nothing by that', () => {
    const { library } = made();
    const before = library.basis(elsewhere);
    expect(library.preview(packOf('1', 5), undefined)).toMatchObject({ pack: { id: 'contoso' }, meters: ['hour'], faults: [] });
    expect(library.basis(elsewhere)).toBe(before);
  });
});
