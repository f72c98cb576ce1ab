import { createContext } from 'svelte';
import type { CanvasPort, Viewport } from './canvas-port.svelte';
import type { Selection } from './selection.svelte';

/** A place that the user visited: the viewport and the selection. */
export interface Place {
  readonly viewport: Viewport | undefined;
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

const mostPlaces = 100;
/** Jumps within this time, in milliseconds, are one walk: only its beginning is a place to return to. */
const walkMs = 800;

/** The places that the user jumped from, to go back and forward as in a browser. */
export class Places {
  #past = $state.raw<readonly Place[]>([]);
  #future = $state.raw<readonly Place[]>([]);
  #lastJump = -Infinity;

  constructor(
    private readonly selection: Selection,
    private readonly port: CanvasPort,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get canGoBack(): boolean {
    return this.#past.length > 0;
  }

  get canGoForward(): boolean {
    return this.#future.length > 0;
  }

  /** Call it before a jump. @param from the viewport that was left, if the view has already moved */
  leave(from: Viewport | undefined = this.port.actions?.viewport()): void {
    const now = this.now();
    const walking = now - this.#lastJump < walkMs;
    this.#lastJump = now;
    if (walking) return;
    const place: Place = { viewport: from, nodes: this.selection.nodes, edges: this.selection.edges };
    this.#future = [];
    const last = this.#past.at(-1);
    if (!last || !samePlace(last, place)) this.#past = [...this.#past, place].slice(-mostPlaces);
  }

  back(): void {
    const place = this.#past.at(-1);
    if (!place) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#here()];
    this.#goTo(place);
  }

  forward(): void {
    const place = this.#future.at(-1);
    if (!place) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#here()];
    this.#goTo(place);
  }

  /** Clears the places when another plan is opened. */
  forget(): void {
    this.#past = [];
    this.#future = [];
    this.#lastJump = -Infinity;
  }

  #here(): Place {
    return { viewport: this.port.actions?.viewport(), nodes: this.selection.nodes, edges: this.selection.edges };
  }

  #goTo({ viewport, nodes, edges }: Place): void {
    this.#lastJump = -Infinity;
    this.selection.select(nodes, edges);
    if (viewport) this.port.actions?.setViewport(viewport);
  }
}

function samePlace(a: Place, b: Place): boolean {
  const near = (one: number | undefined, other: number | undefined) => Math.abs((one ?? 0) - (other ?? 0)) < 1;
  return (
    near(a.viewport?.x, b.viewport?.x) &&
    near(a.viewport?.y, b.viewport?.y) &&
    a.viewport?.zoom === b.viewport?.zoom &&
    a.nodes.size === b.nodes.size &&
    [...a.nodes].every((id) => b.nodes.has(id))
  );
}

export const [getPlaces, setPlaces] = createContext<Places>();
