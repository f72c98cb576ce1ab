import { tick } from 'svelte';
import {
  applyEdits,
  arrange,
  boundsOf,
  directionOf,
  findPlaces,
  type LaneId,
  type NodeId,
  type NoteId,
  type PlanEdit,
  type Position,
  type Stage,
} from '#engine/plan';
import { counted, countsOf } from '#engine/format';
import { shownTitleOf } from '../../wording/shown';
import { lanesIn } from '../free-places';
import { bandAt, stageIn, stagesByPlace } from '../lane-stage';
import { mostToRead, type ActionParts } from './action-parts';
import type { HistoryActions } from './history-actions';

/** New positions of nodes and notes. */
export interface Moved {
  readonly nodes: Readonly<Record<NodeId, Position>>;
  readonly notes: Readonly<Record<NoteId, Position>>;
}

/** Moves nodes, notes and groups on the canvas. */
export class PlacingActions {
  constructor(
    private readonly parts: ActionParts,
    private readonly history: HistoryActions,
  ) {}

  move(to: Moved): void {
    const ids = [...Object.keys(to.nodes), ...Object.keys(to.notes)];
    this.parts.editor.edit(moveLabel(to), moveEdits(to), `move ${ids.join(' ')}`);
  }

  /** Moves a group, with everything that moves along. Its nodes keep their stages: they were not dropped in a lane one by one. */
  carry(to: Moved): void {
    this.parts.editor.edit('Move a group', moveEdits(to));
  }

  /**
   * Drops cards. A card in a lane goes to its nearest free place. A card in another lane takes that lane's stage if its service has it. Otherwise it keeps its own stage, and a message
   * says so.
   */
  drop(to: Moved): void {
    const { editor, catalog, messages } = this.parts;
    const { taken, kept, lanes } = stagesByPlace(editor.placed, catalog, to.nodes);
    const restaged = taken.map(({ id, stage }): PlanEdit => ({ type: 'change-node', id, set: { stage } }));
    const nodes = this.#inLanes(to, lanes);
    const moved = editor.edit(moveLabel(to), [...moveEdits({ ...to, nodes }), ...restaged]);
    if (!moved) return;
    for (const { id, title } of taken) this.history.done(`“${shownTitleOf(editor.plan, id)}” is for ${title.toLowerCase()} now.`);
    for (const { id, title } of kept)
      messages.show({
        tone: 'info',
        text: `“${shownTitleOf(editor.plan, id)}” is not a service for ${title.toLowerCase()}; it keeps its stage.`,
      });
  }

  /** The free places of dropped cards in the lanes in which they lie. Many at once keep their arrangement. */
  #inLanes({ nodes }: Moved, lanes: Readonly<Record<NodeId, LaneId>>): Moved['nodes'] {
    const { editor, catalog, hasLanes } = this.parts;
    const wanted = Object.fromEntries(Object.entries(nodes).filter(([id]) => Object.hasOwn(lanes, id)));
    if (hasLanes?.() !== true || Object.keys(wanted).length > mostToRead) return nodes;
    const plan = applyEdits(editor.placed, [{ type: 'move-nodes', to: nodes }]);
    const found = findPlaces(plan, (id) => catalog.laneOf(plan.nodes[id]), { nodes: wanted, lanes, betweenRows: true, mayMakeRoom: false });
    return { ...nodes, ...found.nodes };
  }

  /** The selected nodes that lie outside the lane of their stage. */
  get strays(): NodeId[] {
    const { editor, catalog, selection } = this.parts;
    const { strays } = lanesIn(editor.placed, catalog);
    return [...selection.nodes].filter((id) => strays.has(id));
  }

  /** Sends the selected nodes that lie outside their lane back to it. */
  sendToLane(): void {
    const { editor, catalog, selection, messages } = this.parts;
    const plan = editor.placed;
    const wanted = Object.fromEntries(this.strays.flatMap((id) => (plan.layout[id] ? [[id, plan.layout[id]]] : [])));
    const { nodes, notes } = findPlaces(plan, (id) => catalog.laneOf(plan.nodes[id]), { nodes: wanted });
    const what = counted(Object.keys(wanted).length, 'node');
    if (!editor.edit(`Send ${what} to ${Object.keys(wanted).length === 1 ? 'its lane' : 'their lanes'}`, moveEdits({ nodes, notes })))
      return;
    selection.showChanged(Object.keys(wanted));
    messages.announce(`${what} sent back.`);
  }

  /** Brings nodes and notes that lie far away to the nearest free places beside the others. @param others the places of these */
  bringBack(far: { readonly nodes: readonly NodeId[]; readonly notes: readonly NoteId[] }, others: readonly Position[]): void {
    const { editor, catalog, selection } = this.parts;
    const [plan, bounds] = [editor.placed, boundsOf(others)];
    if (!bounds) return;
    const beside = ([x, y]: Position): Position => [
      Math.max(bounds.x, Math.min(x, bounds.x + bounds.width)),
      Math.max(bounds.y, Math.min(y, bounds.y + bounds.height)),
    ];
    const wanted = {
      nodes: Object.fromEntries(far.nodes.flatMap((id) => (plan.layout[id] ? [[id, beside(plan.layout[id])] as const] : []))),
      notes: Object.fromEntries(far.notes.flatMap((id) => (plan.notes[id] ? [[id, beside(plan.notes[id].at)] as const] : []))),
    };
    const { nodes, notes } = findPlaces(plan, (id) => catalog.laneOf(plan.nodes[id]), wanted);
    const what = countsOf({ node: far.nodes.length, note: far.notes.length });
    if (editor.edit(`Bring ${what} back`, moveEdits({ nodes, notes }))) selection.showWhole(far.nodes);
  }

  /** The stage of the lane in which the one selected node lies, if its service has it and the node is for another. */
  get stageHere(): { readonly id: NodeId; readonly stage: Stage; readonly title: string } | undefined {
    const { editor, catalog, selection } = this.parts;
    const [plan, id] = [editor.placed, selection.node];
    const [node, at] = id === undefined ? [] : [plan.nodes[id], plan.layout[id]];
    const band = at && bandAt(lanesIn(plan, catalog).all, plan, at);
    if (id === undefined || !node || !band || band.lane === catalog.laneOf(node)) return undefined;
    const stage = stageIn(band.lane, catalog.get(node.service));
    return stage && { id, stage, title: band.title };
  }

  /** Gives the selected node the stage of the lane in which it lies. */
  takeStage(): void {
    const { editor } = this.parts;
    const here = this.stageHere;
    const at = here && editor.placed.layout[here.id];
    if (!here || !at) return;
    const edits: PlanEdit[] = [{ type: 'change-node', id: here.id, set: { stage: here.stage } }];
    if (editor.edit(`Use “${shownTitleOf(editor.plan, here.id)}” for ${here.title.toLowerCase()}`, edits))
      this.history.done(`“${shownTitleOf(editor.plan, here.id)}” is for ${here.title.toLowerCase()} now.`);
  }

  /** Turns the drawing: stages follow each other from left to right instead of from top to bottom, or the other way round. */
  turn(): void {
    const { editor, catalog, messages, port } = this.parts;
    const goesRight = directionOf(editor.plan) === 'left-to-right';
    const direction = goesRight ? undefined : 'left-to-right';
    const plan = { ...editor.placed, direction } as const;
    const layout = arrange(plan, (id) => catalog.stageOf(plan.nodes[id]));
    const wanted = Object.fromEntries(Object.entries(plan.notes).map(([id, { at }]) => [id, [at[1], at[0]] as const]));
    const { notes } = findPlaces({ ...plan, layout }, (id) => catalog.laneOf(plan.nodes[id]), { notes: wanted });
    const label = goesRight ? 'Stages from top to bottom' : 'Stages from left to right';
    if (!editor.edit(label, [{ type: 'set-plan', set: { direction } }, ...moveEdits({ nodes: layout, notes })])) return;
    messages.announce(`${label}: done.`);
    void tick().then(() => port.actions?.fit());
  }
}

function moveEdits({ nodes, notes }: Moved): PlanEdit[] {
  return [
    ...(Object.keys(nodes).length > 0 ? [{ type: 'move-nodes', to: nodes } as const] : []),
    ...(Object.keys(notes).length > 0 ? [{ type: 'move-notes', to: notes } as const] : []),
  ];
}

function moveLabel({ nodes, notes }: Moved): string {
  const [node, note] = [Object.keys(nodes).length, Object.keys(notes).length];
  if (node + note === 1) return node === 1 ? 'Move a node' : 'Move a note';
  return `Move ${countsOf({ node, note })}`;
}
