import { edgeId } from '#engine/plan';
import { noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import type { Selection } from '../../state/selection.svelte';

/** Selects nodes, edges and notes of the plan by their drawn elements: a card, the block of a collapsed group, a line, a note. */
export class DrawnSelection {
  /** The cards and blocks that are shown as selected. */
  readonly shown: ReadonlySet<string> = $derived.by(() => this.groups.shownAs(this.selection.nodes));

  constructor(
    private readonly selection: Selection,
    private readonly groups: Groups,
    private readonly editor: PlanEditor,
  ) {}

  /** True if a card, block or note is selected. */
  has(id: string): boolean {
    const note = noteOfDrawn(id);
    return note === undefined ? this.shown.has(id) : this.selection.notes.has(note);
  }

  /** Selects only one card, block or note. */
  choose(id: string): void {
    const note = noteOfDrawn(id);
    if (note === undefined) this.selection.select(this.groups.membersOf(id));
    else this.selection.select([], [], note === '' ? [] : [note]);
  }

  select(ids: Iterable<string>): void {
    this.selection.select(this.nodesOf(ids));
  }

  /** Selects what a box holds: cards and blocks with their edges, and lines that it only touches. */
  selectBoxed(ids: Iterable<string>, lines: Iterable<string>): void {
    const nodes = this.nodesOf(ids);
    this.selection.select(nodes, this.edgesBoxed(nodes, lines));
  }

  /** The edges that belong to a box: those at its nodes, and those of the lines that it touches. */
  edgesBoxed(nodes: readonly string[], lines: Iterable<string>): string[] {
    return [...this.edgesAt(nodes), ...[...lines].flatMap((line) => this.groups.edgesOf(line))];
  }

  toggle(id: string): void {
    this.selection.toggle(...this.groups.membersOf(id));
  }

  selectLine(id: string): void {
    this.selection.select([], this.groups.edgesOf(id));
  }

  /** True if all edges of a line are selected. */
  hasLine(id: string): boolean {
    return this.groups.isLineSelected(id, this.selection.edges);
  }

  toggleLine(id: string): void {
    this.selection.toggleEdges(...this.groups.edgesOf(id));
  }

  /** The plan's nodes behind some cards and blocks. */
  nodesOf(ids: Iterable<string>): string[] {
    return [...ids].flatMap((id) => this.groups.membersOf(id));
  }

  /** The plan's edges at any of some nodes. */
  private edgesAt(nodes: readonly string[]): string[] {
    const ends = new Set(nodes);
    return this.editor.plan.edges.filter(({ from, to }) => ends.has(from) || ends.has(to)).map(edgeId);
  }
}
