import { describe, expect, it } from 'vitest';
import type { ErrorCode } from 'yaml';
import { z } from 'zod';
import { problemsAgainst, type DocumentWords } from '#engine/plan';
import { jsonWords } from '../../../../src/engine/plan/reading/json-words.ts';
import { yamlWords } from '../../../../src/engine/plan/reading/yaml-words.ts';

/* Problems are told in our words, whatever the libraries call them: every code that they have is walked through. */

const words: DocumentWords = {
  describe: (path) => (path.length === 0 ? 'the file' : `"${path.join('.')}"`),
  oneOfSeveral: 'Write one of them.',
};

/** How the libraries speak. */
const foreign =
  /Invalid|Too (?:big|small)|expected|received|flow|-scalar|indicator|implicit|Unrecognized|token|mapping|collection|undefined|ZodError|\bint\b|>=|<=/;

function isOurs(message: string, fix: string): void {
  expect(`${message} ${fix}`).not.toMatch(foreign);
  expect(message).toMatch(/^["A-Z][^]*\.$/);
  expect(fix).toMatch(/[.?]$/);
}

describe('what a schema complains of', () => {
  /** A schema and a value that does not fit, for each code and kind that the schema library has. */
  const cases: readonly (readonly [code: string, schema: z.ZodType, value: unknown, said: RegExp])[] = [
    ['invalid_type', z.object({ a: z.string() }), { a: 1 }, /"a" must be text, not a number/],
    ['invalid_type', z.object({ a: z.string() }), {}, /The file has no "a"/],
    ['invalid_type', z.object({ a: z.number() }), { a: NaN }, /must be a number, not \.nan/],
    ['invalid_type', z.object({ a: z.int() }), { a: 0.5 }, /must be a whole number/],
    ['invalid_type', z.object({ a: z.boolean() }), { a: 'x' }, /must be true or false/],
    ['invalid_type', z.object({ a: z.array(z.string()) }), { a: 'x' }, /must be a list/],
    ['invalid_type', z.object({ a: z.object({}) }), { a: [] }, /must be a map of keys, not a list/],
    ['invalid_type', z.object({ a: z.date() }), { a: 'x' }, /must be another kind of value/],
    ['invalid_type', z.object({ a: z.never() }), { a: 'x' }, /cannot be here/],
    ['too_small', z.object({ a: z.string().min(3) }), { a: 'x' }, /must have at least 3 characters/],
    ['too_small', z.object({ a: z.array(z.string()).min(1) }), { a: [] }, /must have at least 1 entry/],
    ['too_small', z.object({ a: z.number().min(3) }), { a: 1 }, /must be at least 3/],
    ['too_small', z.object({ a: z.number().gt(3) }), { a: 3 }, /must be more than 3/],
    ['too_small', z.object({ a: z.tuple([z.string(), z.string()]) }), { a: ['x'] }, /must have at least 2 entries/],
    ['too_small', z.object({ a: z.string().length(2) }), { a: 'x' }, /must have exactly 2 characters/],
    ['too_big', z.object({ a: z.string().max(3) }), { a: 'xxxx' }, /must have at most 3 characters/],
    ['too_big', z.object({ a: z.array(z.string()).max(1) }), { a: ['x', 'y'] }, /must have at most 1 entry/],
    ['too_big', z.object({ a: z.number().max(3) }), { a: 4 }, /must be at most 3/],
    ['too_big', z.object({ a: z.number().lt(3) }), { a: 3 }, /must be less than 3/],
    ['too_big', z.object({ a: z.int() }), { a: 1e300 }, /must be at most 9007199254740991/],
    ['invalid_format', z.object({ a: z.string().regex(/^[a-z]+$/) }), { a: 'X' }, /must be written as this pattern says: /],
    ['invalid_format', z.object({ a: z.url() }), { a: 'x' }, /must be a web address such as/],
    ['invalid_format', z.object({ a: z.email() }), { a: 'x' }, /must be an e-mail address/],
    ['invalid_format', z.object({ a: z.iso.date() }), { a: 'x' }, /must be a day such as/],
    ['invalid_format', z.object({ a: z.uuid() }), { a: 'x' }, /must be written in another form/],
    ['invalid_format', z.object({ a: z.string().startsWith('b') }), { a: 'x' }, /must be written in another form/],
    ['not_multiple_of', z.object({ a: z.number().multipleOf(5) }), { a: 3 }, /must be a multiple of 5/],
    ['unrecognized_keys', z.strictObject({ alpha: z.string().optional() }), { alpa: 1 }, /"alpa" is not a key of the file/],
    ['invalid_union', z.object({ a: z.union([z.string(), z.number()]) }), { a: true }, /cannot be true/],
    ['invalid_union', z.object({ a: z.union([z.string().min(9), z.number()]) }), { a: 'x' }, /"a"/],
    ['invalid_key', z.record(z.string().regex(/^a/), z.number()), { b: 1 }, /"b" in the file is no name/],
    ['invalid_element', z.object({ a: z.map(z.string(), z.number()) }), { a: new Map([['b', 'c']]) }, /"a/],
    ['invalid_value', z.object({ a: z.enum(['alpha', 'beta']) }), { a: 'alfa' }, /cannot be "alfa"/],
    ['invalid_value', z.object({ a: z.literal(1) }), { a: 2 }, /cannot be 2/],
    ['custom', z.object({ a: z.string().refine(() => false) }), { a: 'x' }, /"a" does not fit/],
    ['custom', z.object({ a: z.string().refine(() => false, 'must be ours') }), { a: 'x' }, /"a" must be ours\./],
  ];

  it.each(cases)('%s is told in our words: %#', (_, schema, value, said) => {
    const problems = problemsAgainst(schema, value, words);
    expect(problems.length).toBeGreaterThan(0);
    for (const { message, fix } of problems) isOurs(message, fix);
    expect(problems[0]?.message).toMatch(said);
  });

  it('has every code among these', () => {
    const codes = {
      invalid_type: true,
      too_big: true,
      too_small: true,
      invalid_format: true,
      not_multiple_of: true,
      unrecognized_keys: true,
      invalid_union: true,
      invalid_key: true,
      invalid_element: true,
      invalid_value: true,
      custom: true,
    } satisfies Record<z.core.$ZodIssue['code'], true>; // a code that the library adds does not compile
    expect(new Set(cases.map(([code]) => code))).toEqual(new Set(Object.keys(codes)));
  });
});

describe('what the YAML parser complains of', () => {
  const codes = {
    ALIAS_PROPS: ['An alias node must not specify any properties'],
    BAD_ALIAS: ['Alias cannot be an empty string', 'Anchor ending in : is ambiguous'],
    BAD_COLLECTION_TYPE: ['!!set used for block map collection'],
    BAD_DIRECTIVE: ['Unknown directive %A'],
    BAD_DQ_ESCAPE: ['Invalid escape sequence \\q'],
    BAD_INDENT: [
      'All mapping items must start at the same column',
      'Flow map in block collection must be sufficiently indented and end with a }',
    ],
    BAD_PROP_ORDER: ['Anchors and tags must be after the - indicator'],
    BAD_SCALAR_START: ['Plain value cannot start with reserved character @', 'Plain value cannot start with a tab character'],
    BLOCK_AS_IMPLICIT_KEY: ['Nested mappings are not allowed in compact mappings'],
    BLOCK_IN_FLOW: ['Block collections are not allowed within flow collections'],
    DUPLICATE_KEY: ['Map keys must be unique'],
    IMPOSSIBLE: ['Map comment with trailing content'],
    KEY_OVER_1024_CHARS: ['The : indicator must be at most 1024 chars after the start of an implicit block mapping key'],
    MISSING_CHAR: [
      'Missing closing "quote',
      'Block collection cannot start on same line with directives-end marker',
      'Comments must be separated from other tokens by white space characters',
      'Implicit map keys need to be followed by map values',
      'Missing directives-end/doc-start indicator line',
      'Sequence item without - indicator',
      'Tags and anchors must be separated from the next token by white space',
      'Missing , between flow map items',
      'Missing , or : between flow map items',
      'Missing space after : in flow map',
      'Flow sequence must end with a ]',
      'Something new',
    ],
    MULTILINE_IMPLICIT_KEY: ['Implicit keys need to be on a single line'],
    MULTIPLE_ANCHORS: ['A node can have at most one anchor'],
    MULTIPLE_DOCS: [''],
    MULTIPLE_TAGS: ['A node can have at most one tag'],
    NON_STRING_KEY: ['With stringKeys, all keys must be strings'],
    RESOURCE_EXHAUSTION: ['Maximum call stack size exceeded'],
    TAB_AS_INDENT: ['Tabs are not allowed as indentation'],
    TAG_RESOLVE_FAILED: ['Unresolved tag: !a'],
    UNEXPECTED_TOKEN: [
      'Unexpected scalar at node end',
      'Unexpected flow-seq-end token in YAML stream',
      'Unexpected , in flow map',
      'Unexpected empty item in flow map',
      'Unexpected block-seq-ind on same line with key',
      'Block scalar header includes extra characters: |x',
      'Unsupported token error',
      'Not a YAML token: \u0007',
    ],
  } satisfies Record<ErrorCode, readonly string[]>; // a code that the library adds does not compile

  it.each(Object.entries(codes))('%s is told in our words', (code, said) => {
    for (const one of said) {
      const { message, fix } = yamlWords(code as ErrorCode, one);
      isOurs(message, fix);
    }
  });
});

it('what the JSON parser complains of is told in our words', () => {
  for (let code = 1; code <= 16; code += 1) {
    const { message, fix } = jsonWords(code);
    isOurs(message, fix);
  }
});
