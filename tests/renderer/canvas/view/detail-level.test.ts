import { describe, expect, it } from 'vitest';
import { enoughCards, isOverview, levelAt } from '../../../../src/renderer/canvas/view/detail-level';

describe('levelAt', () => {
  it('leaves out what cannot be read', () => {
    expect([1, 0.5, 0.49, 0.28, 0.27, 0.05].map(levelAt)).toEqual(['card', 'card', 'name', 'name', 'block', 'block']);
  });
});

describe('isOverview', () => {
  it('is a matter of how many cards are in view', () => {
    expect(isOverview(0.2, 150, false)).toBe(false);
    expect(isOverview(0.2, enoughCards, false)).toBe(true);
  });

  it('does not flicker along its border', () => {
    expect(isOverview(0.2, 130, true)).toBe(true);
    expect(isOverview(0.2, 130, false)).toBe(false);
    expect(isOverview(0.2, 119, true)).toBe(false);
  });

  it('never takes cards away that can be read', () => {
    expect(isOverview(0.6, 5000, true)).toBe(false);
  });
});
