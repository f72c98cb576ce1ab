import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { applyPack, manifestFile, packLimits, type Basis } from '#engine/packs';
import { emptyPlan, type Plan } from '#engine/plan';
import { writtenOut } from '../../../src/engine/packs/pattern.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

/* Nothing that a pack's rule can be written to do keeps a check busy: what is too large is refused, and all else takes steps. */

const base: Basis = { catalog, book, scoring, rules: [], packs: [] };
const packWith = (holds: string, { severity = 'warning', message = 'm' } = {}) =>
  applyPack(
    base,
    [
      { path: manifestFile, text: 'pack: 1\nid: own\nname: Own\nversion: "1"\n' },
      {
        path: 'rules/own.yaml',
        text: `id: own-rule\ntitle: Own rule\nseverity: ${severity}\nfor: node\nholds: ${JSON.stringify(holds)}\nmessage: ${JSON.stringify(message)}\nwhy: w\n`,
      },
    ],
    new Set(),
  );

const planOf = (nodes: number, titleOf: (at: number) => string): Plan => ({
  ...emptyPlan('Large'),
  nodes: Object.fromEntries(Array.from({ length: nodes }, (_, at) => [`n${at}`, { service: 'azure-storage', title: titleOf(at) }])),
  edges: [],
});
const large = planOf(5000, (at) => `${'ab'.repeat(450)}${at}`);
const said = (holds: string, plan = large, more = {}) => {
  const { basis, report } = packWith(holds, more);
  expect(report.faults).toEqual([]);
  return evaluate({ plan, ...basis, today: '2026-11-21', factors: [1] }).findings.map(({ severity, message }) => `${severity}: ${message}`);
};
const stopped = 'warning: "Own rule" was not checked to its end: the plan is too large for what the rule looks at.';

describe('a pattern', () => {
  it.each([
    ['(a?){500}', 1500],
    ['(a?){500}'.repeat(30), 45_000],
    ['((ab){30}){30}', 2730],
    ['x{0,1000}', 2000],
    ['[a-z]{501}', 501],
    [`${'a'.repeat(501)}`, 501],
  ])('is refused when it is too large written out: %s', (pattern, size) => {
    const { report } = packWith(`node.title.matches(${JSON.stringify(pattern)})`);
    const at = packLimits.pattern;
    expect(report.faults).toMatchObject([
      {
        file: 'rules/own.yaml',
        message: `The expression cannot be read: its pattern is too large: with its repetitions written out it has about ${size.toLocaleString('en-GB')} parts, and ${at} are the limit.`,
        place: { line: 5 },
      },
    ]);
  });

  it.each(['^CC-[0-9]{4}$', '[\\]{500}]x', '\\Qa{900}\\E', '\\{900}', '[^]{900}]', '(?i)^[\\p{L}\\d_-]{1,63}$', '[[:alpha:]]{3}'])(
    'of usual size is read: %s',
    (pattern) => {
      expect(packWith(`node.title.matches(${JSON.stringify(pattern)})`).report.faults).toEqual([]);
    },
  );

  it('is never larger as a program than was counted', () => {
    const atom = fc.constantFrom('a', '.', '[a-z]', '\\d', '[^]x]', '\\pL', '\\p{Greek}', '^', '\\Qa+\\E', 'é');
    const times = fc.constantFrom('', '', '*', '+?', '?', '{3}', '{2,}', '{0,7}', '{4,9}?');
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
      part: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.tuple(atom, times).map((both) => both.join('')),
        fc.tuple(tie('pattern'), times).map(([inner, many]) => `(${inner})${many}`),
        fc.tuple(tie('pattern'), tie('pattern'), times).map(([a, b, many]) => `(?:${a}|${b})${many}`),
      ),
    }));
    fc.assert(
      fc.property(pattern, (text) => {
        let size;
        try {
          size = RE2JS.compile(text).programSize();
        } catch {
          return; // a pattern that the library refuses
        }
        expect(size).toBeLessThanOrEqual(2 * writtenOut(text) + 10);
      }),
      { examples: [['(((a{0,7}){0,7}){4,9}?a)']] },
    );
  });
});

describe('a rule on 5,000 nodes with long titles', () => {
  it.each([
    ['matches a large pattern', 'node.title.matches("(a?){80}(a?){80}$")'],
    ['matches a pattern with many states', 'node.title.matches("(a|b)*a(a|b){60}c")'],
    ['matches inside a loop', 'plan.nodes.exists(n, n.title.matches("(x+x+)+y"))'],
    ['searches each title for each other', 'plan.nodes.all(n, !node.title.contains(n.title))'],
    ['joins all titles', 'plan.nodes.map(n, n.title).join(",").lowerAscii().contains("?")'],
    ['splits all titles into letters', 'plan.nodes.map(n, n.title).join("").split("").exists(c, c == "?")'],
    ['walks lists of its own', `[${'1,'.repeat(90)}1].all(a, [${'1,'.repeat(90)}1].all(b, a + b > 0))`],
    ['computes without reading', `[${'1,'.repeat(90)}1].all(a, ${'1.0+'.repeat(150)}1.0 > 0.0)`],
    ['asks for time zones', 'plan.nodes.all(n, timestamp("2026-11-21T00:00:00Z").getHours("Europe/Berlin") != 25)'],
    ['hides the end of its steps', 'plan.nodes.exists(n, n.id == "x" && n.title == "y") || true'],
    ['walks inside a walk', 'plan.nodes.exists(a, plan.nodes.exists(b, b.id == "x")) || node.id != "x"'],
  ])('%s: ends when its steps are spent, and says so', (_, holds) => {
    expect(said(holds)).toContain(stopped);
  });

  it('with usual conditions is checked to its end', () => {
    expect(said('node.title.matches("^[ab]+[0-9]+$") && node.title.contains("ab") && node.outgoing.all(e, e.native)')).toEqual([]);
  });

  it('keeps its weight when it is stopped or cannot be told, so that a gate stays closed', () => {
    expect(said('plan.nodes.exists(n, n.title == "y")', large, { severity: 'error' })).toContain(stopped.replace('warning', 'error'));
    expect(
      said(
        'node.owner == "x"',
        planOf(1, () => 'A'),
        { severity: 'error' },
      ),
    ).toEqual(['error: "Own rule" could not be checked for 1 place: No such key: owner.']);
  });

  it('writes messages of bounded length', () => {
    const [first = ''] = said(
      'false',
      planOf(500, () => 'a'.repeat(1000)),
      { message: '{plan.nodes.map(n, n.title)}' },
    );
    expect(first.length).toBeLessThan(packLimits.value + 20);
  });
});

describe('functions of texts', () => {
  it.each([
    ['"a,b".split(",").join("-") == "a-b"', true],
    ['"a,b,c".split(",", 2) == ["a", "b,c"]', true],
    ['["a", "b"].join() == "ab"', true],
    ['" Ab ".trim().lowerAscii() == "ab" && "ab".upperAscii() == "AB"', true],
    ['"hello".indexOf("l") == 2 && "hello".lastIndexOf("l") == 3 && "hello".indexOf("l", 3) == 3', true],
    ['"hello".substring(1, 3) == "el" && "hello".substring(3) == "lo"', true],
    ['"hello".startsWith("he") && "hello".endsWith("lo") && "hello".contains("ell") && "hello".matches("^h")', true],
    ['"hello".contains("x")', false],
  ])('%s is %s', (holds, is) => {
    expect(
      said(
        holds,
        planOf(1, () => 'A'),
      ),
    ).toEqual(is ? [] : ['warning: m']);
  });
});
