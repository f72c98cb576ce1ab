import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Problem } from '../../errors';
import { isOwnKey } from '../model';

/** A problem for every key that the schema does not know and that is not the user's own, naming the nearest one it knows. */
export function unknownKeys(value: unknown, schema: z.ZodType, path: readonly (string | number)[] = []): Problem[] {
  const inner = unwrap(schema);
  if (typeof value !== 'object' || value === null) return [];
  const { def } = inner;
  if (def.type === 'object' && def.shape && !Array.isArray(value)) {
    const { shape } = def;
    return Object.entries(value).flatMap(([key, child]) => {
      const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (known) return unknownKeys(child, known, [...path, key]);
      return isOwnKey(key) ? [] : [problemOf(key, Object.keys(shape), [...path, key])];
    });
  }
  if (def.type === 'record' && def.valueType && !Array.isArray(value)) {
    const { valueType } = def;
    return Object.entries(value).flatMap(([key, child]) => unknownKeys(child, valueType, [...path, key]));
  }
  if (def.type === 'array' && def.element && Array.isArray(value)) {
    const { element } = def;
    return value.flatMap((child, at) => unknownKeys(child, element, [...path, at]));
  }
  return [];
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

/** The known word that is closest to what was written, when it is close enough to be meant. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  let best: { readonly word: string; readonly steps: number } | undefined;
  for (const candidate of known) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (!best || steps < best.steps) best = { word: candidate, steps };
  }
  return best && best.steps <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : undefined;
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
