import { createContext } from 'svelte';
import type { NoteId, Position } from '#engine/plan';
import { noteOfDrawn } from '../../state/drawn-ids';
import { draftNote } from './drawn';

/** What becomes of a note that is written. */
export interface NoteDesk {
  /** Keeps what is typed so far. @param note the note, or `undefined` of one that is not in the plan yet @returns the note that it is kept as */
  keep(note: NoteId | undefined, text: string, at: Position | undefined): NoteId | undefined;
  /** It is written. @param isNew whether it was not there before */
  done(note: NoteId, text: string, isNew: boolean): void;
}

/** Writing notes where they stand. What is typed is in the plan at once; however the field is left, it stays. */
export class NoteEditor {
  #editing = $state<string | undefined>(undefined);
  #draft = $state.raw<Position | undefined>(undefined);
  #kept = $state.raw<NoteId | undefined>(undefined);

  constructor(private readonly desk: NoteDesk) {}

  /** The note that is written, by the id that it is drawn by. */
  get editing(): string | undefined {
    return this.#editing;
  }

  /** Where a note is written that was not in the plan before. */
  get draft(): Position | undefined {
    return this.#draft;
  }

  /** The note that this is kept as meanwhile. */
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

  /** Something was typed. Of nothing, nothing is kept: only who leaves a note empty wants none. */
  type(text: string): void {
    const written = text.trim();
    if (this.#editing !== undefined && written !== '') this.#kept = this.desk.keep(this.#kept, written, this.#draft);
  }

  /** Leaves the field, which may be told twice: by a key, and by the focus that goes with it. */
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
