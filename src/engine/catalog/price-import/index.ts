export { importPrices } from './import-prices';
export type { ImportInput, PriceImport, SkippedRow } from './import-prices';
