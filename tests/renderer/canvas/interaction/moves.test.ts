import { expect, it } from 'vitest';
import { chainOnCanvas } from './canvas-bench.ts';

it('moves all nodes of a block that is dragged, and what is selected out of sight with it', () => {
  const { editor, selection, groups, moves } = chainOnCanvas();
  groups.collapse(['both']);
  selection.select(['b', 'c', 'd'], [], ['why']);
  const [x, y] = groups.shown.layout['group:both'] ?? [0, 0];
  moves.drop({ 'group:both': [x + 40, y + 8] });
  expect(editor.plan.layout).toEqual({ a: [0, 0], b: [340, 8], c: [640, 8], d: [940, 8] });
  expect(editor.plan.notes['why']?.at).toEqual([40, 508]);
  expect(editor.undo()).toBe('Move a group');
});

it('moves nothing but what is dragged when that is not selected', () => {
  const { editor, selection, moves } = chainOnCanvas();
  selection.select(['d']);
  moves.drop({ a: [16, 0] });
  expect([editor.plan.layout['a'], editor.plan.layout['d']]).toEqual([
    [16, 0],
    [900, 0],
  ]);
});
