import { downstreamOf, edgeId, pathsBetween, upstreamOf, type PlanEdit, type PlanNode, type Reach } from '#engine/plan';
import { counted, countsOf } from '#engine/format';
import { shownTitleOf } from '../../wording/shown';
import type { ActionParts } from './action-parts';

/** Extends the selection along edges, or deletes it. */
export class SelectionActions {
  constructor(private readonly parts: ActionParts) {}

  /** Deletes the selection and reconnects the chains that it interrupts. */
  remove(): void {
    const { editor, selection, messages } = this.parts;
    const nodes = [...selection.nodes];
    const notes = [...selection.notes];
    const edges = editor.plan.edges.filter((edge) => selection.edges.has(edgeId(edge)));
    const what = countsOf({ node: nodes.length, edge: edges.length, note: notes.length });
    const edits: PlanEdit[] = [
      ...(edges.length > 0 ? [{ type: 'remove-edges', edges } as const] : []),
      ...(nodes.length > 0 ? [{ type: 'remove-nodes', ids: nodes, heal: true } as const] : []),
      ...(notes.length > 0 ? [{ type: 'remove-notes', ids: notes } as const] : []),
    ];
    if (!editor.edit(`Delete ${what}`, edits)) return;
    selection.clear();
    messages.announce(`${what} deleted. Undo brings it back.`);
  }

  all(): void {
    const { plan } = this.parts.editor;
    this.parts.selection.select(Object.keys(plan.nodes), plan.edges.map(edgeId), Object.keys(plan.notes));
  }

  /** Selects the selected nodes and everything upstream of them. */
  upstream(): void {
    this.#reach(upstreamOf(this.parts.editor.plan, this.parts.selection.nodes), 'Nothing leads to what is selected.');
  }

  /** Selects the selected nodes and everything downstream of them. */
  downstream(): void {
    this.#reach(downstreamOf(this.parts.editor.plan, this.parts.selection.nodes), 'What is selected leads to nothing.');
  }

  /** Selects all paths between the two selected nodes. */
  path(): void {
    const { plan } = this.parts.editor;
    const [one, other] = [...this.parts.selection.nodes];
    if (one === undefined || other === undefined) return;
    const between = pathsBetween(plan, one, other);
    const none = `No way leads from “${shownTitleOf(plan, one)}” to “${shownTitleOf(plan, other)}” or back.`;
    this.#reach(between ?? { nodes: new Set(), edges: new Set() }, none);
  }

  /** Selects all nodes whose service a selected node has. */
  ofSameService(): void {
    this.#ofSame(({ service }) => service);
  }

  /** Selects all nodes of the stages of the selected nodes. */
  ofSameStage(): void {
    this.#ofSame((node) => this.parts.catalog.stageOf(node));
  }

  #ofSame(kindOf: (node: PlanNode) => string | undefined): void {
    const { editor, selection, messages } = this.parts;
    const { nodes } = editor.plan;
    const kinds = new Set([...selection.nodes].flatMap((id) => (nodes[id] ? [kindOf(nodes[id])] : [])));
    const alike = Object.keys(nodes).filter((id) => nodes[id] && kinds.has(kindOf(nodes[id])));
    selection.select(alike);
    messages.announce(`${counted(alike.length, 'node')} selected.`);
  }

  #reach({ nodes, edges }: Reach, none: string): void {
    const { selection, messages } = this.parts;
    if (nodes.size <= 1 || (nodes.size === selection.nodes.size && edges.size === 0)) {
      messages.show({ tone: 'info', text: none });
      return;
    }
    selection.select(nodes, edges);
    messages.announce(`${counted(nodes.size, 'node')} and ${counted(edges.size, 'edge')} selected.`);
  }

  /** Removes deleted elements from the selection. */
  letGo(): void {
    letGo(this.parts);
  }
}

/** Removes deleted elements from the selection. */
export function letGo({ editor, selection }: Pick<ActionParts, 'editor' | 'selection'>): void {
  const { plan } = editor;
  selection.keepOnly(plan.nodes, new Set(plan.edges.map(edgeId)), plan.notes);
}
