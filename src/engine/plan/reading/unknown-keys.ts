import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Problem } from '../../errors';
import { isOwnKey } from '../model';

/** A problem for every key that the schema does not know and that is not the user's own, naming the nearest known one. */
export function* unknownKeys(value: unknown, schema: z.ZodType, path: readonly (string | number)[] = []): Generator<Problem, void> {
  if (typeof value !== 'object' || value === null) return;
  const { def } = unwrap(schema);
  if (def.type === 'object' && def.shape && !Array.isArray(value)) {
    const { shape } = def;
    for (const [key, child] of Object.entries(value)) {
      const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (known) yield* unknownKeys(child, known, [...path, key]);
      else if (!isOwnKey(key)) yield problemOf(key, Object.keys(shape), [...path, key]);
    }
  } else if (def.type === 'record' && def.valueType && !Array.isArray(value)) {
    if (!mayHaveKeys(def.valueType)) return;
    for (const [key, child] of Object.entries(value)) yield* unknownKeys(child, def.valueType, [...path, key]);
  } else if (def.type === 'array' && def.element && Array.isArray(value)) {
    if (!mayHaveKeys(def.element)) return;
    for (const [at, child] of value.entries()) yield* unknownKeys(child, def.element, [...path, at]);
  }
}

/** True if it is worth looking into values of a schema. */
function mayHaveKeys(schema: z.ZodType): boolean {
  return ['object', 'record', 'array'].includes(unwrap(schema).def.type);
}

function problemOf(key: string, known: readonly string[], path: readonly (string | number)[]): Problem {
  const nearest = nearestOf(key, known);
  return {
    message: `"${key}" is not a key of ${describe(path.slice(0, -1))}.`,
    fix: nearest
      ? `Did you mean "${nearest}"? Keys of your own start with "x-".`
      : `Known keys: ${known.join(', ')}. Keys of your own start with "x-".`,
    path,
  };
}

/** The known word nearest to the written one, if it is near enough: of a short word at least half of the letters have to stay. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  let best: { readonly word: string; readonly steps: number } | undefined;
  const written = word.toLowerCase();
  for (const candidate of known) {
    const most = Math.min(Math.max(2, Math.floor(candidate.length / 3)), Math.floor(candidate.length / 2));
    if (Math.abs(candidate.length - word.length) > most) continue; // each letter more or less is a step
    const steps = isSwapped(written, candidate.toLowerCase()) ? 1 : distance(written, candidate.toLowerCase());
    if (steps <= most && (!best || steps < best.steps)) best = { word: candidate, steps };
  }
  return best?.word;
}

/** True if two words differ by two neighbouring letters that changed places, which is one slip of the fingers. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length || word === other) return false;
  let at = 0;
  while (word[at] === other[at]) at += 1;
  return word[at] === other[at + 1] && word[at + 1] === other[at] && word.slice(at + 2) === other.slice(at + 2);
}

/** Words to compare for the suggestions of one file, at most: comparing with every name of a large plan takes minutes. */
const mostCompared = 200_000;

/**
 * As `nearestOf`, for words of one file that are compared with the same known ones; if there are very many, the later ones get no
 * suggestion.
 */
export function nearestOfMany(known: readonly string[]): (word: string) => string | undefined {
  let compared = 0;
  return (word) => {
    if (compared >= mostCompared) return undefined;
    compared += known.length;
    return nearestOf(word, known);
  };
}

/** A place in a plan, in words. */
export function describe(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'a plan';
  const [top, second, ...rest] = path;
  if (top === 'nodes' && second !== undefined)
    return rest.length === 0 ? `the node "${second}"` : `"${rest.join('.')}" of the node "${second}"`;
  if ((top === 'groups' || top === 'notes') && second !== undefined) {
    const named = `the ${top === 'groups' ? 'group' : 'note'} "${second}"`;
    return rest.length === 0 ? named : `"${rest.join('.')}" of ${named}`;
  }
  if (top === 'edges' && typeof second === 'number')
    return rest.length === 0 ? `edge ${second + 1}` : `"${rest.join('.')}" of edge ${second + 1}`;
  if (top === 'waivers' && typeof second === 'number')
    return rest.length === 0 ? `waiver ${second + 1}` : `"${rest.join('.')}" of waiver ${second + 1}`;
  return `"${path.join('.')}"`;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
}

function unwrap(schema: z.ZodType): { readonly def: Definition } {
  let def = schema.def as unknown as Definition; // zod describes each kind of schema by such a definition
  while (def.innerType) def = def.innerType.def as unknown as Definition;
  return { def };
}
