import { edgeEnds } from '#engine/plan';
import { createContext } from 'svelte';

/** Where in a form the user should be taken: keys from the top of the plan. */
export type FieldPath = readonly (string | number)[];

/** A request to bring nodes into view: to be read, or only to be seen. */
export interface Reveal {
  readonly nodes: readonly string[];
  readonly what: 'to read' | 'to see';
  readonly at: number;
}

/** What is selected, one for canvas, lists and inspector. Nodes, edges and notes can be selected together. */
export class Selection {
  #nodes = $state.raw<ReadonlySet<string>>(new Set());
  #edges = $state.raw<ReadonlySet<string>>(new Set());
  #notes = $state.raw<ReadonlySet<string>>(new Set());
  #lit = $state.raw<ReadonlySet<string>>(new Set());
  #reveal = $state.raw<Reveal | undefined>(undefined);
  #field = $state.raw<{ readonly path: FieldPath; readonly at: number } | undefined>(undefined);
  #finding = $state.raw<string | undefined>(undefined);
  #times = 0;

  /** @param beforeJump called before something else is brought into view */
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

  /** The one selected node, when it is the only thing selected. */
  readonly node = $derived(this.#nodes.size === 1 && this.#edges.size + this.#notes.size === 0 ? [...this.#nodes][0] : undefined);
  readonly edge = $derived(this.#edges.size === 1 && this.#nodes.size + this.#notes.size === 0 ? [...this.#edges][0] : undefined);
  readonly note = $derived(this.#notes.size === 1 && this.#nodes.size + this.#edges.size === 0 ? [...this.#notes][0] : undefined);
  readonly isEmpty = $derived(this.#nodes.size + this.#edges.size + this.#notes.size === 0);

  /** Nodes that something under the pointer speaks of. */
  get lit(): ReadonlySet<string> {
    return this.#lit;
  }

  /** The latest request to bring nodes into view. */
  get revealed(): Reveal | undefined {
    return this.#reveal;
  }

  /** The latest request to put the cursor into a field. */
  get field(): { readonly path: FieldPath; readonly at: number } | undefined {
    return this.#field;
  }

  /** Key of the finding that is looked at. */
  get finding(): string | undefined {
    return this.#finding;
  }

  select(nodes: Iterable<string>, edges: Iterable<string> = [], notes: Iterable<string> = []): void {
    const [nextNodes, nextEdges, nextNotes] = [new Set(nodes), new Set(edges), new Set(notes)];
    if (!sameSet(nextNodes, this.#nodes)) this.#nodes = nextNodes;
    if (!sameSet(nextEdges, this.#edges)) this.#edges = nextEdges;
    if (!sameSet(nextNotes, this.#notes)) this.#notes = nextNotes;
  }

  clear(): void {
    this.select([]);
  }

  /** Adds nodes to what is selected, or takes them out when they all are. */
  toggle(...nodes: readonly string[]): void {
    const next = new Set(this.#nodes);
    if (nodes.every((node) => next.has(node))) for (const node of nodes) next.delete(node);
    else for (const node of nodes) next.add(node);
    this.select(next, this.#edges, this.#notes);
  }

  /** Adds edges to what is selected, or takes them out when they all are. */
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

  /** Selects nodes and brings them into view, however small everything is: the user knows what they are. */
  showAsIs(nodes: readonly string[]): void {
    this.select(nodes);
    this.#askFor(nodes, 'to see');
  }

  #askFor(nodes: readonly string[], what: Reveal['what']): void {
    this.#times += 1;
    this.#reveal = { nodes, what, at: this.#times };
  }

  /** Asks for the cursor in a field of the inspector. */
  focusField(path: FieldPath): void {
    this.#times += 1;
    this.#field = { path, at: this.#times };
  }

  lookAt(finding: string | undefined): void {
    this.#finding = finding;
  }

  /** Lights nodes up while something about them is pointed at. */
  light(nodes: Iterable<string>): void {
    const next = new Set(nodes);
    if (!sameSet(next, this.#lit)) this.#lit = next;
  }

  /** Lets go of what is gone. */
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
