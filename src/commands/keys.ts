import type { CommandRow } from './commands';

/** Presets of keys: in the standard one a letter typed on a node starts to append, in the other letters are commands. */
export type KeyPreset = 'standard' | 'letters';

/** The keys of an action, the one to show first. */
export function keysOf({ keys = [], letter }: CommandRow, preset: KeyPreset): readonly string[] {
  return preset === 'letters' && letter !== undefined ? [letter, ...keys] : keys;
}
