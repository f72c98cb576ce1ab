import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../src/renderer/code/read-only-code.ts';

describe('words in a shown text', () => {
  it('are found in upper and lower case, with marks as they are', () => {
    expect(placesOf('a GAP(x) b gap(y)', 'gap(')).toEqual([2, 11]);
    expect(placesOf('a.b axb', 'a.b')).toEqual([0]);
    expect(placesOf('text', '')).toEqual([]);
  });
});
