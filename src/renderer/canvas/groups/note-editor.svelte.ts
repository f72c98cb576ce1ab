import { createContext } from 'svelte';
import type { NoteId, Position } from '#engine/plan';
import { noteOfDrawn } from '../../state/drawn-ids';
import { draftNote } from './drawn';

/** Writing notes where they stand. However the field is left, what was typed is kept. */
export class NoteEditor {
  #editing = $state<string | undefined>(undefined);
  #draft = $state.raw<Position | undefined>(undefined);

  constructor(
    private readonly add: (text: string, at: Position) => void,
    private readonly change: (note: NoteId, text: string) => void,
  ) {}

  /** The note that is written, by the id that it is drawn by. */
  get editing(): string | undefined {
    return this.#editing;
  }

  /** Where a note is written that is not in the plan yet. */
  get draft(): Position | undefined {
    return this.#draft;
  }

  start(note: string): void {
    this.#editing = note;
  }

  startNew(at: Position): void {
    this.#draft = at;
    this.#editing = draftNote;
  }

  /** Leaves the field, which may be told twice: by a key, and by the focus that goes with it. */
  leave(text: string): void {
    const [editing, draft] = [this.#editing, this.#draft];
    this.#editing = undefined;
    this.#draft = undefined;
    const written = text.trim();
    if (draft) {
      if (written !== '') this.add(written, draft);
    } else if (editing !== undefined) this.change(noteOfDrawn(editing) ?? '', written);
  }
}

export const [getNoteEditor, setNoteEditor] = createContext<NoteEditor>();
