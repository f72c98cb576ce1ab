/* Units of meters in words. */

/** Parts that are not written as they stand in the price book. */
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
 * A meter's unit as it stands after a quantity.
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
