import { createContext } from 'svelte';

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
  /** Puts the keyboard on the canvas. */
  focus(): void;
  /** Starts to edit a node's title where it stands. */
  rename(node: string): void;
}

/** The way from the window's commands to the canvas, which registers itself when it is there. */
export class CanvasPort {
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
