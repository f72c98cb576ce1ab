import { describe, expect, it } from 'vitest';
import {
  agreeing,
  count,
  counted,
  countedOf,
  countsOf,
  dayOf,
  dayWords,
  list,
  mebibytes,
  moment,
  times,
  titles,
  withArticle,
} from '#engine/format';

describe('a count', () => {
  it.each([
    [0, '0 nodes'],
    [1, '1 node'],
    [2, '2 nodes'],
    [43800, '43,800 nodes'],
    [1.5, '1.5 nodes'],
    [1.04, '1 node'],
    [0.96, '1 node'],
    [12.5, '13 nodes'],
    [9.96, '10 nodes'],
    [NaN, 'unknown nodes'],
  ])('%d is %s', (amount, text) => expect(counted(amount, 'node')).toBe(text));

  it('has a plural of its own where "s" does not make it', () => expect(counted(2, 'entry', 'entries')).toBe('2 entries'));
  it('has no decimals from 10 on', () => expect([9.94, 10.04, 1234.5].map(count)).toEqual(['9.9', '10', '1,235']));
  it('of times is one time', () => expect([1, 1.5, 15].map(times)).toEqual(['1 time', '1.5 times', '15 times']));

  it.each([
    [0, 1, '0 of 1 edge is'],
    [1, 1, '1 of 1 edge is'],
    [0, 3, '0 of 3 edges are'],
    [1, 3, '1 of 3 edges is'],
    [2, 3, '2 of 3 edges are'],
  ])('%d of %d has the verb of what is counted', (part, whole, text) => expect(countedOf(part, whole, 'edge', ['is', 'are'])).toBe(text));

  it('has a verb for one and for several, and nothing is several', () => {
    expect([0, 1, 2].map((amount) => agreeing(amount, 'costs', 'cost'))).toEqual(['cost', 'costs', 'cost']);
  });

  it('of several kinds leaves out what there is none of', () => {
    expect(countsOf({ node: 2, edge: 1, note: 0 })).toBe('2 nodes and 1 edge');
    expect(countsOf({ node: 0 })).toBe('');
  });
});

describe('a list', () => {
  const abc = ['a', 'b', 'c', 'd', 'e'];
  it.each([
    [0, ''],
    [1, 'a'],
    [2, 'a and b'],
    [3, 'a, b and c'],
  ])('of %d', (length, text) => expect(list(abc.slice(0, length))).toBe(text));
  it('can have "or"', () => expect(list(abc.slice(0, 3), 'or')).toBe('a, b or c'));
  it('counts what it does not name, which is never one thing', () => {
    expect(list(abc, 'and', 5)).toBe('a, b, c, d and e');
    expect(list(abc, 'and', 4)).toBe('a, b, c and 2 others');
  });
  it('of titles has them in quotes', () => {
    expect(titles([{ title: 'A' }, { title: 'B' }])).toBe('"A" and "B"');
  });
});

describe('a day', () => {
  it('is written as files write it', () => expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05'));
  it('or a month goes on in a sentence', () => {
    expect([dayWords('2026-11-21'), dayWords('2026-11')]).toEqual(['on 2026-11-21', 'in November 2026']);
  });
  it('of a moment is said only when it is another', () => {
    const noon = new Date(2026, 10, 21, 12, 0).getTime();
    expect(moment(new Date(2026, 10, 21, 9, 5).getTime(), noon)).toBe('09:05');
    expect(moment(new Date(2026, 10, 20, 9, 5).getTime(), noon)).toBe('2026-11-20, 09:05');
    expect(moment(new Date(2025, 10, 20, 9, 5).getTime(), noon)).toBe('2025-11-20, 09:05');
    expect(moment(new Date(2026, 10, 20, 9, 5).getTime(), noon, 'de-DE')).toBe('2026-11-20, 09:05');
  });
});

it('the length of a file has one decimal at most', () => {
  const mib = 1024 * 1024;
  expect([0, mib, 4.25 * mib, 1024.04 * mib].map(mebibytes)).toEqual(['0 MiB', '1 MiB', '4.3 MiB', '1,024 MiB']);
});

describe('withArticle', () => {
  it.each([
    ['data edge', 'a data edge'],
    ['image edge', 'an image edge'],
    ['Artifact', 'an Artifact'],
  ])('gives %s its article', (noun, words) => {
    expect(withArticle(noun)).toBe(words);
  });
});
