import { createContext } from 'svelte';
import {
  downstreamOf,
  edgeId,
  freshId,
  freshKey,
  pathsBetween,
  upstreamOf,
  type Edge,
  type EdgeKind,
  type GroupId,
  type NodeId,
  type NoteId,
  type Plan,
  type PlanEdit,
  type Position,
  type Reach,
  type Stage,
} from '#engine/plan';
import { shownGroupTitleOf, shownTitleOf } from '../wording/shown';
import type { Service } from '#engine/catalog';
import { ask } from './ask';
import { clipOf, pasteEdits } from './clip';
import { count, countsOf } from '../wording/format';
import type { CanvasPort } from './canvas-port.svelte';
import type { CatalogView } from './catalog-view.svelte';
import type { Groups } from './groups.svelte';
import type { Messages } from './messages.svelte';
import type { PlanEditor } from './plan-editor.svelte';
import { nodeFor } from './new-node';
import type { Selection } from './selection.svelte';
import { stagesByPlace } from './lane-stage';

/** Where nodes and notes are moved to. */
export interface Moved {
  readonly nodes: Readonly<Record<NodeId, Position>>;
  readonly notes: Readonly<Record<NoteId, Position>>;
}

/** So many nodes are not brought close to be read. */
const mostToRead = 20;
/** A title that is typed is one step, called by how it ends. */
const titleGesture = { gesture: 'title', relabels: true };

/** What a user does to the drawing, by whichever hand: each is one undo step, selects what it made, and is told to a screen reader. */
export class PlanActions {
  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly catalog: CatalogView,
    private readonly messages: Messages,
    private readonly port: CanvasPort,
    private readonly groups: Groups,
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

  move(to: Moved): void {
    const ids = [...Object.keys(to.nodes), ...Object.keys(to.notes)];
    this.editor.edit(moveLabel(to), moveEdits(to), `move ${ids.join(' ')}`);
  }

  /** Puts a group elsewhere, with what is moved along. Its nodes keep their stages: it was not they that were dropped in a lane. */
  carry(to: Moved): void {
    this.editor.edit('Move a group', moveEdits(to));
  }

  /**
   * Puts cards where they were dropped. A card that was dropped in another lane takes that lane's stage, where its service has it; else it
   * keeps its own, and that is said.
   */
  drop(to: Moved): void {
    const { editor, catalog } = this;
    const { taken, kept } = stagesByPlace(editor.placed, catalog, to.nodes);
    const moved = editor.edit(moveLabel(to), [
      ...moveEdits(to),
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

  /** @param isDone whether the title is typed to its end; until then it is one step with what follows */
  rename(id: NodeId, title: string, isDone: boolean): void {
    const what = title === '' ? 'Take a title away' : `Rename to “${title}”`;
    const set = { title: title === '' ? undefined : title };
    this.editor.edit(what, [{ type: 'change-node', id, set }], titleGesture);
    if (isDone) this.editor.endGesture();
  }

  /** Deletes what is selected; chains that went through it are healed. */
  remove(): void {
    const { editor, selection } = this;
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
    const notes = Object.keys(plan.notes).filter((id) => before.notes[id] !== plan.notes[id]);
    if (notes.length > 0 && touched.length === 0) this.selection.select([], [], notes);
    if (touched.length > 0 && touched.length < mostToRead) this.selection.showAsIs(touched);
  }

  /** What is selected, as a plan of its own. */
  clip(): Plan {
    return clipOf(this.editor.placed, this.selection.nodes, this.selection.notes);
  }

  duplicate(): void {
    this.put('Duplicate', this.clip());
  }

  /** Puts a part of a plan into this one. */
  put(label: string, clip: Plan): void {
    const { edits, ids, notes } = pasteEdits(this.editor.plan, clip);
    if (!this.editor.edit(label, edits)) return;
    // of many it is seen what they are as they are; to read them, all of the plan would be drawn closer
    if (ids.length >= mostToRead) this.selection.showAsIs(ids);
    else if (ids.length > 0) this.selection.show(ids);
    this.selection.select(ids, [], notes);
    this.messages.announce(`${label}: ${countsOf({ node: ids.length, note: notes.length })}.`);
  }

  /** The group that the selected nodes can be put into as they are: the one of which all nodes are selected, beside others. */
  get groupToJoin(): GroupId | undefined {
    const { nodes } = this.selection;
    return this.groups.wholeIn(nodes).find((id) => (this.editor.plan.groups[id]?.nodes.length ?? 0) < nodes.size);
  }

  /** The group whose nodes are selected, and nothing else. */
  get wholeGroup(): GroupId | undefined {
    const { nodes, edges, notes } = this.selection;
    if (edges.size + notes.size > 0) return undefined;
    return this.groups.wholeIn(nodes).find((id) => this.editor.plan.groups[id]?.nodes.length === nodes.size);
  }

  /** The group that is seen to be selected: of one that is open and has one node, that is the node. */
  get seenGroup(): GroupId | undefined {
    const id = this.wholeGroup;
    return id === undefined || this.selection.node === undefined || this.groups.collapsed.has(id) ? id : undefined;
  }

  /** Groups what is selected under a title. */
  group(nodes: readonly NodeId[], title: string): void {
    const { plan } = this.editor;
    const id = freshKey(plan.groups, title, 'group');
    this.groups.open([id]); // one of the same id that was collapsed may be gone
    if (
      !this.editor.edit(`Group ${count(nodes.length, 'node')} as “${title}”`, [
        { type: 'add-group', id, group: { title, nodes: [...nodes] } },
      ])
    )
      return;
    this.selection.select(nodes);
    this.messages.announce(`${count(nodes.length, 'node')} grouped as ${title}.`);
  }

  /** Puts the selected nodes into a group. */
  joinGroup(group: GroupId): void {
    this.putInGroup([...this.selection.nodes], group);
  }

  /** Puts nodes into a group that is there, or takes them out of theirs. */
  putInGroup(nodes: readonly NodeId[], group: GroupId | undefined): void {
    const { editor, selection, groups } = this;
    const from = groups.holding(new Set(nodes));
    const members = new Set(group === undefined ? [] : editor.plan.groups[group]?.nodes);
    const ids = nodes.filter((id) => !members.has(id));
    const what =
      group === undefined
        ? `Take ${count(ids.length, 'node')} out of ${count(from.length, 'group')}`
        : `Put ${count(ids.length, 'node')} into “${shownGroupTitleOf(editor.plan, group)}”`;
    if (!editor.edit(what, [{ type: 'group-nodes', ids, group }])) return;
    groups.openParted(selection.nodes);
    this.messages.announce(`${what}: done.`);
  }

  /** Takes away the groups of which all nodes are selected, and takes the other selected nodes out of theirs. */
  ungroup(): void {
    const { editor, selection, groups } = this;
    const whole = groups.wholeIn(selection.nodes);
    const title = whole[0] === undefined ? '' : shownGroupTitleOf(editor.plan, whole[0]);
    const inside = new Set(groups.holding(selection.nodes).flatMap((id) => editor.plan.groups[id]?.nodes ?? []));
    const ids = [...selection.nodes].filter((id) => inside.has(id));
    const what =
      whole.length === 0
        ? `Take ${count(ids.length, 'node')} out of ${count(groups.holding(selection.nodes).length, 'group')}`
        : whole.length === 1
          ? `Ungroup “${title}”`
          : `Ungroup ${count(whole.length, 'group')}`;
    const edits: PlanEdit[] = [
      { type: 'remove-groups', ids: whole },
      { type: 'group-nodes', ids, group: undefined },
    ];
    if (editor.edit(what, edits)) this.messages.announce(`${what}: done.`);
  }

  /** Collapses the groups of what is selected, or opens them when all are collapsed. Either way all of their nodes are selected then. */
  toggleGroup(): void {
    const { editor, selection, groups } = this;
    const ids = groups.holding(selection.nodes);
    const closing = ids.some((id) => !groups.collapsed.has(id));
    const nodes = ids.flatMap((id) => editor.plan.groups[id]?.nodes ?? []);
    if (closing) groups.collapse(ids);
    else groups.open(ids);
    selection.select(nodes);
    this.port.focus([...selection.nodes][0]); // the one that Tab comes to
    const titles = ids.map((id) => shownGroupTitleOf(editor.plan, id)).join(', ');
    this.messages.announce(`${titles} ${closing ? 'collapsed' : 'opened'}.`);
  }

  /** @param isDone as in `rename` */
  renameGroup(id: GroupId, title: string, isDone: boolean): void {
    const what = title === '' ? "Take a group's title away" : `Rename the group to “${title}”`;
    const set = { title: title === '' ? undefined : title };
    this.editor.edit(what, [{ type: 'change-group', id, set }], titleGesture);
    if (isDone) this.editor.endGesture();
  }

  /** Keeps what is typed of a note so far. @param at where a new one stands @returns the note that it is kept as */
  writeNote(note: NoteId | undefined, text: string, at: Position | undefined): NoteId | undefined {
    const { notes } = this.editor.plan;
    const gesture = { gesture: 'note' };
    if (note !== undefined && notes[note]) this.editor.edit('Change a note', [{ type: 'change-note', id: note, set: { text } }], gesture);
    else if (at) {
      const id = freshKey(notes, text, 'note');
      this.editor.edit('Write a note on the canvas', [{ type: 'add-note', id, note: { text, at: [at[0], at[1]] } }], gesture);
      return id;
    }
    return note;
  }

  /** A note is written: a new one is called by what it says, and one that says nothing goes. */
  noteWritten(id: NoteId, text: string, isNew: boolean): void {
    const { editor, selection, messages } = this;
    const note = editor.plan.notes[id];
    if (!note) return;
    const gesture = { gesture: 'note' };
    const others = Object.fromEntries(Object.entries(editor.plan.notes).filter(([other]) => other !== id));
    const called = isNew ? freshKey(others, text, 'note') : id;
    const label = 'Write a note on the canvas';
    if (text === '' && !isNew) this.removeEmptied(id);
    else if (text === '') editor.edit(label, [{ type: 'remove-notes', ids: [id] }], gesture);
    else if (called === id) editor.edit('Change a note', [{ type: 'change-note', id, set: { text } }], gesture);
    else {
      const moved: PlanEdit = { type: 'add-note', id: called, note: { ...note, text } };
      editor.edit(label, [{ type: 'remove-notes', ids: [id] }, moved], gesture);
    }
    editor.endGesture();
    if (!isNew || text === '') return;
    selection.select([], [], [called]);
    messages.announce('Note written.');
  }

  /** A note that was left empty goes. */
  removeEmptied(note: NoteId): void {
    this.editor.edit('Delete 1 note', [{ type: 'remove-notes', ids: [note] }]);
    this.letGo();
  }

  selectAll(): void {
    const { plan } = this.editor;
    this.selection.select(Object.keys(plan.nodes), plan.edges.map(edgeId), Object.keys(plan.notes));
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
    this.selection.keepOnly(plan.nodes, new Set(plan.edges.map(edgeId)), plan.notes);
  }

  /** Says what the last step did, with a way back for as long as that step is the last. */
  done(text: string): void {
    const { editor } = this;
    const lastStep = () => editor.history.steps[editor.history.at - 1];
    const step = lastStep();
    const isOffered = () => step !== undefined && lastStep() === step;
    const run = () => {
      if (isOffered()) this.undo();
    };
    this.messages.show({ tone: 'good', text, action: { title: 'Undo', run, isOffered } });
  }

  titleOf(id: NodeId): string {
    return shownTitleOf(this.editor.plan, id);
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

export const [getPlanActions, setPlanActions] = createContext<PlanActions>();
