import type { useSvelteFlow } from '@xyflow/svelte';
import {
  boundsOf,
  cardHeight,
  cardWidth,
  frameOf,
  grid,
  noteWidth,
  type NodeId,
  type NoteId,
  type Plan,
  type Position,
} from '#engine/plan';
import type { Box } from '../../state/canvas-port.svelte';
import type { Groups } from '../../state/groups.svelte';
import type { Reveal } from '../../state/selection.svelte';
import { farApart } from './far-apart';
import { readableZoom, recognisableZoom } from './detail-level';
import { overlaps, seenBox, type Size, type Viewport } from './viewport';
import { maxZoom, minZoom, viewOf, type DrawnLanes } from './fit-view';

/*
 * Where the canvas looks. It is one thing, since every move weighs the same view, room and selection.
 */

/** The subject of the camera. */
export interface Scene {
  /** The plan, with a place for every node. */
  plan(): Plan;
  viewport(): Viewport;
  /** Size of the canvas in pixels; width 0 before it is drawn. */
  size(): Size;
  /** The lanes that are drawn, if any. */
  lanes(): DrawnLanes | undefined;
  /** The selected nodes. */
  selected(): readonly NodeId[];
  /** The view has come to rest. */
  looked(at: Viewport): void;
}

/** Nodes and notes that are too far from the others to be shown with them. */
export interface FarAway {
  readonly nodes: readonly NodeId[];
  readonly notes: readonly NoteId[];
}

/** Height that the find bar covers at the top, in pixels. */
const findBarHeight = 56;

/**
 * Moves the view of the canvas. It brings nodes into view whether they are drawn or not: Svelte Flow's own functions wait for nodes
 * to be drawn, and those out of view never are.
 */
export class Camera {
  constructor(
    private readonly flow: Pick<
      ReturnType<typeof useSvelteFlow>,
      'setViewport' | 'setCenter' | 'screenToFlowPosition' | 'flowToScreenPosition'
    >,
    private readonly groups: Groups,
    private readonly scene: Scene,
  ) {}

  /** Duration of a movement, in milliseconds. */
  get duration(): number {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 160;
  }

  // ---- places ----

  /** Position of a node, or of the block drawn in its place. */
  placeOf(id: NodeId): Position | undefined {
    return this.groups.shown.layout[this.groups.standsFor(id)];
  }

  placesOf(ids: readonly NodeId[]): Position[] {
    return ids.map((id) => this.placeOf(id)).filter((at) => at !== undefined);
  }

  /** Positions of everything that is drawn, except what is too far from the rest to be shown with it. */
  everything(): Position[] {
    const places = this.#drawn().map(({ at }) => at);
    const far = farApart(places, this.scene.size());
    return far.size === 0 ? places : places.filter((_, index) => !far.has(index));
  }

  /** What is too far from the rest to be shown with it. */
  farAway(): FarAway {
    const drawn = this.#drawn();
    const far = farApart(
      drawn.map(({ at }) => at),
      this.scene.size(),
    );
    const things = drawn.filter((_, index) => far.has(index));
    return { nodes: things.flatMap(({ node }) => node ?? []), notes: things.flatMap(({ note }) => note ?? []) };
  }

  #drawn(): { readonly at: Position; readonly node?: NodeId; readonly note?: NoteId }[] {
    const { nodes, notes } = this.scene.plan();
    return [
      ...Object.keys(nodes).flatMap((node) => {
        const at = this.placeOf(node);
        return at ? [{ at, node }] : [];
      }),
      ...Object.entries(notes).map(([note, { at }]) => ({ at, note })),
    ];
  }

  /** The place of the plan under a point of the window. */
  exactPoint(x: number, y: number): Position {
    const at = this.flow.screenToFlowPosition({ x, y }, { snapToGrid: false });
    return [at.x, at.y];
  }

  /** The grid point under a point of the window. */
  point(x: number, y: number): [number, number] {
    const at = this.flow.screenToFlowPosition({ x, y });
    return [Math.round(at.x / grid) * grid, Math.round(at.y / grid) * grid];
  }

  /** Position of a card whose centre is at a point of the window. */
  cardAt(x: number, y: number): [number, number] {
    const { zoom } = this.scene.viewport();
    return this.point(x - (cardWidth / 2) * zoom, y - (cardHeight / 2) * zoom);
  }

  /** A rectangle of the plan as a box in the window. */
  windowBox(x: number, y: number, width: number, height: number): Box {
    const { zoom } = this.scene.viewport();
    const from = this.flow.flowToScreenPosition({ x, y });
    return { left: from.x, top: from.y, right: from.x + width * zoom, bottom: from.y + height * zoom };
  }

  // ---- movements ----

  #heading: { readonly zoom: number; readonly until: number } | undefined;

  /** The zoom now, or at the end of a movement: the next movement starts from there. The last frames of a movement may come late. */
  get #zoom(): number {
    const { zoom } = this.scene.viewport();
    const heading = this.#heading;
    if (!heading) return zoom;
    const isThere = Math.abs(zoom / heading.zoom - 1) < 0.005;
    return isThere || performance.now() < heading.until ? heading.zoom : zoom;
  }

  /** The wheel can end a movement without an event, so the target zoom is valid only for the duration of the movement. */
  #head(zoom: number, duration: number): void {
    this.#heading = duration === 0 ? undefined : { zoom, until: performance.now() + duration };
  }

  /** Zooms around the middle of the view. The selection stays in view if it is: that is what the user works on. */
  zoomTo(wanted: number, duration = this.duration): void {
    const zoom = Math.min(maxZoom, Math.max(minZoom, wanted));
    const { size, viewport: now } = { size: this.scene.size(), viewport: this.scene.viewport() };
    const around = (middle: number, from: number) => middle - ((middle - from) * zoom) / now.zoom;
    const to = { x: around(size.width / 2, now.x), y: around(size.height / 2, now.y), zoom };
    const selected = boundsOf(this.placesOf(this.scene.selected()));
    const isInView = selected && overlaps(seenBox(now, size), boxOf(selected));
    this.go(isInView ? broughtIn(selected, to, size) : to, duration);
  }

  zoomBy(factor: number, duration = this.duration): void {
    this.zoomTo(this.#zoom * factor, duration);
  }

  go(to: Viewport, duration = this.duration): void {
    this.#head(to.zoom, duration);
    // a movement at one zoom is straight: the usual curve would zoom out on its way
    const interpolate = Math.abs(to.zoom - this.scene.viewport().zoom) < 1e-6 ? 'linear' : 'smooth';
    void this.flow.setViewport({ ...to }, { duration, interpolate }).then(() => this.scene.looked(to));
  }

  /** Centres the view at a point of the plan. */
  centreAt([x, y]: Position, zoom: number, duration = this.duration): void {
    this.#head(zoom, duration);
    void this.flow.setCenter(x, y, { zoom, duration }).then(() => this.#arrived());
  }

  /** Svelte Flow reports only movements of the pointer; the view is known in the next frame. */
  #arrived(): void {
    requestAnimationFrame(() => this.scene.looked(this.scene.viewport()));
  }

  /** Brings nodes into view, as large as they fit. */
  look(ids: readonly NodeId[], maxZoom: number): void {
    this.lookAt(this.placesOf(ids), maxZoom);
  }

  /** Brings places into view, as large as they fit. @param bottom room for what covers the canvas there, in pixels */
  lookAt(
    places: readonly Position[],
    maxZoom: number,
    { duration = this.duration, bottom }: { readonly duration?: number; readonly bottom?: number } = {},
  ): void {
    const to = this.#viewOf(places, maxZoom, bottom);
    if (to) this.go(to, duration);
  }

  /** True if the view is the one that shows everything as large as it fits, up to a zoom. */
  isFitted(maxZoom: number): boolean {
    const { x, y, zoom } = this.scene.viewport();
    const fitted = this.#viewOf(this.everything(), maxZoom);
    return fitted !== undefined && Math.hypot(fitted.x - x, fitted.y - y) < 1 && Math.abs(fitted.zoom / zoom - 1) < 0.005;
  }

  #viewOf(places: readonly Position[], maxZoom: number, bottom?: number): Viewport | undefined {
    const size = this.scene.size();
    const bounds = boundsOf(places);
    if (size.width === 0 || !bounds) return undefined;
    return viewOf(bounds, size, { maxZoom, lanes: this.scene.lanes(), ...(bottom === undefined ? {} : { bottom }) });
  }

  /** Zooms in until a card can be read. */
  approach(at: Position, id: NodeId | undefined): void {
    const place = id === undefined ? undefined : this.groups.shown.layout[id];
    this.centreAt(place ? middleOf(place) : at, 1);
  }

  /** Centres a node below the find bar, without changing the zoom. */
  centre(id: NodeId): void {
    const at = this.placeOf(id);
    const size = this.scene.size();
    if (!at || size.width === 0) return;
    const zoom = this.#zoom;
    const [x, y] = middleOf(at);
    this.go({ x: size.width / 2 - x * zoom, y: (size.height + findBarHeight) / 2 - y * zoom, zoom });
  }

  /**
   * Brings nodes into view: the zoom stays, and the view moves only as far as needed. Only where no name can be read, it comes nearer.
   * @returns the view that it moves to, if it moves
   */
  reveal(ids: readonly NodeId[], leastZoom = recognisableZoom): Viewport | undefined {
    const bounds = boundsOf(this.placesOf(ids));
    return bounds && this.#bringIn(bounds, leastZoom);
  }

  /** Shows the requested nodes. To be readable, they are not left in a collapsed group or too small. */
  show({ nodes, what }: Reveal): Viewport | undefined {
    if (what === 'to read') this.groups.openAround(nodes);
    if (what === 'whole') return this.#bringAllIn(nodes);
    return this.reveal(nodes, what === 'to read' ? recognisableZoom : minZoom);
  }

  /** Brings nodes into view, all of them: where they have no room, it goes further away. */
  #bringAllIn(ids: readonly NodeId[]): Viewport | undefined {
    const [places, size, { zoom }] = [this.placesOf(ids), this.scene.size(), this.scene.viewport()];
    const whole = this.#viewOf(places, zoom);
    if (!whole || whole.zoom >= zoom) return this.reveal(ids, minZoom);
    if (size.width > 0) this.go(whole);
    return whole;
  }

  /** Brings the title of a frame into view, near enough to edit it. @param ids the nodes in the frame */
  revealTitle(ids: readonly NodeId[]): void {
    const box = frameOf({ nodes: [...ids] }, this.scene.plan().layout);
    if (box) this.#bringIn({ x: box.x, y: box.y, width: Math.min(box.width, cardWidth), height: cardHeight }, recognisableZoom);
  }

  #bringIn(bounds: Bounds, leastZoom: number): Viewport | undefined {
    const size = this.scene.size();
    if (size.width === 0) return undefined;
    const now = this.scene.viewport();
    if (now.zoom < leastZoom) {
      const middle: Position = [bounds.x + bounds.width / 2, bounds.y + bounds.height / 2];
      this.centreAt(middle, readableZoom);
      return { x: size.width / 2 - middle[0] * readableZoom, y: size.height / 2 - middle[1] * readableZoom, zoom: readableZoom };
    }
    const to = broughtIn(bounds, now, size);
    if (to.x === now.x && to.y === now.y) return undefined;
    this.go(to);
    return to;
  }

  /** Centres a note, near enough to edit it. */
  revealNote(note: NoteId): void {
    const [x, y] = this.scene.plan().notes[note]?.at ?? [0, 0];
    this.centreAt([x + noteWidth / 2, y + cardHeight / 2], readableZoom);
  }
}

type Bounds = NonNullable<ReturnType<typeof boundsOf>>;

function boxOf({ x, y, width, height }: Bounds) {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** The viewport that has a rectangle of the plan in view, moved only as far as needed. */
function broughtIn(bounds: Bounds, { x, y, zoom }: Viewport, size: Size): Viewport {
  return {
    x: x + needed(bounds.x * zoom + x, bounds.width * zoom, size.width),
    y: y + needed(bounds.y * zoom + y, bounds.height * zoom, size.height),
    zoom,
  };
}

function middleOf([x, y]: Position): Position {
  return [x + cardWidth / 2, y + cardHeight / 2];
}

/** Room between what is brought into view and the border of the canvas, in pixels. */
const border = 12;

/** The distance that brings a stretch into a window of some length; its beginning, if it is longer than that. */
function needed(from: number, length: number, window: number): number {
  if (from >= border && from + length <= window - border) return 0;
  if (from < border || length > window - 2 * border) return border - from;
  return window - border - from - length;
}
