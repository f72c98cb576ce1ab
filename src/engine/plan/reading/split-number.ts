import { isScalar, type Pair, type YAMLMap } from 'yaml';
import { readNumber, refuseForWhole } from '../number-text';
import { readQuantity } from '../quantity';

/** A number that a comma cuts into a value and keys: `{storedData: 2,5 TB}` has the keys `storedData` and `5 TB` to YAML. */
export interface SplitNumber {
  /** Number of pairs behind the first that belong to it. */
  readonly rest: number;
  readonly message: string;
  readonly fix: string;
}

/** The number that begins with the value of a pair; `undefined` if no comma cuts it. @param at index of the pair in the map */
export function splitNumber({ flow, items }: YAMLMap, at: number): SplitNumber | undefined {
  const value = items[at]?.value;
  if (!flow || !isScalar(value) || value.type !== 'PLAIN' || !/^[+-]?\d{1,9}$/.test(value.source ?? '')) return undefined;
  let text = value.source ?? '';
  let rest = 0;
  for (;;) {
    const piece = bareKey(items[at + rest + 1]);
    if (piece === undefined || text.length + piece.length > 40) break;
    text = `${text},${piece}`;
    rest += 1;
  }
  if (rest === 0) return undefined;
  const found = /[a-z]$/i.test(text) ? readQuantity(text) : readNumber(text);
  const read = 'reason' in found && isWhole(items[at]) ? refuseForWhole(text, found) : found;
  return {
    rest,
    message: `The comma ends the value here: ${'reason' in read ? read.reason : `"${text}" is meant`}.`,
    fix: 'Numbers in files have a point before their decimals, and nothing between their other digits.',
  };
}

/** True for the one key in a map that takes whole numbers alone: the size of the team. */
function isWhole(pair: Pair | undefined): boolean {
  return isScalar(pair?.key) && pair.key.value === 'size';
}

/** A key without a value that consists of digits, perhaps with a unit. */
function bareKey(pair: Pair | undefined): string | undefined {
  if (!pair || !isScalar(pair.key) || pair.key.type !== 'PLAIN') return undefined;
  const { value } = pair;
  if (value !== null && !(isScalar(value) && value.value === null && (value.source ?? '') === '')) return undefined;
  const source = pair.key.source ?? '';
  return /^\d{1,9}(?:\.\d{1,9})?(?: ?[a-z]{1,10})?$/i.test(source) ? source : undefined;
}
