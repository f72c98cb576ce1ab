import type { GroupId, NoteId } from '#engine/plan';

/* What the canvas draws beside nodes has ids that no node can have: an id of a plan holds no colon. */

/** The id of the block that a collapsed group is drawn as, and of its frame while it is open. */
export function blockIdOf(group: GroupId): string {
  return `group:${group}`;
}

/** The group that a block or frame stands for; `undefined` for everything else. */
export function groupOfBlock(id: string): GroupId | undefined {
  return id.startsWith('group:') ? id.slice('group:'.length) : undefined;
}

/** The id that a note is drawn by. */
export function drawnNoteId(note: NoteId): string {
  return `note:${note}`;
}

/** The note that is drawn by an id; `undefined` for everything else. */
export function noteOfDrawn(id: string): NoteId | undefined {
  return id.startsWith('note:') ? id.slice('note:'.length) : undefined;
}
