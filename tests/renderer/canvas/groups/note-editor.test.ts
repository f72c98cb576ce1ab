import { beforeEach, expect, it, vi } from 'vitest';
import { NoteEditor } from '../../../../src/renderer/canvas/groups/note-editor.svelte.ts';

const [add, change] = [vi.fn(), vi.fn()];
let editor: NoteEditor;
beforeEach(() => {
  vi.resetAllMocks();
  editor = new NoteEditor(add, change);
});

it('keeps what was typed, once, however often the field says that it is left', () => {
  editor.start('note:why');
  expect(editor.editing).toBe('note:why');
  editor.leave(' So. \n');
  editor.leave(' So. \n');
  expect(change.mock.calls).toEqual([['why', 'So.']]);
  expect(editor.editing).toBeUndefined();
});

it('makes a note of what is written for the first time, and none of nothing', () => {
  editor.startNew([8, 16]);
  expect(editor.draft).toEqual([8, 16]);
  editor.leave('  ');
  expect([add.mock.calls, change.mock.calls, editor.draft]).toEqual([[], [], undefined]);
  editor.startNew([8, 16]);
  editor.leave('Ask Ana');
  expect(add.mock.calls).toEqual([['Ask Ana', [8, 16]]]);
  expect(change).not.toHaveBeenCalled();
});
