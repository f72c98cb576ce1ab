import { createContext } from 'svelte';
import {
  downstreamOf,
  edgeId,
  freshId,
  pathsBetween,
  titleOf,
  upstreamOf,
  type Edge,
  type EdgeKind,
  type NodeId,
  type Plan,
  type PlanEdit,
  type Position,
  type Reach,
  type Stage,
} from '#engine/plan';
import type { Service } from '#engine/catalog';
import { ask } from './ask';
import { clipOf, pasteEdits } from './clip';
import { count } from '../ui/format';
import type { CanvasPort } from './canvas-port.svelte';
import type { CatalogView } from './catalog-view.svelte';
import type { Messages } from './messages.svelte';
import type { PlanEditor } from './plan-editor.svelte';
import { nodeFor } from './new-node';
import type { Selection } from './selection.svelte';
import { stagesByPlace } from './lane-stage';

/** What a user does to the drawing, by whichever hand: each is one undo step, selects what it made, and is told to a screen reader. */
export class PlanActions {
  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly catalog: CatalogView,
    private readonly messages: Messages,
    private readonly port: CanvasPort,
  ) {}

  /** Adds a node of a service: where it was dropped, else after the selected node, else in the middle of the view. */
  add(service: Service, stage?: Stage, at?: Position): void {
    const { editor, selection, port } = this;
    const id = freshId(editor.plan, service.shortName);
    const wished = at ?? port.actions?.center();
    const beside = selection.node;
    const edit: PlanEdit = {
      type: 'add-node',
      id,
      node: nodeFor(editor.plan, service, stage),
      place: at ? { at } : beside !== undefined ? { beside, side: 'after' } : wished ? { at: wished } : 'free',
    };
    editor.edit(`Add ${service.shortName}`, [edit]);
    if (at) selection.select([id]);
    else selection.show([id]);
    this.messages.announce(`${service.shortName} added.`);
  }

  /** Adds a node with its edges. The keyboard goes to it, so that the next can follow at once. */
  place({ id, edits, label }: { readonly id: NodeId; readonly edits: readonly PlanEdit[]; readonly label: string }): void {
    if (!this.editor.edit(label, edits)) return;
    this.selection.show([id]);
    this.port.focus(id);
    this.messages.announce(`${label}: done.`);
  }

  /** Puts another service in a node's place; what it cannot be connected with is let go of. */
  async swap(node: NodeId, to: Service): Promise<void> {
    try {
      await this.editor.flush();
      const edits = await ask('swapEdits', { revision: this.editor.revision, node, to: to.id });
      if (!edits) this.messages.notYet();
      else if (this.editor.edit(`Swap for ${to.shortName}`, edits)) {
        this.selection.show([node]);
        this.port.focus(node);
        this.done(`“${this.titleOf(node)}” is ${to.name} now.`);
      }
    } catch (error) {
      this.messages.fail(error);
    }
  }

  /** Connects two nodes, or says why they cannot be. */
  connect(from: NodeId, to: NodeId, kind: EdgeKind): void {
    const against = this.catalog.reasonAgainst(this.editor.plan, from, to, kind);
    if (against) {
      this.messages.show({ tone: 'info', text: against });
      return;
    }
    this.editor.edit(`Connect ${kind}`, [{ type: 'add-edge', edge: { from, to, kind } }]);
    this.selection.select([], [edgeId({ from, to, kind })]);
    this.messages.announce(`${this.titleOf(from)} connected to ${this.titleOf(to)}: ${kind}.`);
  }

  move(to: Readonly<Record<NodeId, Position>>): void {
    const ids = Object.keys(to);
    this.editor.edit(
      ids.length === 1 ? 'Move a node' : `Move ${count(ids.length, 'node')}`,
      [{ type: 'move-nodes', to }],
      `move ${ids.join(' ')}`,
    );
  }

  /**
   * Puts cards where they were dropped. A card that was dropped in another lane takes that lane's stage, where its service has it; else it
   * keeps its own, and that is said.
   */
  drop(to: Readonly<Record<NodeId, Position>>): void {
    const { editor, catalog } = this;
    const { taken, kept } = stagesByPlace(editor.placed, catalog, to);
    const ids = Object.keys(to);
    const moved = editor.edit(ids.length === 1 ? 'Move a node' : `Move ${count(ids.length, 'node')}`, [
      { type: 'move-nodes', to },
      ...taken.map(({ id, stage }): PlanEdit => ({ type: 'change-node', id, set: { stage } })),
    ]);
    if (!moved) return;
    for (const { id, title } of taken) this.done(`“${this.titleOf(id)}” is for ${title.toLowerCase()} now.`);
    for (const { id, title } of kept)
      this.messages.show({ tone: 'info', text: `“${this.titleOf(id)}” is not a service for ${title.toLowerCase()}; it keeps its stage.` });
  }

  /** Puts a node that is there already into an edge. @param through the two edges that it becomes */
  insert(id: NodeId, at: Position, edge: Edge, through: readonly Edge[]): void {
    const edits: PlanEdit[] = [
      { type: 'move-nodes', to: { [id]: at } },
      { type: 'remove-edges', edges: [edge] },
      ...through.map((one): PlanEdit => ({ type: 'add-edge', edge: one })),
    ];
    if (!this.editor.edit(`Insert ${this.titleOf(id)}`, edits)) return;
    this.selection.select([id]);
    this.messages.announce(`${this.titleOf(id)} stands between ${this.titleOf(edge.from)} and ${this.titleOf(edge.to)}.`);
  }

  rename(id: NodeId, title: string): void {
    const what = title === '' ? 'Take a title away' : `Rename to “${title}”`;
    this.editor.edit(what, [{ type: 'change-node', id, set: { title: title === '' ? undefined : title } }]);
  }

  /** Deletes what is selected; chains that went through it are healed. */
  remove(): void {
    const { editor, selection } = this;
    const nodes = [...selection.nodes];
    const edges = editor.plan.edges.filter((edge) => selection.edges.has(edgeId(edge)));
    const what = [nodes.length > 0 ? count(nodes.length, 'node') : '', edges.length > 0 ? count(edges.length, 'edge') : '']
      .filter(Boolean)
      .join(' and ');
    const edits: PlanEdit[] = [
      ...(edges.length > 0 ? [{ type: 'remove-edges', edges } as const] : []),
      ...(nodes.length > 0 ? [{ type: 'remove-nodes', ids: nodes, heal: true } as const] : []),
    ];
    if (!editor.edit(`Delete ${what}`, edits)) return;
    selection.clear();
    this.messages.announce(`${what} deleted. Undo brings it back.`);
  }

  undo(): void {
    const before = this.editor.plan;
    const label = this.editor.undo();
    if (label !== undefined) this.#stepped(`Undone: ${label}`, before);
  }

  redo(): void {
    const before = this.editor.plan;
    const label = this.editor.redo();
    if (label !== undefined) this.#stepped(`Redone: ${label}`, before);
  }

  /** Undoes or redoes until so many steps of the history hold. */
  goTo(at: number): void {
    const before = this.editor.plan;
    const by = at - this.editor.history.at;
    if (this.editor.goTo(at)) this.#stepped(by < 0 ? `${count(-by, 'step')} undone` : `${count(by, 'step')} redone`, before);
  }

  /** What changed out of sight is brought into view. */
  #stepped(said: string, before: Plan): void {
    const { plan } = this.editor;
    this.letGo();
    this.messages.announce(said);
    const touched = Object.keys(plan.nodes).filter((id) => before.nodes[id] !== plan.nodes[id] || before.layout[id] !== plan.layout[id]);
    if (touched.length > 0 && touched.length < 20) this.selection.showAsIs(touched);
  }

  /** What is selected, as a plan of its own. */
  clip(): Plan {
    return clipOf(this.editor.placed, this.selection.nodes);
  }

  duplicate(): void {
    this.put('Duplicate', this.clip());
  }

  /** Puts a part of a plan into this one. */
  put(label: string, clip: Plan): void {
    const { edits, ids } = pasteEdits(this.editor.plan, clip);
    if (!this.editor.edit(label, edits)) return;
    this.selection.show(ids);
    this.messages.announce(`${label}: ${count(ids.length, 'node')}.`);
  }

  selectAll(): void {
    const { plan } = this.editor;
    this.selection.select(Object.keys(plan.nodes), plan.edges.map(edgeId));
  }

  /** Selects the selected nodes and everything that leads to them. */
  selectUpstream(): void {
    this.#reach(upstreamOf(this.editor.plan, this.selection.nodes), 'Nothing leads to what is selected.');
  }

  /** Selects the selected nodes and everything that they lead to. */
  selectDownstream(): void {
    this.#reach(downstreamOf(this.editor.plan, this.selection.nodes), 'What is selected leads to nothing.');
  }

  /** Selects all ways between the two selected nodes. */
  selectPath(): void {
    const [one, other] = [...this.selection.nodes];
    if (one === undefined || other === undefined) return;
    const between = pathsBetween(this.editor.plan, one, other);
    const none = `No way leads from “${this.titleOf(one)}” to “${this.titleOf(other)}” or back.`;
    this.#reach(between ?? { nodes: new Set(), edges: new Set() }, none);
  }

  #reach({ nodes, edges }: Reach, none: string): void {
    if (nodes.size <= 1 || (nodes.size === this.selection.nodes.size && edges.size === 0)) {
      this.messages.show({ tone: 'info', text: none });
      return;
    }
    this.selection.select(nodes, edges);
    this.messages.announce(`${count(nodes.size, 'node')} and ${count(edges.size, 'edge')} selected.`);
  }

  /** Takes what is gone out of the selection. */
  letGo(): void {
    const { plan } = this.editor;
    this.selection.keepOnly(plan.nodes, new Set(plan.edges.map(edgeId)));
  }

  /** What was done, with a way back. */
  done(text: string): void {
    this.messages.show({ tone: 'good', text, action: { title: 'Undo', run: () => this.undo() } });
  }

  titleOf(id: NodeId): string {
    return titleOf(this.editor.plan, id);
  }
}

export const [getPlanActions, setPlanActions] = createContext<PlanActions>();
