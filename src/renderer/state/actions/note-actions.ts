import { freshKey, type NoteId, type PlanEdit, type Position } from '#engine/plan';
import type { ActionParts } from './action-parts';
import { letGo } from './selection-actions';

/** Edits notes on the canvas. */
export class NoteActions {
  constructor(private readonly parts: ActionParts) {}

  /** Saves the text of a note so far. @param at position of a new one @returns the note that it is saved as */
  write(note: NoteId | undefined, text: string, at: Position | undefined): NoteId | undefined {
    const { notes } = this.parts.editor.plan;
    const gesture = { gesture: 'note' };
    if (note !== undefined && notes[note])
      this.parts.editor.edit('Change a note', [{ type: 'change-note', id: note, set: { text } }], gesture);
    else if (at) {
      const id = freshKey(notes, text, 'note');
      this.parts.editor.edit('Write a note on the canvas', [{ type: 'add-note', id, note: { text, at: [at[0], at[1]] } }], gesture);
      return id;
    }
    return note;
  }

  /** Ends editing a note. A new one is named after its text, and an empty one is removed. */
  written(id: NoteId, text: string, isNew: boolean): void {
    const { editor, selection, messages } = this.parts;
    const note = editor.plan.notes[id];
    if (!note) return;
    const gesture = { gesture: 'note' };
    const others = Object.fromEntries(Object.entries(editor.plan.notes).filter(([other]) => other !== id));
    const called = isNew ? freshKey(others, text, 'note') : id;
    const label = 'Write a note on the canvas';
    if (text === '' && !isNew) this.removeEmptied(id);
    else if (text === '') editor.edit(label, [{ type: 'remove-notes', ids: [id] }], gesture);
    else if (called === id) editor.edit('Change a note', [{ type: 'change-note', id, set: { text } }], gesture);
    else {
      const moved: PlanEdit = { type: 'add-note', id: called, note: { ...note, text } };
      editor.edit(label, [{ type: 'remove-notes', ids: [id] }, moved], gesture);
    }
    editor.endGesture();
    if (!isNew || text === '') return;
    selection.select([], [], [called]);
    messages.announce('Note written.');
  }

  /** Removes a note that was left empty. */
  removeEmptied(note: NoteId): void {
    this.parts.editor.edit('Delete 1 note', [{ type: 'remove-notes', ids: [note] }]);
    letGo(this.parts);
  }
}
