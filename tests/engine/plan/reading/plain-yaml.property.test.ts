import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePlanYaml } from '#engine/plan';
import { plainPlacesOf, readPlainYaml } from '../../../../src/engine/plan/reading/plain-yaml.ts';
import { readYaml } from '../../../../src/engine/plan/reading/yaml-text.ts';
import { anyPlan, planAndLater } from '../../../harness/arbitraries.ts';
import { decorate } from '../../../harness/hand-written.ts';

/** What the quick reader reads is what the parser reads, at the same places; what the parser refuses, it does not read. */
function agrees(text: string): 'read' | 'left alone' {
  const quick = readPlainYaml(text);
  if (!quick) return 'left alone';
  const parsed = readYaml(text);
  expect('yaml' in parsed ? { value: parsed.yaml.value } : parsed).toStrictEqual(quick);
  if (!('yaml' in parsed)) return 'read';
  const [places, expected] = [plainPlacesOf(text), parsed.yaml.places];
  for (const path of pathsIn(quick.value)) expect({ path, place: places.at(path) }).toEqual({ path, place: expected.at(path) });
  return 'read';
}

/** The paths of everything in a value, and in each some that lead to nothing. */
function* pathsIn(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  yield path;
  yield [...path, 'none'];
  yield [...path, 1000];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** Pieces that a text of YAML is made of, sound and unsound. */
const pieces = [
  ...[
    'a',
    'b',
    'name',
    'x-own',
    'on',
    'true',
    'null',
    '~',
    'constructor',
    '__proto__',
    '0',
    '-1',
    '007',
    '1e3',
    '1.',
    '.5',
    '0x1f',
    '0o7',
    '1_0',
    '+1',
  ],
  ...[
    '80 GB',
    '2027-06-30',
    '12:30',
    '-',
    '- ',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n',
    '\n  ',
    '\n- ',
    ': ',
    ':',
    ', ',
    ',',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '"a\\n"',
  ],
  ...[
    '#',
    ' # c',
    '|',
    '|-',
    '>-',
    '>',
    '&x',
    '*x',
    '!t',
    '%',
    '@',
    '`',
    '---',
    '...',
    '?',
    '? ',
    '<<',
    '\t',
    '\r\n',
    'é',
    '日',
    '😀',
    '$x',
    "''",
    '\\',
  ],
  ...[
    'a: 1\n',
    'b: {c: d}\n',
    'c:\n  - 1\n',
    'k: |-\n  one\n  two\n',
    'l: >-\n  one\n  two\n',
    '  deep: x\n',
    'e: []\n',
    'f: {}\n',
    "g: 'it''s'\n",
  ],
];

describe('the quick reader', () => {
  it('reads every plan in canonical form but those with odd texts, as the parser does', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => void agrees(writePlanYaml(plan))),
      { numRuns: 300 },
    );
  });

  it('reads what people write as the parser does', () => {
    fc.assert(
      fc.property(planAndLater, fc.integer(), ({ later }, seed) => void agrees(decorate(writePlanYaml(later), seed).text)),
      { numRuns: 300 },
    );
  });

  it('reads a plan with one letter more, less or another as the parser does, or not at all', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.nat(3), fc.constantFrom(...pieces), (plan, place, gone, piece) => {
        const text = writePlanYaml(plan);
        const at = place % text.length;
        agrees(text.slice(0, at) + piece + text.slice(at + gone));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads anything that is put together of pieces as the parser does, or not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), fc.boolean(), (parts, keyed) => {
        agrees((keyed ? 'key: ' : '') + parts.join(''));
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads the files that ship, and the small ones by itself', () => {
    const folder = join(import.meta.dirname, '../../../../resources/examples');
    for (const file of readdirSync(folder)) expect(`${file}: ${agrees(readFileSync(join(folder, file), 'utf8'))}`).toBe(`${file}: read`);
  });

  // the samples stand beside the checkout, where there are any
  const folders = ['../../../fixtures', '../../../../resources', '../../../../../shared/samples'].map((folder) =>
    join(import.meta.dirname, folder),
  );
  it.each(folders.filter((folder) => existsSync(folder)))('never disagrees in %s', (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
    for (const file of files) agrees(readFileSync(join(folder, file), 'utf8'));
  });

  it.each([
    ['a merge that was not finished', '<<<<<<< ours\na: 1\n'],
    ['an anchor', 'a: &x 1\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a text over two lines', 'a: one\n  two\n'],
    ['a tab', 'a:\t1\n'],
    ['nothing', ''],
  ])('leaves %s to the parser', (_, text) => expect(readPlainYaml(text)).toBeUndefined());
});
