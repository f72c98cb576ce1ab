import { UserError } from '../../errors';
import type { Meter, PriceBookFile } from '../price-book';
import { isRegion, regionId } from '../regions';
import { readRows, type NumberedRow, type RetailRow } from './read-rows';

/*
 * Prices from a file that the user has fetched: answers of the Azure Retail Prices API, or a table. The meters of a book say which row
 * they want. Rows that are not wanted, or that could be read in two ways, are listed with their reason and not used. It is one thing,
 * since each reason to refuse a row depends on how meters are matched.
 */

export interface ImportInput {
  readonly text: string;
  /** File name, for the messages and the new book's title. */
  readonly name: string;
  /** The book whose meters are searched. Prices that the file does not have stay unchanged. */
  readonly base: PriceBookFile;
  /** Id of the new book. */
  readonly id: string;
  /** The day of the prices, such as `2026-11-21`: the file does not have it. */
  readonly asOf: string;
}

export interface SkippedRow {
  /** Row number in the file, from 1. */
  readonly row: number;
  readonly what: string;
  readonly because: string;
}

export interface PriceImport {
  readonly book: PriceBookFile;
  readonly rows: number;
  /** Meters with the regions for which this file has a price. */
  readonly taken: readonly { readonly meter: string; readonly regions: readonly string[] }[];
  /** Unused rows, each with its reason. */
  readonly skipped: readonly SkippedRow[];
  /** Skipped rows that were meant to be used: rows that cannot be read, and all of a table that names meters itself. */
  readonly broken: readonly SkippedRow[];
  /** True when the file is incomplete: more rows were not fetched. */
  readonly isPart: boolean;
  /** The newest start of a price's validity. */
  readonly newest: string | undefined;
}

/** @throws UserError when the text is not such a file at all */
export function importPrices({ text, name, base, id, asOf }: ImportInput): PriceImport {
  const { rows, broken, isPart } = readRows(text, name);
  const currencies = [...new Set(rows.map(({ row }) => row.currencyCode))];
  const [currency] = currencies;
  if (currency === undefined || currencies.length > 1)
    throw new UserError(
      currency === undefined ? `"${name}" has no row with a price.` : `"${name}" has prices in ${currencies.join(' and ')}.`,
      'Choose a file of Azure Retail Prices API answers in one currency.',
    );
  const skipped: SkippedRow[] = [...broken];
  const wanted = new Map<string, { readonly meter: Meter; readonly region: string; readonly rows: NumberedRow[] }>();
  /** Numbers of the rows that a meter matches. */
  const asked = new Set<number>();
  for (const numbered of rows) {
    const { row } = numbered;
    const skip = (because: string) => skipped.push({ row: numbered.number, what: wordsOf(row), because });
    const reason = notUsable(row, asOf);
    if (reason !== undefined) {
      skip(reason);
      continue;
    }
    const meters = base.meters.filter((meter) => isWantedBy(meter, row));
    const fitting = meters.filter((meter) => meter.id === row.meter || unitFactor(meter, row) !== undefined);
    const region = regionOf(row);
    if (meters.length > 0) asked.add(numbered.number);
    if (meters.length === 0) skip('no meter of the price book asks for it');
    else if (fitting.length === 0) skip(`its unit is ${row.unitOfMeasure}, and ${meters.map(unitWanted).join(' or ')} is asked for`);
    else if (row.retailPrice === 0 && row.serviceName === 'Virtual Machines') skip('a machine at 0 is a gap in the list, not a price');
    else
      for (const meter of fitting) {
        const key = `${meter.id} ${region}`;
        const entry = wanted.get(key) ?? { meter, region, rows: [] };
        entry.rows.push(numbered);
        wanted.set(key, entry);
      }
  }

  const prices = new Map<string, Map<string, Steps>>();
  for (const { meter, region, rows: some } of wanted.values()) {
    const steps = stepsOf(meter, some);
    const because = typeof steps === 'string' ? steps : inAnotherRegion(meter, region, steps, some);
    if (because !== undefined) for (const { number, row } of some) skipped.push({ row: number, what: wordsOf(row), because });
    if (typeof steps === 'string' || because !== undefined) continue;
    const regions = prices.get(meter.id) ?? new Map<string, Steps>();
    regions.set(region, steps);
    prices.set(meter.id, regions);
  }

  const meters = base.meters.flatMap((meter) => {
    const found = prices.get(meter.id);
    if (found) return withPrices(meter, found, asOf, currency === base.currency);
    // prices in another currency cannot be mixed with these
    return currency === base.currency || meter.unit === 'factor' ? [meter] : [];
  });
  if (prices.size === 0) throw nothingTaken(name, asked, skipped);
  const meant = new Set([...broken.map(({ row }) => row), ...rows.flatMap(({ number, row }) => (row.meter === undefined ? [] : [number]))]);
  return {
    book: {
      ...base,
      id,
      title: `${base.title}, with prices from ${name}`,
      asOf,
      compiled: asOf,
      currency,
      sources: {
        ...base.sources,
        // a table with one meter a row was made by hand, from prices of its author
        [sourceKey]: rows.some(({ row }) => row.meter === undefined && !row.isBill)
          ? { title: `Azure Retail Prices, ${name}`, url: 'https://prices.azure.com/api/retail/prices' }
          : { title: `Prices of ${name}` },
      },
      meters,
    },
    rows: rows.length + broken.length,
    taken: [...prices].map(([meter, regions]) => ({ meter, regions: [...regions.keys()].sort() })),
    skipped: skipped.sort((a, b) => a.row - b.row),
    broken: skipped.filter(({ row }) => meant.has(row)),
    isPart,
    newest: rows
      .map(({ row }) => row.effectiveStartDate.slice(0, 10))
      .reduce<string | undefined>((a, b) => (a !== undefined && a > b ? a : b || a), undefined),
  };
}

const sourceKey = 'imported-prices';

/**
 * Explains why none of the rows that meters match gives a price; other rows belong to services without a meter. @param asked numbers of
 * the matching rows
 */
function nothingTaken(name: string, asked: ReadonlySet<number>, skipped: readonly SkippedRow[]): UserError {
  const [first] = skipped.filter(({ row }) => asked.has(row)).sort((a, b) => a.row - b.row);
  if (!first)
    return new UserError(`"${name}" has no price that the price book asks for.`, 'Fetch the rows of the services that the plan uses.');
  return new UserError(
    `"${name}" has no price that can be used: of row ${first.row} (${first.what}), ${first.because}.`,
    'Each meter needs one row for a region and step, with a price above 0 and in the unit that is asked for.',
  );
}

/** The reason why no plan could be charged by this row; `undefined` if one could. */
function notUsable(row: RetailRow, asOf: string): string | undefined {
  if (row.type !== 'Consumption') return `it is a price of type ${row.type}, not of what is used`;
  if (row.effectiveEndDate !== '' && row.effectiveEndDate.slice(0, 10) < asOf) return `it ended on ${row.effectiveEndDate.slice(0, 10)}`;
  if (row.effectiveStartDate.slice(0, 10) > asOf) return `it holds from ${row.effectiveStartDate.slice(0, 10)} only`;
  if (row.serviceName !== 'Virtual Machines') return undefined;
  const product = row.productName.toLowerCase();
  if (product.includes('windows')) return 'it is with a Windows licence';
  // these are prices with Windows, but do not say so
  if (product.replaceAll(' ', '').includes('cloudservices')) return 'it is of Cloud Services';
  if (product.includes('dedicated host') || product.includes('promo')) return 'it is of a dedicated host or an offer';
  for (const name of [row.skuName, row.meterName]) {
    if (name.endsWith(' Spot')) return 'it is a spot price, which changes every month';
    if (name.endsWith(' Low Priority')) return 'it is a low-priority price';
  }
  return undefined;
}

function isWantedBy({ id, retail }: Meter, row: RetailRow): boolean {
  if (row.meter !== undefined) return row.meter === id;
  if (!retail) return false;
  const same = (asked: string | undefined, got: string) => asked === undefined || asked.toLowerCase() === got.toLowerCase();
  if (row.isBill)
    return (
      same(retail.serviceName, row.serviceName) &&
      same(retail.meterName, row.meterName) &&
      same(retail.armSkuName, row.armSkuName) &&
      (retail.meterName !== undefined || retail.armSkuName !== undefined) &&
      (retail.productName === undefined || retail.productName.toLowerCase().includes(row.productName.toLowerCase()))
    );
  return (
    retail.serviceName === row.serviceName &&
    same(retail.productName, row.productName) &&
    same(retail.skuName, row.skuName) &&
    same(retail.meterName, row.meterName) &&
    same(retail.armSkuName, row.armSkuName) &&
    same(retail.armRegionName, row.armRegionName)
  );
}

/** Price of the unit that a meter asks for, as a multiple of the price of a row's unit; `undefined` if they do not compare. */
function unitFactor({ retail }: Meter, { unitOfMeasure, isBill }: RetailRow): number | undefined {
  if (retail === undefined) return undefined;
  if (retail.unitOfMeasure === unitOfMeasure) return 1;
  const [asked, got] = [countedUnit(retail.unitOfMeasure), countedUnit(unitOfMeasure)];
  // bills of an agreement count in other amounts: 46.00 for 100 hours
  return isBill && asked.of === got.of ? asked.count / got.count : undefined;
}

function countedUnit(unit: string): { readonly count: number; readonly of: string } {
  const [, count = '1', scale = '', of = unit] = /^(\d+)\s?([KM]?)\b\s*(.*)$/.exec(unit) ?? [];
  return { count: Number(count) * (scale === 'K' ? 1e3 : scale === 'M' ? 1e6 : 1), of: of.toLowerCase().replace(/s$/, '') };
}

function unitWanted({ retail, unit }: Meter): string {
  return retail?.unitOfMeasure ?? unit;
}

/** `Global` and an empty region apply everywhere; `Zone 1` is a group of regions. */
function regionOf({ armRegionName }: RetailRow): string {
  const id = regionId(armRegionName);
  if (isRegion(id)) return id;
  const name = id.toLowerCase().replaceAll(' ', '');
  return name === '' ? 'global' : name;
}

interface Steps {
  readonly free: number;
  /** Over the quantity after what is free, in the meter's own unit. */
  readonly tiers: readonly { readonly from: number; readonly price: number }[];
  readonly savingsPlan: Meter['savingsPlan'];
}

/** The steps of a price, or the reason why it has none. */
function stepsOf(meter: Meter, rows: readonly NumberedRow[]): Steps | string {
  // a table that names the meter has its unit
  const [sample] = rows;
  const isNamed = sample?.row.meter !== undefined;
  const perUnit = sample === undefined || isNamed ? 1 : (unitFactor(meter, sample.row) ?? 1);
  const factor = isNamed ? 1 : ((meter.retail?.multiply ?? 1) / (meter.retail?.divide ?? 1)) * perUnit;
  const byStart = new Map<number, number>();
  for (const { row } of rows) {
    const known = byStart.get(row.tierMinimumUnits);
    if (known !== undefined && known !== row.retailPrice)
      return `several rows with different prices fit ${meter.name}: ${[known, row.retailPrice].sort((a, b) => a - b).join(' and ')}${
        row.meter === undefined ? '' : '; the first unit of each step belongs in a column "from"'
      }`;
    byStart.set(row.tierMinimumUnits, row.retailPrice);
  }
  const steps = [...byStart].sort(([a], [b]) => a - b).map(([from, price]) => ({ from: from / factor, price: exact(price * factor) }));
  const [first] = steps;
  if (first?.from !== 0) return 'its first step, from 0, is not in the file';
  const paid = steps.findIndex(({ price }) => price > 0);
  if (paid === -1)
    return meter.price === 0 ? { free: 0, tiers: [{ from: 0, price: 0 }], savingsPlan: undefined } : 'only a free step is in the file';
  const free = steps[paid]?.from ?? 0;
  const plan = rows.find(({ row }) => row.tierMinimumUnits / factor === free)?.row.savingsPlan;
  return {
    free,
    tiers: steps.slice(paid).map(({ from, price }) => ({ from: exact(from - free), price })),
    savingsPlan:
      plan && plan.oneYear > 0 && plan.threeYears > 0
        ? { oneYear: exact(plan.oneYear * factor), threeYears: exact(plan.threeYears * factor) }
        : undefined,
  };
}

/** The reason why a book cannot have these prices in another region than the meter's own. */
function inAnotherRegion(meter: Meter, region: string, { free }: Steps, rows: readonly NumberedRow[]): string | undefined {
  if (region === meter.region) return undefined;
  const everywhere = meter.region === 'global' || meter.region === 'zone1';
  // a table that names the meter means what it says; a row that only matches may be another thing
  if (everywhere && rows.some(({ row }) => row.meter === undefined))
    return `the price book has one price for ${meter.region}, and this is of ${region}`;
  if (free > 0 && meter.free && free !== meter.free.quantity)
    return `${free} are free in ${region}, and ${meter.free.quantity} in the price book`;
  return undefined;
}

/** True if steps are those of the meter in proportion, so that its first price is enough. */
function isProportional(meter: Meter, tiers: Steps['tiers']): boolean {
  const own = meter.tiers ?? [{ from: 0, price: meter.price }];
  const ratio = (tiers[0]?.price ?? 0) / (own[0]?.price || 1);
  return (
    tiers.length === own.length &&
    tiers.every(({ from, price }, at) => from === own[at]?.from && Math.abs(price - (own[at]?.price ?? 0) * ratio) <= 0.02 * price)
  );
}

function withPrices(meter: Meter, found: ReadonlyMap<string, Steps>, asOf: string, keep: boolean): Meter {
  const { tiers: _, savingsPlan: __, regions, regionTiers, ...rest } = meter;
  const others = Object.fromEntries(
    [...found].flatMap(([region, { tiers }]) => (region === meter.region ? [] : [[region, tiers[0]?.price ?? 0]])),
  );
  const base = found.has(meter.region) ? { ...meter, price: 0, tiers: found.get(meter.region)?.tiers as Meter['tiers'] } : meter;
  const steps = {
    ...(keep ? Object.fromEntries(Object.entries(regionTiers ?? {}).filter(([region]) => !found.has(region))) : {}),
    ...Object.fromEntries(
      [...found].flatMap(([region, { tiers }]) => (region === meter.region || isProportional(base, tiers) ? [] : [[region, [...tiers]]])),
    ),
  };
  const own = Object.keys(steps).length > 0 ? { regionTiers: steps } : {};
  // a base price in another currency is not kept: the first region of the file replaces it
  const [firstRegion, firstSteps] = [...found][0] ?? [];
  const home = found.get(meter.region) ?? (keep ? undefined : firstSteps);
  const kept = { ...(keep ? regions : {}), ...others };
  if (!home)
    return {
      ...rest,
      ...(meter.tiers ? { tiers: meter.tiers } : {}),
      ...(meter.savingsPlan ? { savingsPlan: meter.savingsPlan } : {}),
      regions: kept,
      ...own,
    };
  const region = found.has(meter.region) ? meter.region : (firstRegion ?? meter.region);
  return {
    ...rest,
    region,
    price: home.tiers[0]?.price ?? 0,
    ...(home.tiers.length > 1 ? { tiers: [...home.tiers] } : {}),
    ...(home.free > 0 && home.free !== meter.free?.quantity ? { free: { quantity: home.free, note: `${home.free} a month` } } : {}),
    ...(Object.keys(kept).length > 0 ? { regions: kept } : {}),
    ...own,
    ...(home.savingsPlan ? { savingsPlan: home.savingsPlan } : {}),
    source: sourceKey,
    asOf,
    confidence: 'high',
  };
}

/** Removes the digits that multiplying by a power of ten adds at the end. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function wordsOf({ meter, serviceName, productName, skuName, meterName, armRegionName, armSkuName }: RetailRow): string {
  if (meter !== undefined) return [meter, armRegionName].filter(Boolean).join(', ');
  return [productName || serviceName, armSkuName || skuName, meterName, armRegionName].filter(Boolean).join(', ');
}
