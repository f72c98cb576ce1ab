import { beforeEach, expect, it, vi } from 'vitest';
import { NoteEditor } from '../../../../src/renderer/canvas/groups/note-editor.svelte.ts';

const [keep, done] = [vi.fn((note: string | undefined) => note ?? 'made'), vi.fn()];
let editor: NoteEditor;
beforeEach(() => {
  vi.clearAllMocks();
  editor = new NoteEditor({ keep, done });
});

it('keeps what is typed while it is typed, and is done once, however often the field says that it is left', () => {
  editor.start('note:why');
  expect(editor.editing).toBe('note:why');
  editor.type('S');
  editor.type('So ');
  expect(keep.mock.calls).toEqual([
    ['why', 'S', undefined],
    ['why', 'So', undefined],
  ]);
  expect(editor.kept).toBeUndefined(); // it is drawn as itself
  editor.leave(' So. \n');
  editor.leave(' So. \n');
  expect(done.mock.calls).toEqual([['why', 'So.', false]]);
  expect(editor.editing).toBeUndefined();
});

it('leaves a note alone in which nothing was typed, and lets one go that was emptied', () => {
  editor.start('note:why');
  editor.type('  ');
  expect(keep).not.toHaveBeenCalled();
  editor.leave('');
  expect(done.mock.calls).toEqual([['why', '', false]]);
});

it('keeps a new note from its first letter on, drawn as a draft until it is done', () => {
  editor.startNew([8, 16]);
  expect([editor.draft, editor.kept]).toEqual([[8, 16], undefined]);
  editor.type('A');
  editor.type('Ask Ana');
  expect(keep.mock.calls).toEqual([
    [undefined, 'A', [8, 16]],
    ['made', 'Ask Ana', [8, 16]],
  ]);
  expect(editor.kept).toBe('made');
  editor.leave('Ask Ana');
  expect(done.mock.calls).toEqual([['made', 'Ask Ana', true]]);
  expect([editor.draft, editor.kept]).toEqual([undefined, undefined]);
});

it('makes no note of nothing, and one of what was never told as typed', () => {
  editor.startNew([8, 16]);
  editor.leave('  ');
  expect([keep.mock.calls, done.mock.calls, editor.draft]).toEqual([[], [], undefined]);
  editor.startNew([8, 16]);
  editor.leave('Ask Ana');
  expect(done.mock.calls).toEqual([['made', 'Ask Ana', true]]);
});
