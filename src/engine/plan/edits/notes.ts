import type { Note, NoteId, Plan, Position } from '../model';
import type { Apply } from './edit';
import { merged, without } from './maps';

export const addNote: Apply<'add-note'> = (plan, { id, note }, draft) => {
  if (Object.hasOwn(plan.notes, id) || note.text === '') return plan;
  return { ...plan, notes: draft.with(plan.notes, id, { ...note, at: whole(note.at) }) };
};

export const changeNote: Apply<'change-note'> = (plan, { id, set }) => {
  const note = noteOf(plan, id);
  if (!note || set.text === '') return plan;
  return withNotes(plan, { [id]: merged(note, set.at ? { ...set, at: whole(set.at) } : set) });
};

export const moveNotes: Apply<'move-notes'> = (plan, { to }) => {
  const moved: Record<NoteId, Note> = {};
  for (const [id, place] of Object.entries(to)) {
    const note = noteOf(plan, id);
    const at = whole(place);
    if (note && (note.at[0] !== at[0] || note.at[1] !== at[1])) moved[id] = { ...note, at };
  }
  return withNotes(plan, moved);
};

export const removeNotes: Apply<'remove-notes'> = (plan, { ids }) => {
  const gone = new Set(ids.filter((id) => Object.hasOwn(plan.notes, id)));
  return gone.size === 0 ? plan : { ...plan, notes: without(plan.notes, gone) };
};

function noteOf(plan: Plan, id: NoteId): Note | undefined {
  return Object.hasOwn(plan.notes, id) ? plan.notes[id] : undefined;
}

function withNotes(plan: Plan, changed: Readonly<Record<NoteId, Note>>): Plan {
  return Object.entries(changed).every(([id, note]) => plan.notes[id] === note) ? plan : { ...plan, notes: { ...plan.notes, ...changed } };
}

function whole([x, y]: Position): [number, number] {
  return [Math.round(x), Math.round(y)];
}
