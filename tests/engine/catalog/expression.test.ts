import { describe, expect, it } from 'vitest';
import { ExpressionError, FieldExpressions, type FieldValue } from '#engine/catalog';
import { choice, count, size } from '../../harness/small-catalog.ts';

const titled = { title: 'Made for a test', help: 'Made for a test.' };
const expressions = new FieldExpressions([
  count('runs'),
  size('dataPerRun'),
  { id: 'runTime', type: 'duration', ...titled },
  choice('tier', ['standard', 'premium']),
  { id: 'spot', type: 'flag', ...titled },
  { id: 'machine', type: 'vm', ...titled },
]);
const values: Readonly<Record<string, FieldValue>> = {
  runs: 30,
  dataPerRun: 0.5,
  runTime: 1.5,
  tier: 'premium',
  spot: true,
  machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16, gpus: 0 },
};

describe('an expression over usage fields', () => {
  it.each<[string, 'double' | 'bool' | 'string', unknown]>([
    ['runs * runTime', 'double', 45],
    ['runs * 2', 'double', 60],
    ['2 * runs', 'double', 60],
    ['runs / 60', 'double', 0.5],
    ['1 + runs - 1', 'double', 30],
    ['7 / 2', 'double', 3], // whole numbers divide as whole numbers do in CEL
    ['7 / 2.0', 'double', 3.5],
    ['730', 'double', 730],
    ['ceil(runTime)', 'double', 2],
    ['ceil(125.0 / 60.0 * 60.0)', 'double', 125], // a little more than 125 as a double
    ['ceil(125.0000001)', 'double', 126],
    ['floor(0.1 * 3.0 * 10.0 - 0.0000000000000001)', 'double', 3],
    ['floor(2.9999999)', 'double', 2],
    ['floor(runTime)', 'double', 1],
    ['max(runs, 40)', 'double', 40],
    ['min(40, runs)', 'double', 30],
    ['max(dataPerRun, 0.1)', 'double', 0.5],
    ['tier == "premium" ? 2.0 : 1.0', 'double', 2],
    ['spot', 'bool', true],
    ['tier != "standard" && runs > 10', 'bool', true],
    ['runs >= 31 || !spot', 'bool', false],
    ['machine.vcpus * runs', 'double', 120],
    ['machine.sku', 'string', 'Standard_D4s_v5'],
  ])('%s', (text, type, expected) => {
    expect(expressions.parse(text, type).evaluate(values)).toBe(expected);
  });

  it('says which fields it reads, in alphabetical order, words in quotes and parts of a field left out', () => {
    const text = 'tier == "runs" && machine.runs > 1.0 && spot ? runTime : dataPerRun * dataPerRun';
    expect(expressions.parse(text, 'double').fields).toEqual(['dataPerRun', 'machine', 'runTime', 'spot', 'tier']);
  });

  it('is read once', () => {
    expect(expressions.parse('runs * 3', 'double')).toBe(expressions.parse('runs * 3', 'double'));
  });
});

describe('an expression that cannot be used is refused when it is read', () => {
  it.each<[what: string, text: string, type: 'double' | 'bool' | 'string', message: RegExp]>([
    ['a field that there is not', 'runz * 2', 'double', /runz/],
    ['another type than is asked for', 'runs > 3', 'double', /yields bool, not double/],
    ['a number for a condition', 'runs', 'bool', /yields double, not bool/],
    ['a text times a number', 'tier * 2', 'double', /no such overload/],
    ['half an expression', 'runs *', 'double', /./],
    ['nothing', '', 'double', /./],
    ['a function that there is not', 'sqrt(runs)', 'double', /sqrt/],
    ['more operations than is sane', Array.from({ length: 600 }, () => 'runs').join(' + '), 'double', /./],
    ['brackets nested deeper than is sane', `${'('.repeat(60)}runs${')'.repeat(60)}`, 'double', /./],
  ])('%s', (_, text, type, message) => {
    expect(() => expressions.parse(text, type)).toThrow(ExpressionError);
    expect(() => expressions.parse(text, type)).toThrow(message);
    expect(() => expressions.parse(text, type)).not.toThrow(/\n/); // one line, to stand in a message
  });
});

describe('an expression whose values are not there', () => {
  it('is an error when it is computed', () => {
    const { runs: _, ...others } = values;
    expect(() => expressions.parse('runs * 2', 'double').evaluate(others)).toThrow(ExpressionError);
    expect(() => expressions.parse('machine.dbuPerHour * runs', 'double').evaluate(values)).toThrow(ExpressionError);
  });

  it('can still be computed where the value is not needed', () => {
    const { dataPerRun: _, ...others } = values;
    expect(expressions.parse('spot ? runs : dataPerRun', 'double').evaluate(others)).toBe(30);
  });
});
