import { boundsOf, cardHeight, cardWidth, edgeEnds, type Plan, type Position } from '#engine/plan';
import { countsOf } from '#engine/format';
import { clipOf, pasteEdits } from '../clip';
import type { ActionParts } from './action-parts';

/** Copies and pastes parts of a plan. */
export class ClipboardActions {
  constructor(private readonly parts: ActionParts) {}

  /** The selection as a clip. */
  clip(): Plan {
    const { editor, selection } = this.parts;
    return clipOf(editor.placed, selection.nodes, selection.notes);
  }

  /** What a picture of the selection shows, as a clip: also the nodes that selected edges join. `undefined` if nothing is selected. */
  pictured(): Plan | undefined {
    const { editor, selection } = this.parts;
    if (selection.isEmpty) return undefined;
    const ends = [...selection.edges].map(edgeEnds).flatMap(({ from, to }) => [from, to]);
    return clipOf(editor.placed, [...selection.nodes, ...ends], selection.notes);
  }

  duplicate(): void {
    this.#put('Duplicate', this.clip(), [24, 24]);
  }

  /** Puts copies of the selection beside it. @param by their distance from the originals */
  copyBy(by: Position): void {
    this.#put('Copy', this.clip(), by);
  }

  /** Pastes a clip into the plan: at the pointer, else in the centre of the view. */
  paste(clip: Plan): void {
    const { actions } = this.parts.port;
    const to = actions?.pointer() ?? actions?.center();
    const bounds = boundsOf([...Object.values(clip.layout), ...Object.values(clip.notes).map(({ at }): Position => [at[0], at[1]])]);
    const middle: Position | undefined = bounds && [bounds.x + (bounds.width - cardWidth) / 2, bounds.y + (bounds.height - cardHeight) / 2];
    this.#put('Paste', clip, to && middle ? [to[0] - middle[0], to[1] - middle[1]] : [24, 24]);
  }

  #put(label: string, clip: Plan, step: Position): void {
    const { editor, selection, messages, port } = this.parts;
    const { edits, ids, notes } = pasteEdits(editor.plan, clip, step);
    if (!editor.edit(label, edits)) return;
    if (ids.length > 0) selection.showWhole(ids);
    selection.select(ids, [], notes);
    port.focus(ids[0]);
    messages.announce(`${label}: ${countsOf({ node: ids.length, note: notes.length })}.`);
  }
}
