/*
 * Joins two edited values of JSON by their keys, whatever their layout: line ends, indentation and commas are no contradictions.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What stands for a key that a side does not have. */
const none: unique symbol = Symbol('none');
type Side = Json | typeof none;

/** Keys by which tools tell the items of a list apart. */
const names = ['name', 'id', 'path', 'key'] as const;

class Contradiction extends Error {}

/**
 * Joins a person's edits of a JSON text with what the plan gives now, in the layout of the edited text.
 * @returns `undefined` if they contradict each other, or one of the texts is not JSON
 */
export function mergeJson(base: string, edited: string, next: string): string | undefined {
  const b: Side = valueOf(base);
  const e: Side = valueOf(edited);
  const n: Side = valueOf(next);
  if (b === none || e === none || n === none) return undefined;
  try {
    const merged = merge(b, e, n);
    return merged === none ? undefined : printed(merged, edited);
  } catch (error) {
    if (error instanceof Contradiction) return undefined;
    throw error;
  }
}

/** JSON texts in one layout, so that lines differ only where values do; `undefined` if one is not JSON. */
export function sameLayout(...texts: readonly [string, string, string]): readonly [string, string, string] | undefined {
  const [base, edited, next] = texts.map(valueOf);
  if (base === none || edited === none || next === none) return undefined;
  const plain = (value: Side | undefined) => `${JSON.stringify(value, null, 2)}\n`;
  return [plain(base), plain(edited), plain(next)];
}

function valueOf(text: string): Side {
  if (/(?<![\w".-])-?\d{16,}/.test(text)) return none; // such a number would lose digits
  try {
    return JSON.parse(text) as Json;
  } catch {
    return none;
  }
}

function printed(value: Json, like: string): string {
  const indent = /^([ \t]+)\S/m.exec(like)?.[1] ?? 2;
  return `${JSON.stringify(value, null, indent)}${like.endsWith('\n') ? '\n' : ''}`;
}

/** @throws Contradiction if both sides changed one value in different ways */
function merge(base: Side, edited: Side, next: Side): Side {
  if (isEqual(edited, next) || isEqual(base, next)) return edited;
  if (isEqual(base, edited)) return next;
  if (isObject(base) && isObject(edited) && isObject(next)) return mergeObjects(base, edited, next);
  if (Array.isArray(base) && Array.isArray(edited) && Array.isArray(next))
    return mergeLists(base as Json[], edited as Json[], next as Json[]);
  throw new Contradiction();
}

type JsonObject = { readonly [key: string]: Json };

function mergeObjects(base: JsonObject, edited: JsonObject, next: JsonObject): Json {
  const at = (object: JsonObject, key: string): Side => (Object.hasOwn(object, key) ? (object[key] ?? null) : none);
  const keys = new Set([...Object.keys(edited), ...Object.keys(next)]);
  return Object.fromEntries(
    [...keys].flatMap((key): (readonly [string, Json])[] => {
      const value = merge(at(base, key), at(edited, key), at(next, key));
      return value === none ? [] : [[key, value]];
    }),
  );
}

/** Lists by the names of their items, or by position while none was added or removed. */
function mergeLists(base: readonly Json[], edited: readonly Json[], next: readonly Json[]): Json {
  const name = names.find((key) => [base, edited, next].every((items) => areNamed(items, key)));
  if (name !== undefined) {
    const named = (items: readonly Json[]) => Object.fromEntries(items.map((item) => [`=${String((item as JsonObject)[name])}`, item]));
    return Object.values(mergeObjects(named(base), named(edited), named(next)) as JsonObject);
  }
  if (base.length !== edited.length || base.length !== next.length) throw new Contradiction();
  return base.map((item, index) => merge(item, edited[index] ?? null, next[index] ?? null) as Json);
}

/** True if each item of a list has a text of its own under a key. */
function areNamed(items: readonly Json[], key: string): boolean {
  const values = items.map((item) => (isObject(item) ? item[key] : undefined));
  return values.every((value) => typeof value === 'string') && new Set(values).size === items.length;
}

function isObject(value: Side): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEqual(one: Side, other: Side): boolean {
  if (one === none || other === none) return one === other;
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

/** A value with the keys of its objects in one order. */
export function inOrder(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}
