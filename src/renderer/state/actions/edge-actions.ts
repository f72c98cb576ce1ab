import { applyEdits, edgeId, findPlaces, type Edge, type EdgeKind, type NodeId, type PlanEdit, type Position } from '#engine/plan';
import { kindWords } from '../../wording/plan-words';
import { shownTitleOf } from '../../wording/shown';
import type { ActionParts } from './action-parts';

/** The end of an edge that is changed: where it starts, or where it leads. */
export type EdgeEnd = 'from' | 'to';

/** Connects nodes, changes edges, and inserts nodes in edges. */
export class EdgeActions {
  constructor(private readonly parts: ActionParts) {}

  /** Connects two nodes, or says why they cannot be connected. */
  connect(from: NodeId, to: NodeId, kind: EdgeKind): void {
    const { editor, selection, catalog, messages } = this.parts;
    const against = catalog.reasonAgainst(editor.plan, from, to, kind);
    if (against) {
      messages.show({ tone: 'info', text: against });
      return;
    }
    editor.edit(`Connect ${kindWords(kind)}`, [{ type: 'add-edge', edge: { from, to, kind } }]);
    selection.select([], [edgeId({ from, to, kind })]);
    messages.announce(`${this.#titleOf(from)} connected to ${this.#titleOf(to)}: ${kindWords(kind)}.`);
  }

  /** Inserts an existing node in an edge. @param through the two edges that replace it */
  insert(id: NodeId, at: Position, edge: Edge, through: readonly Edge[]): void {
    const { editor, selection, catalog, messages } = this.parts;
    const plan = applyEdits(editor.placed, [{ type: 'move-nodes', to: { [id]: at } }]);
    const found = findPlaces(plan, (node) => catalog.laneOf(plan.nodes[node]), { nodes: { [id]: at }, mayMakeRoom: false });
    const edits: PlanEdit[] = [
      { type: 'move-nodes', to: found.nodes },
      { type: 'remove-edges', edges: [edge] },
      ...through.map((one): PlanEdit => ({ type: 'add-edge', edge: one })),
    ];
    if (!editor.edit(`Insert ${this.#titleOf(id)}`, edits)) return;
    selection.select([id]);
    messages.announce(`${this.#titleOf(id)} inserted between ${this.#titleOf(edge.from)} and ${this.#titleOf(edge.to)}.`);
  }

  /** The one selected edge. */
  get selected(): Edge | undefined {
    const { editor, selection } = this.parts;
    return selection.edge === undefined ? undefined : editor.plan.edges.find((one) => edgeId(one) === selection.edge);
  }

  /** Connects an end of an edge to another node, or says why it cannot; kind, title and everything else stay. */
  moveEnd(edge: Edge, end: EdgeEnd, node: NodeId): void {
    if (edge[end] === node) return;
    const { editor, catalog, messages } = this.parts;
    const set = { [end]: node };
    const after: Edge = { ...edge, ...set };
    const against = catalog.reasonAgainst(editor.plan, after.from, after.to, after.kind);
    if (against) {
      messages.show({ tone: 'info', text: against });
      return;
    }
    const label = end === 'from' ? 'Change where the edge starts' : 'Change where the edge leads';
    this.#change(edge, set, label);
    messages.announce(`The edge now leads from ${this.#titleOf(after.from)} to ${this.#titleOf(after.to)}: ${after.kind}.`);
  }

  /** Changes the kind of an edge. */
  setKind(edge: Edge, kind: EdgeKind): void {
    this.#change(edge, { kind }, `Change the edge to ${kind}`);
  }

  /** Swaps both ends of an edge. The findings say whether it fits. */
  reverse(edge: Edge): void {
    this.#change(edge, { from: edge.to, to: edge.from }, 'Turn the edge round');
  }

  /** Gives an edge a title; an empty one removes it. */
  name(edge: Edge, title: string): void {
    const next = title.trim() === '' ? undefined : title.trim();
    if (next !== edge.title) this.#change(edge, { title: next }, next === undefined ? 'Remove the title of the edge' : 'Name the edge');
  }

  /** True if there is an edge to go to from the selected node or edge. */
  get canWalk(): boolean {
    return this.selected !== undefined || this.#edgesAt(this.parts.selection.node).length > 0;
  }

  /** Selects the first edge of the selected node, or the next one at the node that the selected edge was reached from. */
  walk(): void {
    const { selection, messages } = this.parts;
    const { selected } = this;
    if (selection.node !== undefined) this.#walkedFrom = selection.node;
    else if (selected && this.#walkedFrom !== selected.from && this.#walkedFrom !== selected.to) this.#walkedFrom = selected.from;
    const edges = this.#edgesAt(this.#walkedFrom);
    const next = edges[(selected ? edges.findIndex((one) => edgeId(one) === edgeId(selected)) + 1 : 0) % edges.length];
    if (!next) return;
    selection.select([], [edgeId(next)]);
    messages.announce(`${next.kind} from ${this.#titleOf(next.from)} to ${this.#titleOf(next.to)}.`);
  }

  #walkedFrom: NodeId | undefined;

  #edgesAt(node: NodeId | undefined): Edge[] {
    return this.parts.editor.plan.edges.filter(({ from, to }) => from === node || to === node);
  }

  #change(edge: Edge, set: Partial<Edge>, label: string): void {
    const { editor, selection } = this.parts;
    if (editor.edit(label, [{ type: 'change-edge', edge, set }])) selection.select([], [edgeId({ ...edge, ...set })]);
  }

  #titleOf(id: NodeId): string {
    return shownTitleOf(this.parts.editor.plan, id);
  }
}
