import { figure, roundedTo } from './numbers';

/* Units in words: of meters, and of files. Plain numbers with units are quantities, in quantities.ts. */

/** Parts that are not written as in the price book. */
const spellings: Readonly<Record<string, string>> = {
  gb: 'GB',
  tb: 'TB',
  dbu: 'DBU',
  diu: 'DIU',
  cu: 'CU',
  dsu: 'DSU',
  gpu: 'GPU',
  vcore: 'vCore',
  vcpu: 'vCPU',
  dwu100: '100 DWU',
};
/** Units that have no plural. */
const symbols = /^(?:GB|TB|DSU)$/;
const thousands: Readonly<Record<string, string>> = { '': '', k: ',000', M: ',000,000' };

/**
 * A meter's unit as written after a quantity.
 * @param unit as the price book has it: `hour`, `gb-month`, `10k-operations`
 * @returns "hours", "GB-months", "× 10,000 operations"
 */
export function unitWords(unit: string, quantity: number): string {
  const [, count, scale = '', things = ''] = /^(\d+)([kM]?)-(.+)$/.exec(unit) ?? [];
  if (count !== undefined) return `× ${count}${thousands[scale] ?? ''} ${things}`;
  const words = unit
    .split('-')
    .map((part) => spellings[part] ?? part)
    .join('-');
  const number = Math.abs(quantity) === 1 || symbols.test(words) ? words : `${words}s`;
  return /^\d/.test(words) ? `× ${number}` : number;
}

/** The length of a file, with one decimal at most: `4.5 MiB`, `5 MiB`. Half away from zero; no length is `0 MiB`. */
export function mebibytes(bytes: number): string {
  return `${figure(roundedTo(bytes / 1024 / 1024, 1), 15)} MiB`;
}
