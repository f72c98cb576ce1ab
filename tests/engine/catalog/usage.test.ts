import { describe, expect, it } from 'vitest';
import { usageOf, type Field, type UsageProblem } from '#engine/catalog';
import type { Plan, UsageValue } from '#engine/plan';
import { aBook, aService, choice, count, meter, size } from '../../harness/small-catalog.ts';

const book = aBook([
  meter('d4', 1, { machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16, dbuPerHour: 0.75 } }),
  meter('nc6', 2, { machine: { sku: 'Standard_NC6', vcpus: 6, memoryGb: 56, gpu: { model: 'K80', count: 1 } } }),
  meter('nv', 2, { machine: { sku: 'Standard_NV', vcpus: 6, memoryGb: 56, gpu: { model: 'M60' } } }),
]);
const titled = { title: 'Made for a test', help: 'Made for a test.' };
const service = aService('job', {
  name: 'Job service',
  usage: [
    { id: 'nodes', type: 'number', unit: 'nodes', integer: true, min: 1, max: 100, ...titled },
    count('runs'),
    size('dataPerRun', { max: '5 TB' }),
    { id: 'runTime', type: 'duration', ...titled, max: '2 d' },
    { id: 'memory', type: 'size', of: 'memory', ...titled, default: '512 MB', max: '4096 MB' },
    { id: 'speed', type: 'size', per: 'hour', ...titled },
    choice('tier', ['standard', 'premium'], 'standard'),
    { id: 'spot', type: 'flag', default: false, ...titled },
    { id: 'machine', type: 'vm', default: 'Standard_D4s_v5', ...titled },
    { id: 'label', type: 'text', pattern: '[a-z]+', ...titled },
  ] satisfies Field[],
});

function read(usage: Readonly<Record<string, UsageValue>>, assumptions: Plan['assumptions'] = {}) {
  return usageOf({ service: 'job', usage }, service, assumptions, book);
}
function likely(field: string, value: UsageValue, assumptions?: Plan['assumptions']) {
  const { values, problems } = read({ [field]: value }, assumptions);
  expect(problems).toEqual([]);
  return values[field]?.likely;
}
function problem(field: string, value: UsageValue, assumptions?: Plan['assumptions']): UsageProblem | undefined {
  const { values, problems } = read({ [field]: value }, assumptions);
  expect(problems).toHaveLength(1);
  expect(values[field]).toBeUndefined();
  return problems[0];
}

describe('a value of a usage field', () => {
  it.each([
    ['a number', 'runs', 2.5, 2.5],
    ['a whole number at its lower bound', 'nodes', 1, 1],
    ['a whole number at its upper bound', 'nodes', 100, 100],
    ['an amount of data, counted in GB', 'dataPerRun', '1.5 TB', 1500],
    ['an amount of data in small units', 'dataPerRun', '250 MB', 0.25],
    ['a length of time, counted in hours', 'runTime', '90 min', 1.5],
    ['days', 'runTime', '2 d', 48],
    ['milliseconds', 'runTime', '36 ms', 36 * (1 / 3_600_000)],
    ['a binary unit of data', 'dataPerRun', '1 GiB', 1.073741824],
    ['MB of memory, 1,024 to a GB', 'memory', '512 MB', 0.5],
    ['memory with a binary unit, as Kubernetes writes it', 'memory', '1536 MiB', 1.5],
    ['a small amount of memory', 'memory', '131072 KB', 0.125],
    ['a rate of an hour', 'speed', '100 MB/s', 360],
    ['a choice', 'tier', 'premium', 'premium'],
    ['true or false', 'spot', true, true],
    ['a text that fits its pattern', 'label', 'abc', 'abc'],
  ])('%s', (_, field, value, expected) => {
    expect(likely(field, value)).toBe(expected);
  });

  it('of memory has a default and a largest value that are counted alike', () => {
    expect(read({}).values['memory']?.likely).toBe(0.5);
    expect(likely('memory', '4 GB')).toBe(4);
    expect(problem('memory', '5 GB')?.message).toBe('"memory" must be 4096 MB at most, not 5 GB');
  });

  it('that is a machine size without a price is its name, and nothing that nobody knows', () => {
    expect(likely('machine', 'Standard_D2as_v5')).toEqual({ sku: 'Standard_D2as_v5' });
    expect(read({ machine: 'Standard_D2as_v5' }).problems).toEqual([]);
  });

  it('that is a machine size becomes what expressions ask of it, however it is capitalised', () => {
    expect(likely('machine', 'standard_d4S_v5')).toEqual({ sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16, gpus: 0, dbuPerHour: 0.75 });
    expect(likely('machine', 'Standard_NC6')).toEqual({ sku: 'Standard_NC6', vcpus: 6, memoryGb: 56, gpus: 1 });
    expect(likely('machine', 'Standard_NV')).toEqual({ sku: 'Standard_NV', vcpus: 6, memoryGb: 56 });
  });

  it('may be a range', () => {
    expect(read({ dataPerRun: { low: '500 MB', likely: '80 GB', high: '2 TB' } }).values['dataPerRun']).toEqual({
      low: 0.5,
      likely: 80,
      high: 2000,
      from: 'node',
    });
    expect(read({ runs: { low: 1, likely: 2, high: 3 } }).values['runs']).toEqual({ low: 1, likely: 2, high: 3, from: 'node' });
  });

  it('may refer to an assumption, a range too', () => {
    const assumptions = { runsPerMonth: 30, data: { low: '1 GB', likely: '2 GB', high: '3 GB' } };
    expect(read({ runs: '$runsPerMonth', dataPerRun: '$data' }, assumptions)).toMatchObject({
      values: {
        runs: { low: 30, likely: 30, high: 30, from: { assumption: 'runsPerMonth' } },
        dataPerRun: { low: 1, likely: 2, high: 3, from: { assumption: 'data' } },
      },
      problems: [],
    });
  });

  it("is the catalog's when the node says nothing, and left out where the catalog has none", () => {
    const { values, problems } = read({});
    expect(problems).toEqual([]);
    expect(Object.fromEntries(Object.entries(values).map(([id, { likely: value, from }]) => [id, { value, from }]))).toEqual({
      tier: { value: 'standard', from: 'default' },
      memory: { value: 0.5, from: 'default' },
      spot: { value: false, from: 'default' },
      machine: { value: expect.objectContaining({ sku: 'Standard_D4s_v5' }), from: 'default' },
    });
  });
});

describe('what is wrong with a value', () => {
  it.each<[what: string, field: string, value: UsageValue, message: string, suggestion: UsageProblem['suggestion']]>([
    [
      'a range that falls',
      'runs',
      { low: 3, likely: 2, high: 4 },
      '"runs" must go up from low over likely to high; it goes from 3 over 2 to 4',
      undefined,
    ],
    [
      'a text for a number',
      'runs',
      'many',
      '"runs" must be a number (units): "many" is no number; write digits, such as 1500 or 0.5',
      undefined,
    ],
    [
      'an amount for a number',
      'runs',
      '80 GB',
      '"runs" must be a number (units): "80 GB" is no number; write digits, such as 1500 or 0.5',
      undefined,
    ],
    ['a number in quotation marks', 'runs', '30', '"runs" must be a number (units) without quotation marks; write 30', { value: 30 }],
    [
      'a decimal comma',
      'runs',
      '2,5',
      '"runs" must be a number (units): "2,5" has a decimal comma where a point is the decimal mark; write 2.5',
      { value: 2.5 },
    ],
    [
      'what is one or a thousand',
      'runs',
      '1,000',
      '"runs" must be a number (units): "1,000" can be read as 1000 or as 1; write the one that is meant',
      undefined,
    ],
    [
      'a mark in what can only be whole',
      'nodes',
      '2,500',
      '"nodes" must be a number (nodes): "2,500" is not written as a whole number; write 2500',
      { value: 2500 },
    ],
    ['less than nothing', 'runs', -1, '"runs" must be 0 or more (units), not \u22121', undefined],
    [
      'more than can be counted with',
      'runs',
      1e300,
      '"runs" must be 1,000,000,000,000 at most (units), not over 1,000,000,000,000,000',
      undefined,
    ],
    ['less than can be counted with', 'runs', 1e-300, '"runs" must be 0, or 0.000000001 or more (units)', undefined],
    ['a part of a whole number', 'nodes', 1.5, '"nodes" must be a whole number (nodes), not 1.5', undefined],
    ['below the bound', 'nodes', 0, '"nodes" must be 1 or more (nodes), not 0', { value: 1 }],
    ['above the bound', 'nodes', 101, '"nodes" must be 100 at most (nodes), not 101', { value: 100 }],
    ['a size without its unit', 'dataPerRun', 80, '"dataPerRun" needs a unit: 80 what? Write it like "80 GB"', { value: '80 GB' }],
    ['a time without its unit', 'runTime', 2, '"runTime" needs a unit: 2 what? Write it like "20 min"', { value: '2 h' }],
    ['a time for a size', 'dataPerRun', '20 min', '"dataPerRun" must be an amount such as "80 GB", not "20 min"', undefined],
    ['a size for a time', 'runTime', '80 GB', '"runTime" must be an amount such as "20 min", not "80 GB"', undefined],
    [
      'an amount with a decimal comma',
      'dataPerRun',
      '2,5 TB',
      '"dataPerRun" must be an amount such as "80 GB": "2,5 TB" has a decimal comma where a point is the decimal mark; write 2.5 TB',
      { value: '2.5 TB' },
    ],
    [
      'an amount beyond all bounds',
      'dataPerRun',
      '1e300 TB',
      '"dataPerRun" must be an amount such as "80 GB": "1e300 TB" is more than can be counted with; the most is 1,000,000,000 TB',
      undefined,
    ],
    ['no amount at all', 'dataPerRun', true, '"dataPerRun" must be an amount such as "80 GB", not true', undefined],
    ['a negative size', 'dataPerRun', '-1 GB', '"dataPerRun" must be 0 or more, not "-1 GB"', undefined],
    ['a size above its bound', 'dataPerRun', '6 TB', '"dataPerRun" must be 5 TB at most, not 6 TB', { value: '5 TB' }],
    [
      'a choice that is nearly one',
      'tier',
      'premum',
      '"tier" cannot be "premum"; it is one of "standard" (The standard), "premium" (The premium)',
      { value: 'premium' },
    ],
    [
      'a choice that is far off',
      'tier',
      'gold',
      '"tier" cannot be "gold"; it is one of "standard" (The standard), "premium" (The premium)',
      undefined,
    ],
    ['a word for true or false', 'spot', 'yes', '"spot" must be true or false, not "yes"', undefined],
    [
      'a machine size that is nearly one',
      'machine',
      'Standard_D4z_v5',
      '"machine" cannot be "Standard_D4z_v5", which is not the name of an Azure machine size; did you mean Standard_D4s_v5?',
      { value: 'Standard_D4s_v5' },
    ],
    [
      'a machine size without its underscore',
      'machine',
      'Standard_D2sv5',
      '"machine" cannot be "Standard_D2sv5", which is not the name of an Azure machine size; did you mean Standard_D2s_v5?',
      { value: 'Standard_D2s_v5' },
    ],
    ['a machine size that is a number', 'machine', 4, '"machine" must be a machine size such as "Standard_D4s_v5", not 4', undefined],
    ['a text that does not fit', 'label', 'ABC', '"label" cannot be "ABC"', undefined],
  ])('%s', (_, field, value, message, suggestion) => {
    expect(problem(field, value)).toEqual({ field, message, ...(suggestion ? { suggestion } : {}) });
  });

  it('is said of any part of a range', () => {
    expect(problem('nodes', { low: 0, likely: 2, high: 3 })?.message).toContain('must be 1 or more');
    expect(problem('nodes', { low: 1, likely: 2, high: 300 })?.message).toContain('must be 100 at most');
  });

  it('is said of an assumption by the name of the field that refers to it', () => {
    expect(problem('dataPerRun', '$data', { data: '20 min' })).toEqual({
      field: 'dataPerRun',
      message: '"dataPerRun" must be an amount such as "80 GB", not "20 min"',
    });
  });

  it('names the assumption that is probably meant', () => {
    expect(problem('runs', '$runPerMonth', { runsPerMonth: 30 })).toEqual({
      field: 'runs',
      message: '"runs" refers to the assumption "runPerMonth", which the plan does not have',
      suggestion: { value: '$runsPerMonth' },
    });
    expect(problem('runs', '$other', { runsPerMonth: 30 })?.suggestion).toBeUndefined();
    expect(problem('runs', '$toString')?.message).toContain('which the plan does not have');
  });

  it('names the field that is probably meant', () => {
    expect(read({ node: 3 }).problems).toEqual([
      { field: 'node', message: '"node" is not a usage field of Job service; did you mean "nodes"?', suggestion: { key: 'nodes' } },
    ]);
    expect(read({ zzzzzz: 3 }).problems).toEqual([{ field: 'zzzzzz', message: '"zzzzzz" is not a usage field of Job service' }]);
    // the one that is meant is there already: renaming would lose one of them
    expect(read({ node: 3, nodes: 4 }).problems[0]?.suggestion).toBeUndefined();
  });

  it('says so when a service has no fields', () => {
    const bare = aService('bare', { name: 'Bare' });
    expect(usageOf({ service: 'bare', usage: { nodes: 1 } }, bare, {}, book).problems).toEqual([
      { field: 'nodes', message: '"nodes" is not a usage field of Bare, which has none' },
    ]);
  });

  it("is nothing where keys are the user's own", () => {
    expect(read({ 'x-note': 'measured in May' }).problems).toEqual([]);
  });
});
