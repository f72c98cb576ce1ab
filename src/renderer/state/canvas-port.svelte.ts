import { createContext } from 'svelte';
import type { Edge, GroupId, LaneId, NodeId, NoteId, Position } from '#engine/plan';

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
  /** The edge under a point of the window, through the card that is dragged. */
  edgeAt(clientX: number, clientY: number): string | undefined;
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
  renameGroup(group: GroupId): void;
  /** Draws a frame around nodes and asks for its title. */
  group(nodes: readonly NodeId[]): void;
  /** Starts to write a note where it stands, or a new one in the view. */
  write(note: NoteId): void;
  writeNew(): void;
}

/** What the outline can do for the rest of the window. */
export interface OutlineActions {
  /** Puts the keyboard on the row of a node, or on the row where it was last. */
  focus(node?: string): void;
  /** Where the cell that the keyboard is at is in the window. */
  boxOf(): Box | undefined;
  /** Sorts by nothing but the order of the plan, so that a change of it is seen. */
  sortAsPlanned(): void;
}

/** The way from the window's commands to canvas and outline, which register themselves when they are there. */
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

  /** Which of the two had the keyboard last. */
  get keyboardIn(): 'canvas' | 'outline' {
    return this.#outline && (this.#keyboardIn === 'outline' || !this.#actions) ? 'outline' : 'canvas';
  }

  tookKeyboard(where: 'canvas' | 'outline'): void {
    this.#keyboardIn = where;
  }

  /** Puts the keyboard on a node where it was last: on the canvas or in the outline. */
  focus(node?: string): void {
    if (this.keyboardIn === 'outline') this.#outline?.focus(node);
    else this.#actions?.focus(node);
  }

  /** Where the keyboard is in the outline, when that is where it was last. */
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
