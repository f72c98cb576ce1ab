import { createContext } from 'svelte';
import type { Edge, GroupId, LaneId, NodeId, NoteId, Position } from '#engine/plan';

/** Preview of a node on the canvas while the user decides. */
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

/** Viewport of the canvas: offset in pixels, and zoom. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Actions of the canvas for the rest of the window. */
export interface CanvasActions {
  /** The place in the plan under a point of the window, or `undefined` when it is not on the canvas. */
  planPosition(clientX: number, clientY: number): readonly [number, number] | undefined;
  /** The edge under a point of the window, below the card that is dragged. */
  edgeAt(clientX: number, clientY: number): string | undefined;
  /** The position of a card at the pointer, while the pointer is over the canvas. */
  pointer(): readonly [number, number] | undefined;
  /** The plan position at the centre of the view. */
  center(): readonly [number, number];
  zoomIn(): void;
  zoomOut(): void;
  zoomReset(): void;
  fit(): void;
  zoomTo(nodes: readonly string[]): void;
  /** Brings places into view, as large as they fit. @returns a function that restores the previous view */
  lookAt(places: readonly Position[]): () => void;
  viewport(): Viewport;
  setViewport(to: Viewport): void;
  /** Centres a node below the find bar, without changing the zoom. */
  centre(node: string): void;
  /** Focuses the canvas, or a node's card as soon as it is drawn. */
  focus(node?: string): void;
  /** The box of some nodes, or of a place of the plan, in the window now; `undefined` for no nodes. */
  boxOf(nodes: readonly string[]): Box | undefined;
  pointOf(at: Position): Box;
  /** Starts to edit a node's title in place. */
  rename(node: string): void;
  renameGroup(group: GroupId): void;
  /** Starts to edit the title of an edge in place. */
  renameEdge(edge: string): void;
  /** Draws a frame around nodes and asks for its title. */
  group(nodes: readonly NodeId[]): void;
  /** Starts to edit a note in place, or a new one in the view. */
  write(note: NoteId): void;
  writeNew(): void;
}

/** Actions of the outline for the rest of the window. */
export interface OutlineActions {
  /** Focuses the row of a node, or the row that had the focus last. */
  focus(node?: string): void;
  /** The box of the focused cell in the window. */
  boxOf(): Box | undefined;
  /** Sorts only by the order of the plan, so that a change of that order is visible. */
  sortAsPlanned(): void;
}

/** Connects the window's commands with canvas and outline, which register themselves while they exist. */
export class CanvasPort {
  #outline = $state.raw<OutlineActions | undefined>(undefined);
  #keyboardIn = $state<'canvas' | 'outline'>('canvas');
  ghost = $state.raw<Ghost | undefined>(undefined);
  #actions = $state.raw<CanvasActions | undefined>(undefined);

  register(actions: CanvasActions): () => void {
    this.#actions = actions;
    return () => (this.#actions = undefined);
  }

  registerOutline(outline: OutlineActions): () => void {
    this.#outline = outline;
    return () => (this.#outline = undefined);
  }

  /** The one of the two that had the focus last. */
  get keyboardIn(): 'canvas' | 'outline' {
    return this.#outline && (this.#keyboardIn === 'outline' || !this.#actions) ? 'outline' : 'canvas';
  }

  tookKeyboard(where: 'canvas' | 'outline'): void {
    this.#keyboardIn = where;
  }

  /** Focuses a node in the view that had the focus last: canvas or outline. */
  focus(node?: string): void {
    if (this.keyboardIn === 'outline') this.#outline?.focus(node);
    else this.#actions?.focus(node);
  }

  /** The box of the focused cell, if the outline had the focus last. */
  get outlineBox(): Box | undefined {
    return this.keyboardIn === 'outline' ? this.#outline?.boxOf() : undefined;
  }

  get outline(): OutlineActions | undefined {
    return this.#outline;
  }

  get actions(): CanvasActions | undefined {
    return this.#actions;
  }

  planPosition(clientX: number, clientY: number): readonly [number, number] | undefined {
    return this.#actions?.planPosition(clientX, clientY);
  }
}

export const [getCanvasPort, setCanvasPort] = createContext<CanvasPort>();
