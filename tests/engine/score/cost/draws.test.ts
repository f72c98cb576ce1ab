import { describe, expect, it } from 'vitest';
import { numbersFrom, order, seedOf, shuffledStrata, triangular } from '../../../../src/engine/score/cost/draws.ts';

describe('a seed', () => {
  it('is the FNV-1a hash of its words', () => {
    expect([seedOf(''), seedOf('a'), seedOf('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });
});

describe('numbers', () => {
  it('are those of mulberry32', () => {
    const first = (seed: number) => {
      const next = numbersFrom(seed);
      return [next(), next(), next()];
    };
    expect(first(0)).toEqual([0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]);
    expect(first(42)).toEqual([0.6011037519201636, 0.44829055899754167, 0.8524657934904099]);
    expect(first(0xffffffff)).toEqual([0.8964226141106337, 0.189478256739676, 0.7156526781618595]);
  });
});

describe('shuffled strata', () => {
  it('have one number in each of the parts, in an order that depends on the seed', () => {
    expect([...shuffledStrata(1, 5)]).toEqual([
      0.993675579642877, 0.12541478811763226, 0.7962101934943349, 0.5054894079919905, 0.20054714423604308,
    ]);
    const parts = (seed: number) => [...shuffledStrata(seed, 8)].map((value) => Math.floor(value * 8));
    expect(parts(7)).toEqual([2, 7, 6, 3, 0, 1, 5, 4]);
    expect([...parts(8)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(parts(8)).not.toEqual(parts(7));
  });

  it('may be one, or none', () => {
    expect(shuffledStrata(3, 1)).toHaveLength(1);
    expect(shuffledStrata(3, 0)).toHaveLength(0);
  });
});

describe('the quantile of a triangular distribution', () => {
  it.each([
    [0, 10],
    [0.125, 15],
    [0.5, 20],
    [0.92, 26],
    [1, 30],
  ])('of 10, 20, 30 at %d is %d', (chance, value) => {
    expect(triangular(chance, 10, 20, 30)).toBeCloseTo(value, 12);
  });

  it('goes by where the likely value is', () => {
    // a quarter of the mass lies below 10
    expect(triangular(0.25, 0, 10, 40)).toBeCloseTo(10, 12);
    expect(triangular(0.04, 0, 10, 40)).toBeCloseTo(4, 12);
    expect(triangular(0.73, 0, 10, 40)).toBeCloseTo(22, 12);
  });

  it('may have its likely value at an end, or no width', () => {
    expect(triangular(0.25, 5, 5, 9)).toBeCloseTo(9 - Math.sqrt(12), 12);
    expect(triangular(0.25, 5, 9, 9)).toBeCloseTo(7, 12);
    expect(triangular(0.3, 7, 7, 7)).toBe(7);
  });
});

it('texts are ordered by their characters', () => {
  expect([order('a', 'b'), order('b', 'a'), order('a', 'a'), order('B', 'a')]).toEqual([-1, 1, 0, -1]);
});
