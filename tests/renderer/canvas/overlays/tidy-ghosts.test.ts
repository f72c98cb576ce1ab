import { expect, it } from 'vitest';
import type { Plan } from '#engine/plan';
import { ghostPlaces } from '../../../../src/renderer/canvas/overlays/tidy-ghosts.ts';

const plan: Pick<Plan, 'layout' | 'groups'> = {
  layout: { a: [0, 0], b: [0, 100], c: [300, 0] },
  groups: { in: { nodes: ['a', 'b'] } },
};

it('shows each node that moves while nothing is collapsed', () => {
  expect(ghostPlaces(plan, new Set(), { a: [8, 0], c: [300, 8] })).toEqual([
    ['a', [8, 0]],
    ['c', [300, 8]],
  ]);
});

it('shows a block where it would stand, and none of its nodes', () => {
  expect(ghostPlaces(plan, new Set(['in']), { a: [80, 40], b: [80, 140], c: [300, 8] })).toEqual([
    ['c', [300, 8]],
    ['group:in', [80, 40]],
  ]);
});

it('shows no ghost of a block that stays when only its nodes would move', () => {
  expect(ghostPlaces(plan, new Set(['in']), { b: [0, 160] })).toEqual([]);
});
