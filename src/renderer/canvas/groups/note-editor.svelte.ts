import { createContext } from 'svelte';
import type { NoteId, Position } from '#engine/plan';
import { noteOfDrawn } from '../../state/drawn-ids';
import { draftNote } from './drawn';

/** Callbacks for a note that is being edited. */
export interface NoteEditing {
  /** Saves the text typed so far. @param note `undefined` for one that is not in the plan yet @returns the note that it is saved as */
  keep(note: NoteId | undefined, text: string, at: Position | undefined): NoteId | undefined;
  /** Editing is finished. @param isNew true if the note did not exist before */
  done(note: NoteId, text: string, isNew: boolean): void;
}

/** Edits notes in place. Typed text goes into the plan at once and stays, however the user leaves the field. */
export class NoteEditor {
  #editing = $state<string | undefined>(undefined);
  #draft = $state.raw<Position | undefined>(undefined);
  #kept = $state.raw<NoteId | undefined>(undefined);

  constructor(private readonly desk: NoteEditing) {}

  /** The id under which the note that is being edited is drawn. */
  get editing(): string | undefined {
    return this.#editing;
  }

  /** Position of a new note that is being edited. */
  get draft(): Position | undefined {
    return this.#draft;
  }

  /** The note that the text is saved as so far. */
  get kept(): NoteId | undefined {
    return this.#draft && this.#kept;
  }

  start(note: string): void {
    this.#kept = noteOfDrawn(note);
    this.#editing = note;
  }

  startNew(at: Position): void {
    this.#kept = undefined;
    this.#draft = at;
    this.#editing = draftNote;
  }

  /** Saves the typed text. An empty text is not saved: the note is deleted only if the user leaves it empty. */
  type(text: string): void {
    const written = text.trim();
    if (this.#editing !== undefined && written !== '') this.#kept = this.desk.keep(this.#kept, written, this.#draft);
  }

  /** Leaves the field. It may be called twice: for a key, and for the focus that is lost with it. */
  leave(text: string): void {
    if (this.#editing === undefined) return;
    const [kept, draft] = [this.#kept, this.#draft];
    const written = text.trim();
    const note = kept ?? (written === '' ? undefined : this.desk.keep(undefined, written, draft));
    this.#editing = undefined;
    this.#draft = undefined;
    this.#kept = undefined;
    if (note !== undefined) this.desk.done(note, written, draft !== undefined);
  }
}

export const [getNoteEditor, setNoteEditor] = createContext<NoteEditor>();
