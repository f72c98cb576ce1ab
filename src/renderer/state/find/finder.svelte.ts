import { createContext } from 'svelte';
import { edgeId, englishMarks, type NumberMarks } from '#engine/plan';
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

/** What finding on the canvas leads back to when it is cancelled. */
interface Before {
  readonly viewport: Viewport | undefined;
  readonly focus: Element | null;
  /** The node whose card had the keyboard: out of view it is another element, or none. */
  readonly node: string | undefined;
}

/** Finding nodes on the canvas: what is asked, which nodes it finds, and at which of them the view is. Canvas and outline dim the others. */
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
          answer: this.editor.answer,
          service: (id) => this.catalog.get(id),
          stageOf: (node) => this.catalog.stageOf(node),
        })
      : [],
  );
  /** Ids of the nodes that are found, in the order in which they are walked. */
  readonly hits: readonly string[] = $derived.by(() => hitsOf(this.query, this.#facts));
  readonly #found: ReadonlySet<string> = $derived(new Set(this.hits));
  /** Whether something is asked for, so that what it does not find is dimmed. */
  readonly active = $derived(this.#open && this.query.terms.length > 0 && this.query.problems.length === 0);

  constructor(
    private readonly editor: PlanEditor,
    private readonly catalog: CatalogView,
    private readonly flow: PlanFlow,
    private readonly selection: Selection,
    private readonly port: CanvasPort,
    private readonly places: Places,
    /** How the user writes numbers. */
    private readonly marks: () => NumberMarks = () => englishMarks,
    /** The nodes that something on the canvas stands for. */
    private readonly membersOf: (drawn: string) => readonly string[] = (id) => [id],
  ) {}

  get isOpen(): boolean {
    return this.#open;
  }

  get text(): string {
    return this.#text;
  }

  /** Counts the requests for the cursor in the find bar. */
  get focusAsked(): number {
    return this.#focusAsked;
  }

  /** Index of the hit that the view is at; -1 without hits. */
  get at(): number {
    return this.#current === undefined ? -1 : this.hits.indexOf(this.#current);
  }

  /** The hit that the view is at. */
  get current(): string | undefined {
    return this.#open ? this.#current : undefined;
  }

  /** What is wrong with what was typed, in sentences. */
  readonly problems: readonly string[] = $derived.by(() => {
    const most = this.editor.answer?.findings.length ?? 0;
    const beyond = this.query.terms.filter((term) => term.field === 'finding' && (term.number < 1 || term.number > most));
    const there = most === 0 ? 'there are no findings' : `there are 1 to ${most}`;
    return [
      ...this.query.problems,
      ...beyond.map((term) => `There is no finding ${term.field === 'finding' ? term.number : ''}; ${there}.`),
    ];
  });

  /** Whether a node is found. */
  matches(id: string): boolean {
    return this.#found.has(id);
  }

  /** The nodes that are found, while something is looked for. */
  get found(): ReadonlySet<string> | undefined {
    return this.active ? this.#found : undefined;
  }

  /** Whether a node is to step back, since something else is looked for. */
  dims(id: string): boolean {
    return this.active && !this.#finds(id);
  }

  /** Whether an edge is to step back: one that does not join two nodes that are found. */
  dimsEdge(from: string, to: string): boolean {
    return this.active && !(this.#finds(from) && this.#finds(to));
  }

  #finds(drawn: string): boolean {
    return this.membersOf(drawn).some((id) => this.#found.has(id));
  }

  /** Opens the bar, or puts the cursor back into it. */
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

  /** Looks for something: the view goes to the first hit, and back where nothing is found. */
  ask(text: string): void {
    this.#text = text;
    const first = this.hits[0];
    if (first === undefined) {
      this.#current = undefined;
      this.#restoreView();
    } else this.#goTo(first);
    this.#light();
  }

  /** Looks for what a saved view looks for, and goes to its place. */
  show({ query, viewport }: Pick<SavedView, 'query' | 'viewport'>): void {
    if (query !== null) {
      this.open();
      this.ask(query);
    }
    if (viewport) this.port.actions?.setViewport(viewport);
  }

  /** Goes to the next hit, or the one before. When the bar is closed, that is selected. */
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

  /** Selects the hit that the view is at, or all of them, and closes the bar. */
  keep(which: 'one' | 'all'): void {
    const chosen = which === 'all' ? this.hits : this.at >= 0 ? [this.hits[this.at] as string] : []; // `at` is an index of it
    if (chosen.length === 0) return;
    this.places.leave(this.#before?.viewport);
    this.close();
    if (which === 'all') {
      this.selection.select(chosen, this.editor.plan.edges.filter(({ from, to }) => this.matches(from) && this.matches(to)).map(edgeId));
      this.port.focus();
    } else {
      this.selection.show(chosen); // a hit in a picture of the whole plan comes near enough to be read
      this.port.focus(chosen[0]);
    }
  }

  /** Puts view and keyboard back as they were. The selection was never touched. */
  cancel(): void {
    const { focus, node } = this.#before ?? {};
    this.#restoreView();
    this.close();
    if (node === undefined && focus instanceof HTMLElement && focus.isConnected) focus.focus();
    else this.port.focus(node);
  }

  /** Closes the bar and leaves the view where it is. */
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

  /** The hit that the view is at is lit. */
  #light(): void {
    this.selection.light(this.#open && this.#current !== undefined ? [this.#current] : []);
  }
}

export const [getFinder, setFinder] = createContext<Finder>();
