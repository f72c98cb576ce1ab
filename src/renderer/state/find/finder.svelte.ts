import { createContext } from 'svelte';
import { englishMarks, type NumberMarks } from '#engine/format';
import { edgeId } from '#engine/plan';
import type { CanvasPort, Viewport } from '../canvas-port.svelte';
import type { CatalogView } from '../catalog-view.svelte';
import type { Places } from '../places.svelte';
import type { PlanEditor } from '../plan-editor.svelte';
import type { PlanFlow } from '../plan-flow.svelte';
import type { Selection } from '../selection.svelte';
import type { SavedView } from '../../storage/database';
import { factsOf } from './facts';
import { hitsOf } from './match';
import { parseQuery } from './query';

/** State before the find bar was opened, restored when it is cancelled. */
interface Before {
  readonly viewport: Viewport | undefined;
  readonly focus: Element | null;
  /** The node whose card had the focus: out of view it has another element, or none. */
  readonly node: string | undefined;
}

/** Finds nodes on the canvas: the query, its hits, and the current hit. Canvas and outline dim all other nodes. */
export class Finder {
  #open = $state(false);
  #text = $state('');
  #current = $state<string | undefined>(undefined);
  #focusAsked = $state(0);
  #before: Before | undefined;

  readonly query = $derived.by(() => parseQuery(this.#text, this.marks()));
  readonly #facts = $derived.by(() =>
    this.#open || this.#text !== ''
      ? factsOf(this.flow.order, {
          plan: this.editor.plan,
          evaluation: this.editor.evaluation,
          service: (id) => this.catalog.get(id),
          stageOf: (node) => this.catalog.stageOf(node),
        })
      : [],
  );
  /** Ids of the hits, in the order in which they are walked. */
  readonly hits: readonly string[] = $derived.by(() => hitsOf(this.query, this.#facts));
  readonly #found: ReadonlySet<string> = $derived(new Set(this.hits));
  /** True while there is a valid query, so that all nodes but its hits are dimmed. */
  readonly active = $derived(this.#open && this.query.terms.length > 0 && this.query.problems.length === 0);

  constructor(
    private readonly editor: PlanEditor,
    private readonly catalog: CatalogView,
    private readonly flow: PlanFlow,
    private readonly selection: Selection,
    private readonly port: CanvasPort,
    private readonly places: Places,
    /** The user's number format. */
    private readonly marks: () => NumberMarks = () => englishMarks,
    /** The nodes behind an element of the canvas. */
    private readonly membersOf: (drawn: string) => readonly string[] = (id) => [id],
  ) {}

  get isOpen(): boolean {
    return this.#open;
  }

  get text(): string {
    return this.#text;
  }

  /** Number of requests to focus the find bar. */
  get focusAsked(): number {
    return this.#focusAsked;
  }

  /** Index of the current hit; -1 without hits. */
  get at(): number {
    return this.#current === undefined ? -1 : this.hits.indexOf(this.#current);
  }

  /** The current hit. */
  get current(): string | undefined {
    return this.#open ? this.#current : undefined;
  }

  /** Problems of the query, in sentences. */
  readonly problems: readonly string[] = $derived.by(() => {
    const most = this.editor.evaluation?.findings.length ?? 0;
    const beyond = this.query.terms.filter((term) => term.field === 'finding' && (term.number < 1 || term.number > most));
    const there = most === 0 ? 'there are no findings' : `there are 1 to ${most}`;
    return [
      ...this.query.problems,
      ...beyond.map((term) => `There is no finding ${term.field === 'finding' ? term.number : ''}; ${there}.`),
    ];
  });

  /** True if a node is a hit. */
  matches(id: string): boolean {
    return this.#found.has(id);
  }

  /** The hits, while there is a query. */
  get found(): ReadonlySet<string> | undefined {
    return this.active ? this.#found : undefined;
  }

  /** True if a node is dimmed because it is not a hit. */
  dims(id: string): boolean {
    return this.active && !this.#finds(id);
  }

  /** True if an edge is dimmed because it does not connect two hits. */
  dimsEdge(from: string, to: string): boolean {
    return this.active && !(this.#finds(from) && this.#finds(to));
  }

  #finds(drawn: string): boolean {
    return this.membersOf(drawn).some((id) => this.#found.has(id));
  }

  /** Opens the bar, or focuses it again. */
  open(): void {
    if (!this.#open) {
      const focus = document.activeElement;
      const node = focus?.closest<HTMLElement>('.svelte-flow__node')?.dataset['id'];
      this.#before = { viewport: this.port.actions?.viewport(), focus, node };
    }
    this.#open = true;
    this.#focusAsked += 1;
    this.#light();
  }

  /** Searches: the view goes to the first hit, or back if there is none. */
  ask(text: string): void {
    this.#text = text;
    const first = this.hits[0];
    if (first === undefined) {
      this.#current = undefined;
      this.#restoreView();
    } else this.#goTo(first);
    this.#light();
  }

  /** Restores a saved view: its query and its viewport. */
  show({ query, viewport }: Pick<SavedView, 'query' | 'viewport'>): void {
    if (query !== null) {
      this.open();
      this.ask(query);
    }
    if (viewport) this.port.actions?.setViewport(viewport);
  }

  /** Goes to the next or previous hit. If the bar is closed, the hit is selected. */
  walk(by: 1 | -1): void {
    const { hits, selection } = this;
    if (hits.length === 0) {
      this.open();
      return;
    }
    const from = this.#open ? this.#current : (selection.node ?? this.#current);
    const at = from === undefined ? -1 : hits.indexOf(from);
    const next = hits[at < 0 ? (by > 0 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length];
    if (next === undefined) return;
    if (this.#open) this.#goTo(next);
    else {
      this.#current = next;
      selection.show([next]);
    }
    this.#light();
  }

  /** Selects the current hit, or all of them, and closes the bar. */
  keep(which: 'one' | 'all'): void {
    const chosen = which === 'all' ? this.hits : this.at >= 0 ? [this.hits[this.at] as string] : []; // `at` is a valid index
    if (chosen.length === 0) return;
    this.places.leave(this.#before?.viewport);
    this.close();
    if (which === 'all') {
      this.selection.select(chosen, this.editor.plan.edges.filter(({ from, to }) => this.matches(from) && this.matches(to)).map(edgeId));
      this.port.focus();
    } else {
      this.selection.show(chosen); // from a picture of the whole plan, the view zooms in until a hit can be read
      this.port.focus(chosen[0]);
    }
  }

  /** Restores view and focus. The selection was never changed. */
  cancel(): void {
    const { focus, node } = this.#before ?? {};
    this.#restoreView();
    this.close();
    if (node === undefined && focus instanceof HTMLElement && focus.isConnected) focus.focus();
    else this.port.focus(node);
  }

  /** Closes the bar and leaves the view as it is. */
  close(): void {
    this.#open = false;
    this.#before = undefined;
    this.selection.light([]);
  }

  #goTo(id: string): void {
    this.#current = id;
    this.port.actions?.centre(id);
  }

  #restoreView(): void {
    if (this.#before?.viewport) this.port.actions?.setViewport(this.#before.viewport);
  }

  /** Highlights the current hit. */
  #light(): void {
    this.selection.light(this.#open && this.#current !== undefined ? [this.#current] : []);
  }
}

export const [getFinder, setFinder] = createContext<Finder>();
