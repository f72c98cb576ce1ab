import { describe, expect, it } from 'vitest';
import { PlanProblems, UserError, type Problem } from '#engine/errors';
import { importPrices } from '#engine/catalog';
import { readPlan } from '#engine/plan';
import { book } from '../../../harness/resources.ts';

/* What a hint tells somebody to write is accepted when it is written, and what it names is what is wrong. */

const head = 'pipedraft: 1\nname: a\n';

function problemsOf(text: string): readonly Problem[] {
  try {
    readPlan(text, 'plan.yaml');
    return [];
  } catch (error) {
    if (error instanceof PlanProblems) return error.problems;
    throw error;
  }
}

const said = (text: string) => problemsOf(text).map(({ message, fix }) => `${message} ${fix}`);

/** Everything that a sentence tells somebody to write in a value's place, such as `2.5 TB` of `write 2.5 TB.` */
function toWrite(sentence: string): readonly string[] {
  const several = /can be read as (.+?); write the one that is meant/.exec(sentence)?.[1]?.split(' or as ');
  if (several) return several;
  return [...sentence.matchAll(/\b[Ww]rite (-?\d[\d.]*(?: [A-Za-z]+)?)(?=[.,;] |[.,;]?$)/g)].map(([, words = '']) => words);
}

/** What people write, and the places, with `VALUE` where it is, where that kind of value belongs. */
const numbers = {
  places: ['context: {budgetPerMonth: VALUE}', 'assumptions: {x: VALUE}'],
  values: ['-3', '3', '1e3', '1e400', '-1e400', '0x1F', '012', '3.000', '.nan', '0', '1.234', '2,5', '2,500', '1,234,567'],
};
const quoted = {
  places: ['context: {budgetPerMonth: VALUE}', 'context: {team: {size: VALUE}}', 'layout: {a: [VALUE, 1]}'],
  values: ['−3', '-3', '3', '2.5', '2,5', '1e3', '1e400', '1/2', '50 %', '4 000', '3k', '0x1F', '~5', '+5', '٥', '0'].map(
    (one) => `"${one}"`,
  ),
};
const amounts = {
  places: ['context: {needs: {dataVolume: VALUE}}', 'assumptions: {x: VALUE}'],
  values: ['"−5 GB"', '"5 gb"', '"2,5 TB"', '"2.500 GB"', '"-3 gigabytes"', '"GB 5"', '"GB -5"', '"05 GB"', '2,5 TB', '-2,5 GB'],
};
const table = [numbers, quoted, amounts].flatMap(({ places, values }) =>
  places.flatMap((place) => values.map((value) => [place, value] as const)),
);

it.each(table)('%s holds what is said of %s', (place, value) => {
  const sentences = said(`${head}${place.replace('VALUE', value)}\n`);
  for (const written of sentences.flatMap(toWrite))
    expect(said(`${head}${place.replace('VALUE', written)}\n`), sentences.join('\n')).toEqual([]);
});

it('finds in sentences what they tell to write', () => {
  expect(toWrite('"2,5 TB" has a decimal comma; write 2.5 TB. It is "2,5 TB" now.')).toEqual(['2.5 TB']);
  expect(toWrite('The number "3.000" can be read as 3 or as 3000; write the one that is meant. More.')).toEqual(['3', '3000']);
  expect(toWrite('It must be a number. Write 3, without quotation marks.')).toEqual(['3']);
});

it.each([
  ['a minus of typesetters', 'assumptions: {x: "−5 GB"}', /"−5 GB" is less than 0/],
  [
    'a number as a title',
    'nodes: {n: {service: s, title: 1e3}}',
    /^"title" of the node "n" must be text, not a number\. Put it in quotes\.$/,
  ],
  ['a word of YAML as a title', 'nodes: {n: {service: s, title: true}}', /must be text, not true\. Put it in quotes\.$/],
  ['more than a number can be', 'context: {budgetPerMonth: 1e400}', /^"context\.budgetPerMonth" is more than can be counted with\./],
  ['more than an amount can be', 'assumptions: {x: 1e400}', /^"assumptions\.x" is more than can be counted with\./],
  ['a text that is less than a budget can be', 'context: {budgetPerMonth: "-3"}', /must be more than 0\. It is "-3" now\.$/],
  ['a part of a person', 'context: {team: {size: "2.5"}}', /must be a whole number\. It is "2\.5" now\.$/],
  [
    'a decimal comma inside of braces',
    'nodes: {n: {service: s, usage: {storedData: 2,5 TB}}}',
    /^The comma ends the value here: "2,5 TB" has a decimal comma where a point is the decimal mark; write 2\.5 TB\./,
  ],
  [
    'a comma in what can only be whole',
    'context: {team: {size: 2,500}}',
    /^The comma ends the value here: "2,500" is not written as a whole number; write 2500\./,
  ],
  ['half a person', 'context: {team: {size: 2,5}}', /^The comma ends the value here: "2,5" is no whole number\./],
  ['commas between thousands', 'context: {budgetPerMonth: 1,234,567}', /^The comma ends the value here: "1,234,567" .*; write 1234567\./],
])('names what is wrong with %s', (_, line, words) => {
  expect(said(`${head}${line}\n`)).toEqual([expect.stringMatching(words)]);
});

it.each(['x-own: {a: 2,5 TB}', 'nodes: {n: {service: s, x-a: {runs: 2, 5: }}}', 'layout: {a: [2,5]}'])(
  'takes no other comma for one: %s',
  (line) => {
    expect(said(`${head}${line}\n`).join()).not.toContain('comma');
  },
);

describe('a file of prices of which nothing is taken', () => {
  const meter = book.file.meters.find(
    ({ region, price, tiers, retail }) => price > 0 && !tiers && !retail?.multiply && region !== 'global',
  );
  const rows = (...prices: number[]) =>
    `meter,region,price\n${prices.map((price) => `${meter?.id},${meter?.region},${price}`).join('\n')}\n`;
  const refusedOf = (text: string) => {
    try {
      importPrices({ text, name: 'p.csv', base: book.file, id: 'own', asOf: '2026-11-21' });
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
    return '';
  };

  it('says that its prices are 0, or that they contradict each other', () => {
    expect(refusedOf(rows(0))).toMatch(/^"p\.csv" has no price that can be used: of row 1 \(.*\), only a free step is in the file\./);
    expect(refusedOf(rows(1, 2))).toMatch(
      /of row 1 \(.*\), several rows with different prices fit .*: 1 and 2; the first unit of each step belongs in a column "from"\./,
    );
    expect(refusedOf('meter,region,price\nnobody,westeurope,1\n')).toMatch(/has no price that the price book asks for\./);
  });
});
