import { edgeEnds } from '#engine/plan';
import { createContext } from 'svelte';

/** A field in a form: keys from the top of the plan. */
export type FieldPath = readonly (string | number)[];

/** A request to bring nodes into view, readable or as they are. */
export interface Reveal {
  readonly nodes: readonly string[];
  /** `changed` shows what a step of the history has changed; `whole` shows all of it, from further away if need be. */
  readonly what: 'to read' | 'to see' | 'changed' | 'whole';
  readonly at: number;
}

/** The selection, shared by canvas, lists and inspector. Nodes, edges and notes can be selected together. */
export class Selection {
  #nodes = $state.raw<ReadonlySet<string>>(new Set());
  #edges = $state.raw<ReadonlySet<string>>(new Set());
  #notes = $state.raw<ReadonlySet<string>>(new Set());
  #lit = $state.raw<ReadonlySet<string>>(new Set());
  #reveal = $state.raw<Reveal | undefined>(undefined);
  #field = $state.raw<{ readonly path: FieldPath; readonly at: number } | undefined>(undefined);
  #finding = $state.raw<string | undefined>(undefined);
  #times = 0;

  /** @param beforeJump called before the view moves to something else */
  constructor(private readonly beforeJump: () => void = () => undefined) {}

  get nodes(): ReadonlySet<string> {
    return this.#nodes;
  }

  /** Edge ids, `from/to/kind`. */
  get edges(): ReadonlySet<string> {
    return this.#edges;
  }

  get notes(): ReadonlySet<string> {
    return this.#notes;
  }

  /** The selected node, if nothing else is selected. */
  readonly node = $derived(this.#nodes.size === 1 && this.#edges.size + this.#notes.size === 0 ? [...this.#nodes][0] : undefined);
  readonly edge = $derived(this.#edges.size === 1 && this.#nodes.size + this.#notes.size === 0 ? [...this.#edges][0] : undefined);
  readonly note = $derived(this.#notes.size === 1 && this.#nodes.size + this.#edges.size === 0 ? [...this.#notes][0] : undefined);
  readonly isEmpty = $derived(this.#nodes.size + this.#edges.size + this.#notes.size === 0);

  /** Nodes that the element under the pointer refers to. */
  get lit(): ReadonlySet<string> {
    return this.#lit;
  }

  /** The latest request to bring nodes into view. */
  get revealed(): Reveal | undefined {
    return this.#reveal;
  }

  /** The latest request to focus a field. */
  get field(): { readonly path: FieldPath; readonly at: number } | undefined {
    return this.#field;
  }

  /** Key of the current finding. */
  get finding(): string | undefined {
    return this.#finding;
  }

  select(nodes: Iterable<string>, edges: Iterable<string> = [], notes: Iterable<string> = []): void {
    const [nextNodes, nextEdges, nextNotes] = [new Set(nodes), new Set(edges), new Set(notes)];
    // a field that was asked for and is not drawn must not take the focus when its node is selected again
    if (!sameSet(nextNodes, this.#nodes) || !sameSet(nextEdges, this.#edges) || !sameSet(nextNotes, this.#notes)) this.#field = undefined;
    if (!sameSet(nextNodes, this.#nodes)) this.#nodes = nextNodes;
    if (!sameSet(nextEdges, this.#edges)) this.#edges = nextEdges;
    if (!sameSet(nextNotes, this.#notes)) this.#notes = nextNotes;
  }

  clear(): void {
    this.select([]);
  }

  /** Adds nodes to the selection, or removes them if all are in it. */
  toggle(...nodes: readonly string[]): void {
    const next = new Set(this.#nodes);
    if (nodes.every((node) => next.has(node))) for (const node of nodes) next.delete(node);
    else for (const node of nodes) next.add(node);
    this.select(next, this.#edges, this.#notes);
  }

  /** Adds edges to the selection, or removes them if all are in it. */
  toggleEdges(...edges: readonly string[]): void {
    const next = new Set(this.#edges);
    if (edges.every((edge) => next.has(edge))) for (const edge of edges) next.delete(edge);
    else for (const edge of edges) next.add(edge);
    this.select(this.#nodes, next, this.#notes);
  }

  /** Selects nodes and brings them into view. */
  show(nodes: readonly string[], edges: readonly string[] = []): void {
    this.beforeJump();
    this.select(nodes, edges);
    const ends = edges.map(edgeEnds).flatMap(({ from, to }) => [from, to]);
    this.#askFor(nodes.length > 0 ? nodes : ends, 'to read');
  }

  /** Selects nodes and brings them into view, however small they are: the user knows them. */
  showAsIs(nodes: readonly string[]): void {
    this.select(nodes);
    this.#askFor(nodes, 'to see');
  }

  /** Selects what a command has changed and brings it into view as it is; undoing the command takes the view back. */
  showChanged(nodes: readonly string[]): void {
    this.select(nodes);
    this.#askFor(nodes, 'changed');
  }

  /** Selects what a command has added and brings all of it into view, from further away where it has no room. */
  showWhole(nodes: readonly string[]): void {
    this.select(nodes);
    this.#askFor(nodes, 'whole');
  }

  #askFor(nodes: readonly string[], what: Reveal['what']): void {
    this.#times += 1;
    this.#reveal = { nodes, what, at: this.#times };
  }

  /** Requests the focus for a field of the inspector. It is focused once it is drawn, before the next key. */
  focusField(path: FieldPath): void {
    this.#times += 1;
    this.#field = { path, at: this.#times };
  }

  /** Answers the request: a form that is drawn later does not take the focus again. */
  fieldFocused(): void {
    this.#field = undefined;
  }

  lookAt(finding: string | undefined): void {
    this.#finding = finding;
  }

  /** Highlights nodes while something about them is under the pointer. */
  light(nodes: Iterable<string>): void {
    const next = new Set(nodes);
    if (!sameSet(next, this.#lit)) this.#lit = next;
  }

  /** Removes deleted elements from the selection. */
  keepOnly(nodes: Readonly<Record<string, unknown>>, edges: ReadonlySet<string>, notes: Readonly<Record<string, unknown>>): void {
    this.select(
      [...this.#nodes].filter((id) => Object.hasOwn(nodes, id)),
      [...this.#edges].filter((id) => edges.has(id)),
      [...this.#notes].filter((id) => Object.hasOwn(notes, id)),
    );
  }
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

export const [getSelection, setSelection] = createContext<Selection>();
