import type { z } from 'zod';
import type { Problem } from '../../errors';
import { fileMarks, readNumber, writeNumber } from '../number-text';
import { figure } from '../wording/figures';
import { nearestOf } from './unknown-keys';

/** How one kind of document is spoken of. */
export interface DocumentWords {
  /** What a place in it is called, by the keys that lead to it. */
  describe(path: readonly (string | number)[]): string;
  /** What to write where a value may be of several kinds. */
  readonly oneOfSeveral: string;
}

/** One complaint of a schema, in words for whoever wrote the file. @param root the whole value that was checked */
export function schemaProblems(issue: z.core.$ZodIssue, root: unknown, { describe, oneOfSeveral }: DocumentWords): Problem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const value = valueAt(root, path);
  const where = describe(path);
  const at = (message: string, fix: string): Problem[] => [{ message, fix, path }];
  const missing = (fix: string): Problem[] => [
    { message: `${capital(describe(path.slice(0, -1)))} has no "${path.at(-1)}".`, fix, path: path.slice(0, -1) },
  ];
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return missing(`Add "${path.at(-1)}".`);
      if ((issue.expected === 'number' || issue.expected === 'int') && typeof value === 'string') {
        const read = readNumber(value);
        return 'value' in read
          ? at(
              `${capital(where)} must be ${expectation(issue.expected)}, not the text ${shown(value)}.`,
              `Write ${writeNumber(read.value, fileMarks)}, without quotation marks.`,
            )
          : at(
              `${capital(where)} must be ${expectation(issue.expected)}: ${read.reason}.`,
              read.suggestions.length > 0 ? `Write ${read.suggestions.join(', or ')}.` : `Write ${expectation(issue.expected)} there.`,
            );
      }
      if (!issue.message.startsWith('Invalid input')) return at(`${capital(where)} ${issue.message}.`, `It is ${shown(value)} now.`);
      return at(
        `${capital(where)} must be ${expectation(issue.expected)}, not ${nameOf(value)}.`,
        `Write ${expectation(issue.expected)} there.`,
      );
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof value === 'string' && !values.includes(value) ? nearestOf(value, values) : undefined;
      if (value === undefined) return missing(`Add it: one of ${values.join(', ')}.`);
      return at(
        `${capital(where)} cannot be ${shown(value)}.`,
        `${near ? `Did you mean "${near}"? ` : ''}It is one of: ${values.join(', ')}.`,
      );
    }
    case 'invalid_key':
      return at(
        `"${path.at(-1)}" in ${describe(path.slice(0, -1))} ${issue.issues[0]?.message ?? 'is no name'}.`,
        'Choose another name, such as "copy-orders".',
      );
    case 'invalid_union': {
      const messages = new Set(
        issue.errors
          .flat()
          .filter((inner) => inner.code === 'custom')
          .map((inner) => inner.message),
      );
      return at(`${capital(where)} ${messages.size > 0 ? [...messages].join(', or ') : `cannot be ${shown(value)}`}.`, oneOfSeveral);
    }
    case 'unrecognized_keys':
      return at(
        `${capital(where)} has ${issue.keys.length === 1 ? 'a key' : 'keys'} it cannot have: ${issue.keys.map((key) => `"${key}"`).join(', ')}.`,
        'Remove what is too much.',
      );
    default:
      return at(`${capital(where)} ${said(issue.message)}.`, value === undefined ? 'Add it.' : `It is ${shown(value)} now.`);
  }
}

/** What the schema library says of itself is a sentence of its own; ours go on from the place. */
function said(message: string): string {
  return /^(Invalid|Too )/.test(message) ? `does not fit: ${message.charAt(0).toLowerCase()}${message.slice(1)}` : message;
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined),
    root,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function expectation(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    object: 'a map of keys',
    record: 'a map of keys',
    array: 'a list',
    tuple: 'a list of two numbers',
  };
  return words[expected] ?? expected;
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : shown(value);
}

function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? `"${value}"`
      : typeof value === 'object' && value !== null
        ? Array.isArray(value)
          ? 'a list'
          : 'a map'
        : typeof value === 'number'
          ? shownNumber(value)
          : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A number as messages name it: without a power of ten, and not with hundreds of digits. */
function shownNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : 'an infinite number';
  if (value !== 0 && Math.abs(value) < 1e-9) return `less than ${figure(1e-9)}`;
  return Math.abs(value) > 1e15 ? `more than ${figure(1e15)}` : figure(value, 15);
}
