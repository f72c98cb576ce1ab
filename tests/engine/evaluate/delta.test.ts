import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, deltaBetween } from '../../../src/engine/evaluate/delta.ts';

const sent = <T>(value: T) => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));
const data = fc.jsonValue({ maxDepth: 4 }).map(sent);

describe('the difference between two values', () => {
  it('turns the one into the other, also after it was sent', () => {
    fc.assert(
      fc.property(data, data, (before, after) => {
        expect(applyDelta(before, sent(deltaBetween(before, after)))).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  it('turns a list into one that was cut, added to or changed in part', () => {
    const list = fc.array(fc.record({ id: fc.integer({ min: 0, max: 9 }), nodes: fc.array(fc.constantFrom('a', 'b', 'c')) }));
    fc.assert(
      fc.property(list, list, list, (start, middle, end) => {
        const [before, after] = [
          [...start, ...middle, ...end],
          [...start, ...end],
        ];
        for (const [one, other] of [
          [before, after],
          [after, before],
        ] as const)
          expect(applyDelta(one, sent(deltaBetween(one, other)))).toEqual(other);
      }),
    );
  });

  it('is nothing between values that say the same', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(deltaBetween(value, structuredClone(value))).toBeUndefined();
      }),
    );
  });

  it('shares what is as before, and treats keys of any name as entries', () => {
    const before = JSON.parse('{"kept": {"a": 1}, "__proto__": {"b": 1}, "gone": 1}') as unknown;
    const after = JSON.parse('{"kept": {"a": 1}, "__proto__": {"b": 2}}') as unknown;
    const result = applyDelta(before, deltaBetween(before, after));
    expect(result).toEqual(after);
    expect((result as { kept: unknown }).kept).toBe((before as { kept: unknown }).kept);
  });

  it('names the one item of a list of thousands that differs, and the one that is gone', () => {
    const before = Array.from({ length: 5000 }, (_, at) => `node-${at}`);
    expect(deltaBetween(before, before.toSpliced(2500, 1))).toEqual({ at: 2500, gone: 1, put: [] });
    expect(deltaBetween(before, before.with(7, 'other'))).toEqual({ at: 0, gone: 0, put: [], items: { 7: { to: 'other' } } });
  });
});
