import { expect, it } from 'vitest';
import { chainOnCanvas } from './canvas-bench.ts';

it('selects what a card, a block, a note and a line are drawn for', () => {
  const { selection, groups, chosen } = chainOnCanvas();
  groups.collapse(['both']);
  chosen.choose('group:both');
  expect([...selection.nodes]).toEqual(['b', 'c']);
  expect([chosen.has('group:both'), chosen.has('a'), [...chosen.shown]]).toEqual([true, false, ['group:both']]);
  chosen.choose('note:why');
  expect([[...selection.nodes], [...selection.notes], chosen.has('note:why')]).toEqual([[], ['why'], true]);
  chosen.toggle('a');
  expect([[...selection.nodes], [...selection.notes]]).toEqual([['a'], ['why']]);
  const [line] = groups.shown.edges;
  expect(line).toMatchObject({ from: 'a', to: 'group:both' });
  chosen.selectLine('a/group:both/data');
  expect([[...selection.nodes], [...selection.edges]]).toEqual([[], ['a/b/data']]);
});

it('selects the edges of the plan with the cards and blocks in a box', () => {
  const { selection, groups, chosen } = chainOnCanvas();
  groups.collapse(['both']);
  chosen.selectBoxed(['group:both'], []);
  expect([...selection.edges]).toEqual(['a/b/data', 'b/c/data', 'c/d/data']);
});

it('selects the edges whose lines a box only touches', () => {
  const { selection, groups, chosen } = chainOnCanvas();
  groups.collapse(['both']);
  chosen.selectBoxed([], ['a/group:both/data']);
  expect([[...selection.nodes], [...selection.edges]]).toEqual([[], ['a/b/data']]);
});
