import { UserError } from '../../errors';
import { figure, fileMarks } from '../../format';
import { outOfBounds, readNumber } from '../../plan';
import { fromBill, isBillHead } from './bill-rows';
import { parseCsv } from './csv';

/** A row in use: from an answer of the Azure Retail Prices API, or from a table with one meter a row. */
export interface RetailRow {
  /** Id of the meter, in a table of our own; all names are empty then. */
  readonly meter?: string;
  readonly currencyCode: string;
  readonly tierMinimumUnits: number;
  readonly retailPrice: number;
  readonly armRegionName: string;
  readonly effectiveStartDate: string;
  readonly effectiveEndDate: string;
  readonly serviceName: string;
  readonly productName: string;
  readonly skuName: string;
  readonly meterName: string;
  readonly armSkuName: string;
  readonly unitOfMeasure: string;
  readonly type: string;
  /** True for a row of a bill: its prices are those of the agreement, and its names those of Cost Management. */
  readonly isBill?: true;
  readonly savingsPlan?: { readonly oneYear: number; readonly threeYears: number };
}

export interface NumberedRow {
  readonly number: number;
  readonly row: RetailRow;
}

export interface Rows {
  readonly rows: readonly NumberedRow[];
  readonly broken: readonly { readonly row: number; readonly what: string; readonly because: string }[];
  /** True when the answer names a next page that is not in the file. */
  readonly isPart: boolean;
}

const mostCharacters = 128 * 1024 * 1024;
const mostRows = 500_000;
/** The smallest prices are of a single operation. */
const priceLimits = { most: 1e12, least: 1e-15 };

/** Reads JSON in the form of the API's answer, one page or several, or a table with commas. */
export function readRows(text: string, name: string): Rows {
  if (text.length > mostCharacters) throw tooLarge(name);
  const plain = text.replace(/^\uFEFF/, '').trim();
  const { records, isPart } = /^[[{]/.test(plain) ? fromJson(plain, name) : { records: fromCsv(plain, name), isPart: false };
  if (records.length > mostRows) throw tooLarge(name);
  const rows: NumberedRow[] = [];
  const broken: { row: number; what: string; because: string }[] = [];
  records.forEach((record, at) => {
    const row = rowOf(record);
    if (typeof row === 'string') broken.push({ row: at + 1, what: `row ${at + 1}`, because: row });
    else rows.push({ number: at + 1, row });
  });
  if (rows.length === 0 && broken.length > 0) throw noUsableRow(name, broken);
  return { rows, broken, isPart };
}

function fromJson(text: string, name: string): { readonly records: readonly unknown[]; readonly isPart: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    try {
      // pages that were concatenated
      value = JSON.parse(`[${text.replace(/\}\s*(?=\{\s*"(?:BillingCurrency|Items|Count)")/g, '},')}]`);
    } catch {
      throw new UserError(`"${name}" is not complete JSON.`, 'Save the whole answer of the Azure Retail Prices API and try again.');
    }
  }
  const pages = Array.isArray(value) ? (value as unknown[]) : [value];
  if (Array.isArray(value) && !pages.some(isPage)) return { records: pages, isPart: false };
  if (!pages.every(isPage)) throw noSuchFile(name);
  // with all pages present, each next page is in the file, except the last one's
  const open = pages.filter(({ NextPageLink: next }) => typeof next === 'string' && next !== '').length;
  return { records: pages.flatMap(({ Items: items }) => items), isPart: open >= pages.length };
}

function isPage(value: unknown): value is { readonly Items: readonly unknown[]; readonly NextPageLink?: unknown } {
  return typeof value === 'object' && value !== null && 'Items' in value && Array.isArray(value.Items);
}

function fromCsv(text: string, name: string): Record<string, string>[] {
  const [head = [], ...lines] = parseCsv(text);
  const names = head.map(columnOf);
  const has = (...columns: readonly string[]) => columns.every((column) => names.includes(column));
  const rows = () => lines.map((cells) => Object.fromEntries(names.map((title, at) => [title, (cells[at] ?? '').trim()])));
  if (has('meter', 'price') || has('retailPrice', 'serviceName')) return rows();
  if (isBillHead(head)) {
    const titles = head.map((title) => title.trim().toLowerCase());
    return lines.map((cells) => fromBill(Object.fromEntries(titles.map((title, at) => [title, (cells[at] ?? '').trim()]))));
  }
  throw noSuchFile(name);
}

const columns = ['meter', 'region', 'price', 'currency', 'from', 'retailPrice', 'serviceName', 'productName', 'skuName', 'meterName'];
const moreColumns = ['armSkuName', 'armRegionName', 'unitOfMeasure', 'type', 'currencyCode', 'tierMinimumUnits'];
const dates = ['effectiveStartDate', 'effectiveEndDate'];
const known = new Map([...columns, ...moreColumns, ...dates].map((column) => [column.toLowerCase(), column]));

/** The column that a title means, in any case and with spaces or underscores: `Retail Price`, `SERVICE_NAME`. */
function columnOf(title: string): string {
  return known.get(title.toLowerCase().replace(/[\s_]+/g, '')) ?? title.trim();
}

/** A row, or what it lacks. */
function rowOf(record: unknown): RetailRow | string {
  if (typeof record !== 'object' || record === null) return 'it is no row of prices';
  const given = record as Readonly<Record<string, unknown>>;
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '');
  const number = (key: string) => {
    const value = given[key];
    if (typeof value === 'number') return outOfBounds(value, String(value), undefined, priceLimits) ?? { value };
    return typeof value === 'string' && value !== '' ? readNumber(value, fileMarks, priceLimits) : undefined;
  };
  const isOurs = 'meter' in given && 'price' in given;
  const price = number(isOurs ? 'price' : 'retailPrice');
  const priceKey = isOurs ? 'price' : 'retailPrice';
  if (price && 'reason' in price) return `its ${priceKey} cannot be used: ${price.reason}`;
  if (price && price.value > 1e9) return `its ${priceKey} is over ${figure(1e9)}`;
  if (!price || price.value < 0) return `its ${priceKey} is no amount`;
  const needed = isOurs
    ? ['meter', 'region']
    : given['isBill'] === 'true'
      ? ['serviceName', 'meterName', 'unitOfMeasure', 'type', 'currencyCode']
      : ['serviceName', 'productName', 'skuName', 'meterName', 'unitOfMeasure', 'type', 'currencyCode'];
  const missing = needed.find((key) => text(key) === '');
  if (missing !== undefined) return `it has no ${missing}`;
  const from = number('tierMinimumUnits') ?? number('from');
  if (from && ('reason' in from || from.value < 0))
    return `its first unit cannot be used: ${'reason' in from ? from.reason : 'it is less than 0'}`;
  const savingsPlan = savingsOf(given['savingsPlan']);
  return {
    ...(isOurs ? { meter: text('meter') } : {}),
    ...(given['isBill'] === 'true' ? { isBill: true } : {}),
    currencyCode: text(isOurs ? 'currency' : 'currencyCode') || 'USD',
    tierMinimumUnits: from?.value ?? 0,
    retailPrice: price.value,
    armRegionName: text(isOurs ? 'region' : 'armRegionName'),
    effectiveStartDate: text('effectiveStartDate'),
    effectiveEndDate: text('effectiveEndDate'),
    serviceName: text('serviceName'),
    productName: text('productName'),
    skuName: text('skuName'),
    meterName: text('meterName'),
    armSkuName: text('armSkuName'),
    unitOfMeasure: text('unitOfMeasure'),
    type: isOurs ? 'Consumption' : text('type'),
    ...(savingsPlan ? { savingsPlan } : {}),
  };
}

function savingsOf(given: unknown): RetailRow['savingsPlan'] {
  if (!Array.isArray(given)) return undefined;
  const priceFor = (term: string) => {
    const one = (given as unknown[]).find((plan) => typeof plan === 'object' && plan !== null && 'term' in plan && plan.term === term);
    return one && typeof one === 'object' && 'retailPrice' in one && typeof one.retailPrice === 'number' ? one.retailPrice : undefined;
  };
  const [oneYear, threeYears] = [priceFor('1 Year'), priceFor('3 Years')];
  return oneYear === undefined || threeYears === undefined ? undefined : { oneYear, threeYears };
}

function noSuchFile(name: string): UserError {
  return new UserError(
    `"${name}" is not a file of prices that can be read.`,
    'Choose an answer of the Azure Retail Prices API with its "Items", an export of Cost Management, or a table with the columns meter, region and price.',
  );
}

/** Rows that look like prices have their problems reported; other rows belong to some other file. */
function noUsableRow(name: string, broken: Rows['broken']): UserError {
  const first = broken.find(({ because }) => because.includes('cannot be used'));
  if (!first) return noSuchFile(name);
  return new UserError(
    `"${name}" has no row that can be used: in ${first.what}, ${first.because}.`,
    broken.length > 1 ? `Correct it and the other ${broken.length - 1}, and load the file again.` : 'Correct it, and load the file again.',
  );
}

function tooLarge(name: string): UserError {
  return new UserError(`"${name}" is too large.`, `Fetch the services and regions of the plan only: ${mostRows} rows at most.`);
}
