import type { z } from 'zod';
import type { Problem } from '../../errors';
import { figure, fileMarks, writeNumber } from '../../format';
import { eventNames, type EventKind } from '../vocabulary';
import { readNumber } from '../number-text';
import { schemaAt } from './schema-at';
import { nearestOf } from './unknown-keys';

/** Wording of messages about one kind of document. */
export interface DocumentWords {
  /** Name of a place in it, by the keys that lead to it. */
  describe(path: readonly (string | number)[]): string;
  /** Advice where a value may be of several kinds. */
  readonly oneOfSeveral: string;
  /** Schema of the whole document: no advice suggests a value that it would refuse. */
  readonly schema?: z.ZodType;
}

/** Placeholder in an issue without a message from the schema: the schema library's messages are never shown. */
const withoutWords = '';

/** Checks a value; `schemaProblems` puts the issues of the result into words. */
export function checkAgainst<Schema extends z.ZodType>(schema: Schema, value: unknown) {
  return schema.safeParse(value, { error: () => withoutWords });
}

/**
 * One issue of a schema that was checked with `checkAgainst`, in words for the author of the file. @param root the whole value that was
 * checked
 */
export function schemaProblems(issue: z.core.$ZodIssue, root: unknown, words: DocumentWords): Problem[] {
  const { describe, oneOfSeveral } = words;
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const value = valueAt(root, path);
  const where = describe(path);
  const at = (message: string, fix: string): Problem[] => [{ message, fix, path }];
  const missing = (fix: string): Problem[] => [
    { message: `${capital(describe(path.slice(0, -1)))} has no "${path.at(-1)}".`, fix, path: path.slice(0, -1) },
  ];
  const isOurs = issue.message !== withoutWords;
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_union') && (value === Infinity || value === -Infinity))
    return at(`${capital(where)} is ${value > 0 ? 'more' : 'less'} than can be counted with.`, 'Write a number that is nearer to 0.');
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return missing(`Add "${path.at(-1)}".`);
      if ((issue.expected === 'number' || issue.expected === 'int') && typeof value === 'string') {
        const read = readNumber(value);
        // a reading that is refused itself is not suggested
        const meant = 'value' in read ? [read.value] : read.suggestions.map(Number);
        const refused = meant.map((one) => refusalAt(words.schema, path, one)).find((one) => one !== undefined);
        if (refused !== undefined) return at(`${capital(where)} ${refused}.`, `It is ${shown(value)} now.`);
        return 'value' in read
          ? at(
              `${capital(where)} must be ${expectation(issue.expected)}, not the text ${shown(value)}.`,
              `Write ${writeNumber(read.value, fileMarks)}, without quotation marks.`,
            )
          : at(
              `${capital(where)} must be ${expectation(issue.expected)}: ${read.reason}.`,
              // the message above has the suggestion
              read.suggestions.length > 0 ? 'Write numbers without quotation marks.' : `Write ${expectation(issue.expected)} there.`,
            );
      }
      if (isOurs) return at(`${capital(where)} ${issue.message}.`, `It is ${shown(value)} now.`);
      if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
        return at(
          // its text in the file can be different: 1e3 is 1,000 here
          `${capital(where)} must be text, not ${typeof value === 'number' ? 'a number' : String(value)}.`,
          refusalAt(words.schema, path, String(value)) === undefined ? 'Put it in quotes.' : 'Write text there.',
        );
      if (issue.expected === 'never') return at(`${capital(where)} cannot be here.`, 'Remove it.');
      return at(
        `${capital(where)} must be ${expectation(issue.expected)}, not ${nameOf(value)}.`,
        `Write ${expectation(issue.expected)} there.`,
      );
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof value === 'string' && !values.includes(value) ? nearestOf(value, values) : undefined;
      if (value === undefined) return missing(`Add it: one of ${values.map(said).join(', ')}.`);
      return at(
        `${capital(where)} cannot be ${shown(value)}.`,
        `${near ? `Did you mean "${near}"? ` : ''}It is one of: ${values.map(said).join(', ')}.`,
      );
    }
    case 'invalid_key': {
      const because = issue.issues.find(({ message }) => message !== withoutWords)?.message ?? 'is no name';
      return at(`"${path.at(-1)}" in ${describe(path.slice(0, -1))} ${because}.`, 'Choose another name, such as "copy-orders".');
    }
    case 'invalid_union': {
      const own = issue.errors.flat().filter(({ code, message }) => code === 'custom' && message !== withoutWords);
      const messages = new Set(own.map(({ message }) => message));
      return at(`${capital(where)} ${messages.size > 0 ? [...messages].join(', or ') : `cannot be ${shown(value)}`}.`, oneOfSeveral);
    }
    case 'unrecognized_keys':
      return at(
        `${capital(where)} has ${issue.keys.length === 1 ? 'a key' : 'keys'} it cannot have: ${issue.keys.map((key) => `"${key}"`).join(', ')}.`,
        'Remove what is too much.',
      );
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return at(
        `${capital(where)} ${isOurs ? issue.message : wordsOf(issue)}.`,
        value === undefined ? 'Add it.' : isOurs ? `It is ${shown(value)} now.` : asItIs(value, issue.code),
      );
  }
}

/** A word of the file, with what people see in its place where they see something else. */
function said(value: string): string {
  return Object.hasOwn(eventNames, value) ? `${value} (${eventNames[value as EventKind]})` : value;
}

/** The reason why a value would be refused at a place, in words that continue after the place; `undefined` if it would not be. */
function refusalAt(schema: z.ZodType | undefined, path: readonly (string | number)[], value: unknown): string | undefined {
  const own = schema && schemaAt(schema, path);
  const issue = own && checkAgainst(own, value).error?.issues[0];
  if (!issue) return undefined;
  if (issue.message !== withoutWords) return issue.message;
  return issue.code === 'invalid_type' ? `must be ${expectation(issue.expected)}` : wordsOf(issue);
}

/** The current value: its size, if that is the problem. */
function asItIs(value: unknown, code: z.core.$ZodIssue['code']): string {
  const counts = code === 'too_small' || code === 'too_big';
  if (counts && (Array.isArray(value) || typeof value === 'string')) return `It has ${value.length} now.`;
  return `It is ${shown(value)} now.`;
}

/** Required size or form of a value, for schemas without a message of their own. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `must ${bound(issue.origin, issue.exact === true ? 'exactly' : 'at least', issue.minimum, issue.inclusive !== false)}`;
    case 'too_big':
      return `must ${bound(issue.origin, issue.exact === true ? 'exactly' : 'at most', issue.maximum, issue.inclusive !== false)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return `must be ${forms[issue.format] ?? 'written in another form'}${issue.format === 'regex' && issue.pattern !== undefined ? `: ${issue.pattern}` : ''}`;
    case 'invalid_element':
      return 'holds something that does not fit';
    default:
      return 'does not fit';
  }
}

function bound(origin: string, how: 'exactly' | 'at least' | 'at most', limit: number | bigint, inclusive: boolean): string {
  const count = (one: string, many: string) => `have ${how} ${limit} ${Number(limit) === 1 ? one : many}`;
  switch (origin) {
    case 'string':
      return count('character', 'characters');
    case 'array':
    case 'set':
      return count('entry', 'entries');
    case 'object':
    case 'record':
    case 'map':
      return count('key', 'keys');
    default:
      if (how === 'exactly' || inclusive) return `be ${how} ${limit}`;
      return `be ${how === 'at least' ? 'more' : 'less'} than ${limit}`;
  }
}

const forms: Readonly<Record<string, string>> = {
  regex: 'written as this pattern says',
  url: 'a web address such as "https://example.org"',
  email: 'an e-mail address',
  date: 'a day such as 2027-06-30',
  datetime: 'a day and time such as 2027-06-30T12:00:00Z',
};

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
  return words[expected] ?? 'another kind of value';
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

/** A number as messages show it: without a power of ten, and not with hundreds of digits. */
function shownNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : 'an infinite number';
  if (value !== 0 && Math.abs(value) < 1e-9) return `less than ${figure(1e-9)}`;
  return Math.abs(value) > 1e15 ? `more than ${figure(1e15)}` : figure(value, 15);
}
