import { createContext } from 'svelte';
import type { Edge, LaneId, NodeId, Position } from '#engine/plan';

/** A node that is not there yet, as the canvas shows it while somebody decides. */
export interface Ghost {
  readonly id: NodeId;
  readonly at: Position;
  readonly title: string;
  readonly lane: LaneId;
  readonly edges: readonly Edge[];
}

/** A rectangle in the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the canvas is looked at: pixels that it is moved by, and how large it is drawn. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What the canvas can do for the rest of the window. */
export interface CanvasActions {
  /** The place in the plan under a point of the window, or `undefined` when it is not on the canvas. */
  planPosition(clientX: number, clientY: number): readonly [number, number] | undefined;
  /** The place in the middle of the view. */
  center(): readonly [number, number];
  zoomIn(): void;
  zoomOut(): void;
  zoomReset(): void;
  fit(): void;
  zoomTo(nodes: readonly string[]): void;
  /** Brings places into view, as large as they fit. @returns what brings back the view as it was */
  lookAt(places: readonly Position[]): () => void;
  viewport(): Viewport;
  setViewport(to: Viewport): void;
  /** Brings a node into the middle of the view, below the find bar, without changing the zoom. */
  centre(node: string): void;
  /** Puts the keyboard on the canvas, or on a node's card as soon as that is drawn. */
  focus(node?: string): void;
  /** Where some nodes are in the window now, or where a place of the plan is; `undefined` of none. */
  boxOf(nodes: readonly string[]): Box | undefined;
  pointOf(at: Position): Box;
  /** Starts to edit a node's title where it stands. */
  rename(node: string): void;
}

/** The way from the window's commands to the canvas, which registers itself when it is there. */
export class CanvasPort {
  ghost = $state.raw<Ghost | undefined>(undefined);
  #actions = $state.raw<CanvasActions | undefined>(undefined);

  register(actions: CanvasActions): () => void {
    this.#actions = actions;
    return () => (this.#actions = undefined);
  }

  get actions(): CanvasActions | undefined {
    return this.#actions;
  }

  planPosition(clientX: number, clientY: number): readonly [number, number] | undefined {
    return this.#actions?.planPosition(clientX, clientY);
  }
}

export const [getCanvasPort, setCanvasPort] = createContext<CanvasPort>();
