import { describe, expect, it } from 'vitest';
import { placed, roundedRect, segmentsOf, type Segment } from '../../src/paper/paths';

const rounded = (segments: readonly Segment[]) =>
  segments.map((one) => one.map((value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value)));

describe('path data', () => {
  it('are the same in absolute and relative commands', () => {
    expect(segmentsOf('m1 2 3 4h5v-6l-1-1c1 1 2 2 3 3s2 2 3 3z')).toEqual(segmentsOf('M1,2 L4,6 H9 V0 L8-1 C9 0 10 1 11 2 S13 4 14 5 Z'));
  });

  it('go on from the start of a closed part', () => {
    expect(segmentsOf('M1 1h2v2zl5 5').at(-1)).toEqual(['L', 6, 6]);
  });

  it('have quadratic curves as cubic ones', () => {
    expect(rounded(segmentsOf('M0 0Q3 3 6 0T12 0'))).toEqual([
      ['M', 0, 0],
      ['C', 2, 2, 4, 2, 6, 0],
      ['C', 8, -2, 10, -2, 12, 0],
    ]);
  });

  it('have arcs that end where they say, on their circle', () => {
    for (const flags of ['0 0', '0 1', '1 0', '1 1']) {
      const segments = segmentsOf(`M10 0A10 10 0 ${flags} 0 10`);
      const last = segments.at(-1);
      expect(last?.slice(-2)).toEqual([0, 10]);
      expect(segments).toHaveLength(flags.startsWith('1') ? 4 : 2);
    }
    // the large arc with its centre at 0, 0 passes through -10, 0
    expect(rounded(segmentsOf('M10 0A10 10 0 1 0 0 10')).some((one) => one.at(-2) === -10 && one.at(-1) === 0)).toBe(true);
  });

  it('read flags of arcs that touch their numbers', () => {
    expect(segmentsOf('M0 0a5 5 0 1110 0')).toEqual(segmentsOf('M0 0 a 5 5 0 1 1 10 0'));
  });

  it.each(['M1', 'x', 'M0 0 L', 'M0 0 Z1', '1 2', 'M0 0a5 5 0 2 1 10 0'])('are refused if they are none: %s', (d) => {
    expect(() => segmentsOf(d)).toThrow('no path data');
  });
});

describe('an outline', () => {
  it('is scaled first and moved then', () => {
    expect(placed(segmentsOf('M1 2L3 4Z'), 10, 20, 2)).toEqual([['M', 12, 24], ['L', 16, 28], ['Z']]);
  });

  it('of a rectangle has corners of at most half of a side', () => {
    expect(roundedRect(0, 0, 10, 4, 99)).toEqual(roundedRect(0, 0, 10, 4, 2));
  });
});
