import { counted, toDecimals } from '#engine/format';
import type { CheckpointFigures } from '#ipc';
import type { Numbers } from '../state/numbers.svelte';

/** The cost of a checkpoint: `1,074 USD a month`. */
export function costOf({ likely, unknown, currency }: CheckpointFigures, numbers: Numbers): string {
  const words = numbers.known(likely, unknown, currency);
  return words === 'unknown' ? 'cost unknown' : `${words} a month`;
}

/** A score, or a dash for none. */
export function points(value: number | null): string {
  return value === null ? '–' : toDecimals(value, 0);
}

/** Open findings: `1 error, 3 warnings`. */
export function findingsOf({ errors, warnings, advice }: CheckpointFigures): string {
  const said = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(advice > 0 ? [`${advice} advice`] : []),
  ];
  return said.length === 0 ? 'none' : said.join(', ');
}
