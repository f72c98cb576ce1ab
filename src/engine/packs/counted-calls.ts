import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { ExpressionError } from '../catalog';
import { matchesPattern } from './pattern';
import { spend } from './steps';
import { counted as countedWords } from '../format';

/*
 * Work of an expression besides reading values takes steps as well: each pass of a loop takes the size of the expression in it, each text
 * function the texts that it reads. Functions of the library that can be slow are replaced by counted ones.
 */

/** Functions that walk lists, and evaluate their body for each member. */
export const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** Parts of an expression that are evaluated in the time of one step. */
const partsPerStep = 8;

/** Functions that take as long as many parts of an expression. */
const heavy = (name: string, args: readonly ASTNode[]): number => {
  if (/^get[A-Z]/.test(name) && args.length > 0) return 4000; // the calendar of a time zone
  return name === 'timestamp' || name === 'duration' || name === 'json' ? 16 : 0;
};

const linear = (text: string) => spend(Math.ceil(text.length / 100));

/** A search may compare each letter of one text with each of the other. */
function search(text: string, wanted: string): void {
  spend(Math.ceil((text.length + 1) / 200) + Math.floor((text.length * wanted.length) / 1000));
}

function part(text: string, from: bigint): number {
  const start = Number(from);
  if (start < 0 || start >= text.length)
    throw new ExpressionError(`a text of ${countedWords(text.length, 'character')} has no place ${start}`);
  return start;
}

function slice(text: string, from: number, to: number): string {
  if (from < 0 || to < from || to > text.length)
    throw new ExpressionError(`a text of ${countedWords(text.length, 'character')} has no part from ${from} to ${to}`);
  return text.substring(from, to);
}

function split(text: string, separator: string, most = -1): string[] {
  search(text, separator);
  spend(Math.ceil(text.length / 2)); // as many members as letters
  if (most === 0) return [];
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}

function join(list: readonly string[], separator = ''): string {
  if (!list.every((one) => typeof one === 'string')) throw new ExpressionError('join needs a list of texts');
  spend(list.length);
  const text = list.join(separator);
  linear(text);
  return text;
}

/** Counted functions by their signature; each is named like the library's function that it replaces. */
const counted: Readonly<Record<string, (...values: never[]) => unknown>> = {
  'string.matches_(string): bool': matchesPattern,
  'string.contains_(string): bool': (text: string, wanted: string) => (search(text, wanted), text.includes(wanted)),
  'string.startsWith_(string): bool': (text: string, wanted: string) => (linear(wanted), text.startsWith(wanted)),
  'string.endsWith_(string): bool': (text: string, wanted: string) => (linear(wanted), text.endsWith(wanted)),
  'string.indexOf_(string): int': (text: string, wanted: string) => (search(text, wanted), BigInt(text.indexOf(wanted))),
  'string.indexOf_(string, int): int': (text: string, wanted: string, from: bigint) => {
    search(text, wanted);
    return wanted === '' ? from : BigInt(text.indexOf(wanted, part(text, from)));
  },
  'string.lastIndexOf_(string): int': (text: string, wanted: string) => (search(text, wanted), BigInt(text.lastIndexOf(wanted))),
  'string.lastIndexOf_(string, int): int': (text: string, wanted: string, from: bigint) => {
    search(text, wanted);
    return wanted === '' ? from : BigInt(text.lastIndexOf(wanted, part(text, from)));
  },
  'string.lowerAscii_(): string': (text: string) => (linear(text), text.toLowerCase()),
  'string.upperAscii_(): string': (text: string) => (linear(text), text.toUpperCase()),
  'string.trim_(): string': (text: string) => (linear(text), text.trim()),
  'string.substring_(int): string': (text: string, from: bigint) => (linear(text), slice(text, Number(from), text.length)),
  'string.substring_(int, int): string': (text: string, from: bigint, to: bigint) => (linear(text), slice(text, Number(from), Number(to))),
  'string.split_(string): list<string>': (text: string, separator: string) => split(text, separator),
  'string.split_(string, int): list<string>': (text: string, separator: string, most: bigint) => split(text, separator, Number(most)),
  'list<string>.join_(): string': (list: readonly string[]) => join(list),
  'list<string>.join_(string): string': (list: readonly string[], separator: string) => join(list, separator),
};

const countedNames: ReadonlySet<string> = new Set(Object.keys(counted).map((signature) => /\.(\w+)_\(/.exec(signature)?.[1] ?? ''));

/** Adds the counted functions. Their names end in "_"; authors write the library's names. */
export function registerCounted(environment: Environment): void {
  for (const [signature, call] of Object.entries(counted))
    environment.registerFunction(signature, call as (...values: unknown[]) => unknown); // the signature says the types
}

/** Replaces the library's functions with the counted ones; before the check. */
export function useCounted(node: ASTNode): void {
  if (node.op === 'rcall' && countedNames.has(node.args[0])) (node.args as unknown as [string])[0] = `${node.args[0]}_`;
  for (const child of childrenOf(node)) useCounted(child);
}

/**
 * Makes each pass of each loop take steps for its body; after the check, which decides how each part is evaluated.
 * @returns the steps of the expression itself, without the bodies of its loops
 */
export function countLoops(node: ASTNode): number {
  return Math.ceil(count(node) / partsPerStep);
}

function count(node: ASTNode): number {
  let parts = 1;
  if (node.op === 'rcall' && macros.has(node.args[0]) && node.args[2].length > 1) {
    const [, receiver, [, ...bodies]] = node.args;
    const [first] = bodies;
    const inside = bodies.reduce((sum, body) => sum + count(body), 0);
    if (first) before(first, Math.ceil(inside / partsPerStep));
    return parts + count(receiver);
  }
  if (node.op === 'rcall') parts += heavy(node.args[0], node.args[2]);
  if (node.op === 'call') parts += heavy(node.args[0], node.args[1]);
  for (const child of childrenOf(node)) parts += count(child);
  return parts;
}

type Evaluating = (this: unknown, ...given: unknown[]) => unknown;
interface Meta {
  readonly alternate?: Hooked;
  readonly macro?: { evaluate: Evaluating };
  readonly evaluate: Evaluating;
}
/** The library's record of a part of an expression; not in its types. A test checks that loops are counted. */
interface Hooked {
  readonly meta: Meta;
  setMeta(key: string, value: unknown): unknown;
}

/** Takes steps each time a part is evaluated. */
function before(node: ASTNode, steps: number): void {
  let target = node as unknown as Hooked;
  while (target.meta.alternate) target = target.meta.alternate;
  const counting = (evaluate: Evaluating): Evaluating =>
    function (this: unknown, ...given) {
      spend(steps);
      return evaluate.apply(this, given);
    };
  if (target.meta.macro) target.meta.macro.evaluate = counting(target.meta.macro.evaluate);
  else target.setMeta('evaluate', counting(target.meta.evaluate));
}

/** The direct parts of a part of an expression. */
export function childrenOf(node: ASTNode): ASTNode[] {
  const found: ASTNode[] = [];
  const look = (value: unknown) => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null && 'op' in value && 'range' in value) found.push(value as ASTNode);
  };
  look(node.args);
  return found;
}
