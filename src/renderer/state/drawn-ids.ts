import type { GroupId, NoteId } from '#engine/plan';

/* Ids of the canvas elements other than cards. No node can have them: an id in a plan has no colon. */

/** The id of a collapsed group's block, and of its frame while it is open. */
export function blockIdOf(group: GroupId): string {
  return `group:${group}`;
}

/** The group of a block or frame; `undefined` for everything else. */
export function groupOfBlock(id: string): GroupId | undefined {
  return id.startsWith('group:') ? id.slice('group:'.length) : undefined;
}

/** The id of a note's element. */
export function drawnNoteId(note: NoteId): string {
  return `note:${note}`;
}

/** The note of an element; `undefined` for everything else. */
export function noteOfDrawn(id: string): NoteId | undefined {
  return id.startsWith('note:') ? id.slice('note:'.length) : undefined;
}
