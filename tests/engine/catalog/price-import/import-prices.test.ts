import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PriceBook, PriceBookSchema, importPrices, type PriceImport } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { compareBooks } from '#engine/score';
import { book, catalog } from '../../../harness/resources.ts';
import { aBook, aCatalog, aPlan, count, line, meter, metered } from '../../../harness/small-catalog.ts';

const retail = (meterName: string, unitOfMeasure: string) => ({
  serviceName: 'Jobs',
  productName: 'Jobs',
  skuName: 'Standard',
  meterName,
  unitOfMeasure,
});
const base = aBook([
  meter('hour', 2, { retail: retail('Hour', '1 Hour') }),
  meter('calls', 0.2, { retail: { ...retail('Calls', '10'), multiply: 100_000 }, free: { quantity: 1, note: '1 million' } }),
  meter('data', 4, {
    retail: retail('Data', '1 GB'),
    tiers: [
      { from: 0, price: 4 },
      { from: 100, price: 2 },
    ],
  }),
  meter('d4', 3, {
    machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16 },
    retail: { serviceName: 'Virtual Machines', armSkuName: 'Standard_D4s_v5', unitOfMeasure: '1 Hour' },
    savingsPlan: { oneYear: 2, threeYears: 1 },
  }),
  meter('own', 9),
]).file;

const row = (said: Readonly<Record<string, unknown>>) => ({
  currencyCode: 'USD',
  tierMinimumUnits: 0,
  retailPrice: 1,
  armRegionName: 'here',
  effectiveStartDate: '2020-01-01T00:00:00Z',
  serviceName: 'Jobs',
  productName: 'Jobs',
  skuName: 'Standard',
  meterName: 'Hour',
  armSkuName: '',
  unitOfMeasure: '1 Hour',
  type: 'Consumption',
  ...said,
});
const machine = (said: Readonly<Record<string, unknown>>) =>
  row({
    serviceName: 'Virtual Machines',
    productName: 'Virtual Machines Dsv5 Series',
    skuName: 'D4s v5',
    meterName: 'D4s v5',
    armSkuName: 'Standard_D4s_v5',
    ...said,
  });
const answer = (...rows: readonly unknown[]) =>
  JSON.stringify({ BillingCurrency: 'USD', Items: rows, NextPageLink: null, Count: rows.length });
const read = (text: string, said: { readonly asOf?: string } = {}): PriceImport => {
  const result = importPrices({ text, name: 'prices.json', base, id: 'fresh', asOf: '2026-11-21', ...said });
  expect(PriceBookSchema.safeParse(result.book).error).toBeUndefined();
  return result;
};
const meterIn = ({ book: file }: PriceImport, id: string) => file.meters.find((one) => one.id === id);

describe('a file of answers', () => {
  it('gives the meters that ask for its rows their prices, and leaves the others as they were', () => {
    const result = read(answer(row({ retailPrice: 2.5 }), row({ retailPrice: 3.5, armRegionName: 'there' })));
    expect(meterIn(result, 'hour')).toMatchObject({ price: 2.5, regions: { there: 3.5 }, asOf: '2026-11-21', source: 'imported-prices' });
    expect(meterIn(result, 'own')).toEqual(base.meters.at(-1));
    expect(result).toMatchObject({ rows: 2, taken: [{ meter: 'hour', regions: ['here', 'there'] }], skipped: [], isPart: false });
    expect(result.book).toMatchObject({ id: 'fresh', asOf: '2026-11-21', currency: 'USD' });
    expect(result.newest).toBe('2020-01-01');
  });

  it('may be the bare list, several pages in a list, or pages written one behind the other', () => {
    const pages = [answer(row({ retailPrice: 2.5 })), answer(row({ retailPrice: 3.5, armRegionName: 'there' }))];
    for (const text of [
      JSON.stringify([row({ retailPrice: 2.5 }), row({ retailPrice: 3.5, armRegionName: 'there' })]),
      `[${pages.join(',')}]`,
      pages.join('\n'),
    ])
      expect(meterIn(read(text), 'hour')).toMatchObject({ price: 2.5, regions: { there: 3.5 } });
    expect(meterIn(read(`\uFEFF${pages[0] ?? ''}`), 'hour')).toMatchObject({ price: 2.5 });
  });

  it('says when it is a part', () => {
    expect(read(JSON.stringify({ Items: [row({})], NextPageLink: 'https://prices.azure.com/next' })).isPart).toBe(true);
  });

  it('turns its units into those of the meter, and its free step into what is free', () => {
    const result = read(
      answer(
        ...[0, 200_000].map((from) =>
          row({ meterName: 'Calls', unitOfMeasure: '10', tierMinimumUnits: from, retailPrice: from === 0 ? 0 : 0.000003 }),
        ),
      ),
    );
    expect(meterIn(result, 'calls')).toMatchObject({ price: 0.3, free: { quantity: 2, note: '2 a month' } });
  });

  it('keeps a grant that is not among its rows', () => {
    const result = read(answer(row({ meterName: 'Calls', unitOfMeasure: '10', retailPrice: 0.000003 })));
    expect(meterIn(result, 'calls')).toMatchObject({ price: 0.3, free: { quantity: 1 } });
  });

  it('has its steps in any order', () => {
    const steps = [100, 0].map((from) =>
      row({ meterName: 'Data', unitOfMeasure: '1 GB', tierMinimumUnits: from, retailPrice: from === 0 ? 5 : 3 }),
    );
    expect(meterIn(read(answer(...steps)), 'data')).toMatchObject({
      price: 5,
      tiers: [
        { from: 0, price: 5 },
        { from: 100, price: 3 },
      ],
    });
  });

  it('takes the plain Linux row of a machine only', () => {
    const savingsPlan = [
      { unitPrice: 1.5, retailPrice: 1.5, term: '3 Years' },
      { unitPrice: 2.5, retailPrice: 2.5, term: '1 Year' },
    ];
    const result = read(
      answer(
        machine({ retailPrice: 7, productName: 'Virtual Machines Dsv5 Series Windows' }),
        machine({ retailPrice: 7, productName: 'Dsv5 Series Cloud Services' }),
        machine({ retailPrice: 0.7, skuName: 'D4s v5 Spot' }),
        machine({ retailPrice: 0.8, meterName: 'D4s v5 Low Priority' }),
        machine({ retailPrice: 30_000, type: 'Reservation' }),
        machine({ retailPrice: 3.2, savingsPlan }),
        machine({ retailPrice: 0.1, effectiveEndDate: '2026-01-31T23:59:59Z' }),
        machine({ retailPrice: 9.9, effectiveStartDate: '2027-01-01T00:00:00Z' }),
      ),
    );
    expect(meterIn(result, 'd4')).toMatchObject({ price: 3.2, savingsPlan: { oneYear: 2.5, threeYears: 1.5 } });
    expect(result.skipped.map(({ row: number, because }) => [number, because])).toEqual([
      [1, 'it is with a Windows licence'],
      [2, 'it is of Cloud Services'],
      [3, 'it is a spot price, which changes every month'],
      [4, 'it is a low-priority price'],
      [5, 'it is a price of type Reservation, not of what is used'],
      [7, 'it ended on 2026-01-31'],
      [8, 'it holds from 2027-01-01 only'],
    ]);
  });
});

describe('a row that cannot be matched', () => {
  const reasons = (...rows: readonly unknown[]) => read(answer(row({ retailPrice: 2 }), ...rows)).skipped.map(({ because }) => because);

  it.each([
    ['asked for by no meter', [row({ meterName: 'Other' })], ['no meter of the price book asks for it']],
    ['in another unit', [row({ meterName: 'Data', unitOfMeasure: '1 Furlong' })], ['its unit is 1 Furlong, and 1 GB is asked for']],
    ['for a machine at 0', [machine({ retailPrice: 0 })], ['a machine at 0 is a gap in the list, not a price']],
    [
      'without an amount',
      [row({ retailPrice: 'none' })],
      ['its retailPrice cannot be used: "none" is no number; write digits, such as 1500 or 0.5'],
    ],
    [
      'with a decimal comma',
      [row({ retailPrice: '0,25' })],
      ['its retailPrice cannot be used: "0,25" has a decimal comma where a point is the decimal mark; write 0.25'],
    ],
    [
      'that is one or a thousand',
      [row({ retailPrice: '1,000' })],
      ['its retailPrice cannot be used: "1,000" can be read as 1000 or as 1; write the one that is meant'],
    ],
    ['without its service', [row({ serviceName: '' })], ['it has no serviceName']],
    ['that is nothing', [null], ['it is no row of prices']],
    ['only of what is free', [row({ meterName: 'Data', unitOfMeasure: '1 GB', retailPrice: 0 })], ['only a free step is in the file']],
    [
      'of a later step only',
      [row({ meterName: 'Data', unitOfMeasure: '1 GB', tierMinimumUnits: 100 })],
      ['its first step, from 0, is not in the file'],
    ],
  ])('%s is listed with its reason, never guessed', (_, rows, because) => {
    expect(reasons(...rows)).toEqual(because);
  });

  it('for there being two prices takes none of them', () => {
    const result = read(answer(row({ retailPrice: 2 }), machine({ retailPrice: 3.2 }), machine({ retailPrice: 3.4 })));
    expect(meterIn(result, 'd4')?.price).toBe(3);
    expect(result.skipped.map(({ row: number }) => number)).toEqual([2, 3]);
    expect(result.skipped[0]?.because).toContain('several rows with different prices');
    expect(read(answer(machine({ retailPrice: 3.2 }), machine({ retailPrice: 3.2 }))).skipped).toEqual([]);
  });
});

describe('a file that is none', () => {
  it.each([
    ['{"Items": [', 'is not complete JSON'],
    ['{"properties": {"pricesheets": []}}', 'is not a file of prices'],
    ['hello', 'is not a file of prices'],
    ['meter,region,price\nvm-d8s-v5,westeurope,"0,31"', 'has a decimal comma'],
    ['meter;region;price\nvm-d8s-v5;westeurope;0,31', 'has a decimal comma'],
    ['[]', 'has no row with a price'],
    [answer(row({}), row({ currencyCode: 'EUR' })), 'has prices in USD and EUR'],
    [answer(row({ meterName: 'Other' })), 'has no price that the price book asks for'],
    ['[{"unitPrice": 46, "unitOfMeasure": "100 Hours", "meterId": "x"}]', 'is not a file of prices'],
  ])('%j is refused in words', (text, words) => {
    let said: unknown;
    try {
      read(text);
    } catch (error) {
      said = error;
    }
    expect(said).toBeInstanceOf(UserError);
    expect((said as UserError).problem).toContain(words);
  });
});

describe('a table', () => {
  it('names meters of ours, a region and a price', () => {
    const result = read('meter,region,price\r\nhour,here,2.5\r\n"own",there,8\r\nodd,here,1\r\n');
    expect(meterIn(result, 'hour')?.price).toBe(2.5);
    expect(meterIn(result, 'own')?.regions).toEqual({ there: 8 });
    expect(result.skipped).toEqual([{ row: 3, what: 'odd, here', because: 'no meter of the price book asks for it' }]);
  });

  it('may have the columns of the answers, with commas in quotes', () => {
    const columns = Object.keys(row({}));
    const cells = Object.values(row({ retailPrice: 2.5 })).map((value) => `"${String(value)}"`);
    expect(meterIn(read(`${columns.join(',')}\n${cells.join(',')}\n`), 'hour')?.price).toBe(2.5);
  });

  it('in another currency makes a book of that currency, without the prices that it does not have', () => {
    const result = read('meter;region;price;currency\nhour;here;2.2;EUR\n');
    expect(result.book.currency).toBe('EUR');
    expect(result.book.meters.map(({ id }) => id)).toEqual(['hour']);
  });
});

describe('steps', () => {
  const priceThere = (result: PriceImport, id: string) => new PriceBook(result.book).price(id, 'there');

  it('of a region may be others than those of the book, and may be one price', () => {
    const result = read('meter,region,from,price\ndata,there,0,5\ndata,there,40,1\nown,there,,8\n');
    expect(result.skipped).toEqual([]);
    expect(priceThere(result, 'data')?.tiers).toEqual([
      { from: 0, price: 5 },
      { from: 40, price: 1 },
    ]);
    expect(new PriceBook(result.book).price('data', 'here')?.tiers).toEqual([
      { from: 0, price: 4 },
      { from: 100, price: 2 },
    ]);
    expect(PriceBookSchema.safeParse(result.book).error).toBeUndefined();
    expect(priceThere(read('meter,region,price\ndata,there,3\n'), 'data')?.tiers).toEqual([{ from: 0, price: 3 }]);
    expect(priceThere(read(answer(row({ meterName: 'Data', unitOfMeasure: '1 GB', armRegionName: 'there' }))), 'data')?.price).toBe(1);
  });

  it('in proportion to those of the book need no list of their own, and stay in proportion', () => {
    const result = read('meter,region,from,price\ndata,there,0,8\ndata,there,100,4\n');
    expect(meterIn(result, 'data')?.regionTiers).toBeUndefined();
    expect(priceThere(result, 'data')?.tiers).toEqual([
      { from: 0, price: 8 },
      { from: 100, price: 4 },
    ]);
    // a later file changes the steps here, and keeps those there
    const later = importPrices({
      text: 'meter,region,price\ndata,here,7\n',
      name: 'later.csv',
      base: read('meter,region,price\ndata,there,3\n').book,
      id: 'later',
      asOf: '2026-11-21',
    });
    expect(priceThere(later, 'data')?.tiers).toEqual([{ from: 0, price: 3 }]);
    expect(new PriceBook(later.book).price('data', 'here')?.tiers).toEqual([{ from: 0, price: 7 }]);
  });

  it('without their first units are told where these belong', () => {
    expect(() => read('meter,region,price\ndata,here,4\ndata,here,2\n')).toThrow(/the first unit of each step belongs in a column "from"/);
  });
});

describe('a table of prices', () => {
  it('has the unit of the meter, not that of the answers', () => {
    expect(meterIn(read('meter,region,price\ncalls,here,0.3\n'), 'calls')?.price).toBe(0.3);
  });

  it('may be separated by tabs, and its titles written in any way', () => {
    expect(meterIn(read('Meter\tREGION\tPrice\nhour\there\t2.5\n'), 'hour')?.price).toBe(2.5);
    const spaced = 'Service Name,Product_Name,SKU Name,Meter Name,Unit Of Measure,Type,Currency Code,Retail Price,ARM Region Name';
    expect(meterIn(read(`${spaced}\nJobs,Jobs,Standard,Hour,1 Hour,Consumption,USD,2.5,here\n`), 'hour')?.price).toBe(2.5);
  });

  it('names a region as Azure does, and may have one for a meter that has one price everywhere', () => {
    const everywhere = aBook([meter('seat', 5, { region: 'global' })]).file;
    const result = importPrices({
      text: 'meter,region,price\nseat,(Europe) West Europe,4\n',
      name: 'ours.csv',
      base: everywhere,
      id: 'ours',
      asOf: '2026-11-21',
    });
    expect(meterIn(result, 'seat')?.regions).toEqual({ westeurope: 4 });
    const ours = new PriceBook(result.book);
    expect([ours.price('seat', 'westeurope')?.price, ours.price('seat', 'eastus')?.price]).toEqual([4, 5]);
    expect(ours.price('seat', 'eastus')?.substituted).toBe(false);
  });
});

describe('an export of Cost Management', () => {
  const actual = (...lines: readonly string[]) =>
    [
      'MeterCategory,MeterSubCategory,MeterRegion,MeterName,Quantity,EffectivePrice,UnitPrice,BillingCurrency,ResourceLocation,AdditionalInfo,UnitOfMeasure,ChargeType,PricingModel',
      ...lines,
    ].join('\n');

  it('of actual costs has prices of the agreement, by the names and units of the bill', () => {
    const result = read(
      actual(
        'Jobs,Jobs,US East 2,Hour,3,1.5,1.8,USD,EastUS2,,1 Hour,Usage,OnDemand',
        'Virtual Machines,Dsv5 Series,US East 2,D4s v5,3,0,250,USD,EastUS2,"{""ServiceType"":""Standard_D4s_v5"",""VCPUs"":4}",100 Hours,Usage,OnDemand',
        'Jobs,Jobs,US East 2,Hour,3,0.1,0.1,USD,EastUS2,,1 Hour,Usage,Spot',
        'Jobs,Jobs,US East 2,Hour,3,0.1,0.1,USD,EastUS2,,1 Hour,Purchase,Reservation',
        'Jobs,Other,US East 2,Hour,3,0.1,0.1,USD,EastUS2,,1 Hour,Usage,OnDemand',
        'Jobs,Jobs,US East 2,Data,3,4,4,USD,EastUS2,,1 Furlong,Usage,OnDemand',
      ),
    );
    expect(meterIn(result, 'hour')?.regions).toEqual({ eastus2: 1.8 });
    expect(meterIn(result, 'd4')?.regions).toEqual({ eastus2: 2.5 });
    expect(result.skipped.map(({ because }) => because)).toEqual([
      'it is a price of type Spot, not of what is used',
      'it is a price of type Purchase, not of what is used',
      'no meter of the price book asks for it',
      'its unit is 1 Furlong, and 1 GB is asked for',
    ]);
    expect(result.book.sources['imported-prices']).toEqual({ title: 'Prices of prices.json' });
  });

  it('of FOCUS has them too', () => {
    const result = read(
      [
        'BillingCurrency,ChargeCategory,ContractedUnitPrice,ListUnitPrice,PricingCategory,PricingUnit,RegionId,x_SkuMeterCategory,x_SkuMeterName,x_SkuMeterSubcategory,x_PricingUnitDescription',
        'USD,Usage,1.7,2,Standard,1 Hour,eastus2,Jobs,Hour,Jobs,1 Hour',
        'USD,Usage,0.7,2,Committed,1 Hour,eastus2,Jobs,Hour,Jobs,1 Hour',
      ].join('\n'),
    );
    expect(meterIn(result, 'hour')?.regions).toEqual({ eastus2: 1.7 });
    expect(result.skipped.map(({ because }) => because)).toEqual(['it is a price of type Committed, not of what is used']);
  });
});

describe('two editions of the prices', () => {
  const services = aCatalog(
    metered('job', [count('hours')], [line('hour', 'hours', { title: 'Hours' })]),
    metered('odd', [], [line('own', '1.0')]),
  );
  const plan = aPlan({
    big: { service: 'job', usage: { hours: 100 } },
    small: { service: 'job', usage: { hours: 1 } },
    still: { service: 'odd' },
  });

  it('differ node by node, and change nothing', () => {
    const fresh = new PriceBook(read(answer(row({ retailPrice: 2.5 }))).book);
    const comparison = compareBooks(plan, services, new PriceBook(base), fresh);
    expect(comparison).toMatchObject({ from: { id: 'test-2026', likely: 211 }, to: { id: 'fresh', likely: 261.5 }, difference: 50.5 });
    expect(comparison.nodes).toEqual([
      {
        node: 'big',
        from: 200,
        to: 250,
        difference: 50,
        unknownBefore: false,
        unknownAfter: false,
        meters: [{ meter: 'hour', title: 'Hours', from: 2, to: 2.5 }],
      },
      {
        node: 'small',
        from: 2,
        to: 2.5,
        difference: 0.5,
        unknownBefore: false,
        unknownAfter: false,
        meters: [{ meter: 'hour', title: 'Hours', from: 2, to: 2.5 }],
      },
    ]);
  });

  it('in two currencies have no difference, and what one does not know is told', () => {
    const fresh = new PriceBook(read('meter,region,price,currency\nhour,here,2.2,EUR\n').book);
    const comparison = compareBooks(plan, services, new PriceBook(base), fresh);
    expect(comparison.difference).toBeUndefined();
    expect(comparison.nodes.find(({ node }) => node === 'still')).toMatchObject({ unknownBefore: false, unknownAfter: true });
  });

  it('have no difference where one knows what the other does not', () => {
    const less = aBook(base.meters.filter(({ id }) => id !== 'own'));
    const comparison = compareBooks(plan, services, new PriceBook(base), less);
    expect(comparison).toMatchObject({ from: { unknown: 0 }, to: { unknown: 1 }, difference: undefined });
    expect(comparison.nodes).toMatchObject([{ node: 'still', from: 9, to: 0, difference: undefined, unknownAfter: true }]);
  });

  it('in another region differ by the prices there', () => {
    const both = new PriceBook(read(answer(row({ retailPrice: 2 }), row({ retailPrice: 3, armRegionName: 'there' }))).book);
    const there = { ...plan, context: { ...plan.context, region: 'there' } };
    expect(compareBooks(plan, services, both, both, there)).toMatchObject({
      difference: 101,
      nodes: [
        { node: 'big', from: 200, to: 300, difference: 100 },
        { node: 'small', from: 2, to: 3, difference: 1 },
      ],
    });
  });

  it('that are the same have none', () => {
    expect(compareBooks(plan, services, new PriceBook(base), new PriceBook(base))).toMatchObject({ difference: 0, nodes: [] });
  });
});

const samples = join(import.meta.dirname, '../../../../../shared/samples/retail-prices');
/* Real answers stand beside the project, not in it. */
describe.skipIf(!existsSync(samples))('real answers (skipped where the samples are not there)', () => {
  const load = (file: string, asOf: string) =>
    importPrices({ text: readFileSync(join(samples, file), 'utf8'), name: file, base: book.file, id: 'real', asOf });

  it('of AKS: both paid tiers', () => {
    const result = load('aks-eastus2-2026-01.json', '2026-01-15');
    expect(meterIn(result, 'aks-standard-tier')?.price).toBe(0.1);
    expect(meterIn(result, 'aks-premium-tier')?.price).toBe(0.6);
  });

  it('of Functions: units of ten, free first steps', () => {
    const result = load('functions-eastus2-2026-01.json', '2026-01-15');
    expect(meterIn(result, 'functions-executions')).toMatchObject({ price: 0.2, free: { quantity: 1 } });
    expect(meterIn(result, 'functions-execution-time')).toMatchObject({ price: 0.000016, free: { quantity: 400_000 } });
  });

  it('of Log Analytics: the regional price with its free step, not the old meter', () => {
    expect(meterIn(load('log-analytics-eastus2-2026-08.json', '2026-08-15'), 'log-analytics-ingestion')).toMatchObject({
      price: 2.76,
      free: { quantity: 5 },
    });
  });

  it('of Container Registry: days', () => {
    const result = load('container-registry-eastus2-2026-08.json', '2026-08-15');
    expect(meterIn(result, 'acr-basic')?.price).toBe(0.1666);
    expect(meterIn(result, 'acr-tasks')).toMatchObject({ price: 0.0001, free: { quantity: 6000 } });
  });

  it('of machines: a page of several, plain Linux rows only', () => {
    const result = load('virtual-machines-eastus2-page1-2026-01.json', '2026-01-15');
    expect(result).toMatchObject({ rows: 1000, isPart: true });
    const priceOf = (id: string) => {
      const one = meterIn(result, id);
      return one?.region === 'eastus2' ? one.price : one?.regions?.['eastus2'];
    };
    expect(result.taken.map(({ meter: id }) => id)).toContain('vm-d4s-v3');
    expect(priceOf('vm-d4s-v3')).toBe(0.192);
    expect(result.taken.map(({ meter: id }) => id)).not.toContain('vm-d4s-v5');
    // every row is used or listed
    const used = result.taken.reduce((sum, { regions }) => sum + regions.length, 0);
    expect(result.skipped.length + used).toBe(1000);
  });

  it('of reservations: a price for the whole term is no hourly price', () => {
    expect(() => load('reservation-d8v4-westeurope-2022-03.json', '2022-03-15')).toThrow(UserError);
  });

  it('of one meter for four sizes: each size by its own name', () => {
    const result = load('shared-meter-e16-e32-eastus-2022-03.json', '2022-03-15');
    expect(result.taken).toEqual([
      { meter: 'vm-e16s-v3', regions: ['eastus'] },
      { meter: 'vm-e32s-v3', regions: ['eastus'] },
    ]);
    expect([meterIn(result, 'vm-e16s-v3')?.price, meterIn(result, 'vm-e32s-v3')?.price]).toEqual([1.008, 2.016]);
    expect(result.skipped).toHaveLength(6);
  });

  it('are books that a plan can be costed with', () => {
    const fresh = new PriceBook(load('aks-eastus2-2026-01.json', '2026-01-15').book);
    const plan = aPlan({ cluster: { service: 'azure-kubernetes-service', usage: { nodes: 3 } } });
    expect(compareBooks(plan, catalog, book, fresh).difference).toBeCloseTo(0, 6);
  });
});
