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
import { readableZoom } from './detail-level';
import { seenBox, type Size, type Viewport } from './viewport';
import { maxZoom, minZoom, viewOf } from './fit-view';

/** What the camera stands before. */
export interface Scene {
  /** With a place for every node. */
  plan(): Plan;
  viewport(): Viewport;
  /** How large the canvas is, in pixels; nothing wide before it is drawn. */
  size(): Size;
  hasLanes(): boolean;
  /** The view has come to rest somewhere. */
  looked(at: Viewport): void;
}

/** What the find bar covers at the top. */
const findBarHeight = 56;

/**
 * Where the canvas is looked at from. It brings into view what is asked for, whether it is drawn or not: Svelte Flow's own ways wait for nodes
 * to be drawn, and those out of view never are.
 */
export class Camera {
  constructor(
    private readonly flow: Pick<
      ReturnType<typeof useSvelteFlow>,
      'setViewport' | 'setCenter' | 'setZoom' | 'screenToFlowPosition' | 'flowToScreenPosition'
    >,
    private readonly groups: Groups,
    private readonly scene: Scene,
  ) {}

  /** How long a movement takes, in milliseconds. */
  get duration(): number {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 160;
  }

  // ---- places ----

  /** Where a node stands, or what is drawn in its place. */
  placeOf(id: NodeId): Position | undefined {
    return this.groups.shown.layout[this.groups.standsFor(id)];
  }

  placesOf(ids: readonly NodeId[]): Position[] {
    return ids.map((id) => this.placeOf(id)).filter((at) => at !== undefined);
  }

  /** Where all that is drawn stands. */
  everything(): Position[] {
    const { nodes, notes } = this.scene.plan();
    return [...this.placesOf(Object.keys(nodes)), ...Object.values(notes).map(({ at }): Position => at)];
  }

  /** The place of the plan under a point of the window. */
  exactPoint(x: number, y: number): Position {
    const at = this.flow.screenToFlowPosition({ x, y }, { snapToGrid: false });
    return [at.x, at.y];
  }

  /** The place of the grid under a point of the window. */
  point(x: number, y: number): [number, number] {
    const at = this.flow.screenToFlowPosition({ x, y });
    return [Math.round(at.x / grid) * grid, Math.round(at.y / grid) * grid];
  }

  /** Where a card stands that has its middle at a point of the window. */
  cardAt(x: number, y: number): [number, number] {
    const { zoom } = this.scene.viewport();
    return this.point(x - (cardWidth / 2) * zoom, y - (cardHeight / 2) * zoom);
  }

  /** Where a rectangle of the plan is in the window. */
  windowBox(x: number, y: number, width: number, height: number): Box {
    const { zoom } = this.scene.viewport();
    const from = this.flow.flowToScreenPosition({ x, y });
    return { left: from.x, top: from.y, right: from.x + width * zoom, bottom: from.y + height * zoom };
  }

  // ---- movements ----

  #heading: { readonly zoom: number; readonly until: number } | undefined;

  /** The zoom as it is, or as it will be in a moment: what follows on a movement starts from where that leads. Its last frames may come late. */
  get #zoom(): number {
    const { zoom } = this.scene.viewport();
    const heading = this.#heading;
    if (!heading) return zoom;
    const isThere = Math.abs(zoom / heading.zoom - 1) < 0.005;
    return isThere || performance.now() < heading.until ? heading.zoom : zoom;
  }

  /** Whoever turns the wheel meanwhile stops a movement without a word, so it counts no longer than it takes. */
  #head(zoom: number, duration: number): void {
    this.#heading = duration === 0 ? undefined : { zoom, until: performance.now() + duration };
  }

  zoomTo(zoom: number, duration = this.duration): void {
    const to = Math.min(maxZoom, Math.max(minZoom, zoom));
    this.#head(to, duration);
    void this.flow.setZoom(to, { duration }).then(() => this.#arrived());
  }

  zoomBy(factor: number, duration = this.duration): void {
    this.zoomTo(this.#zoom * factor, duration);
  }

  go(to: Viewport, duration = this.duration): void {
    this.#head(to.zoom, duration);
    void this.flow.setViewport({ ...to }, { duration }).then(() => this.scene.looked(to));
  }

  /** Puts a point of the plan in the middle. */
  centreAt([x, y]: Position, zoom: number, duration = this.duration): void {
    this.#head(zoom, duration);
    void this.flow.setCenter(x, y, { zoom, duration }).then(() => this.#arrived());
  }

  /** Svelte Flow reports only movements of the pointer; the view is known with the next frame. */
  #arrived(): void {
    requestAnimationFrame(() => this.scene.looked(this.scene.viewport()));
  }

  /** Brings nodes into view, as large as they fit. */
  look(ids: readonly NodeId[], maxZoom: number): void {
    this.lookAt(this.placesOf(ids), maxZoom);
  }

  /** Brings places into view, as large as they fit. @param bottom room that is left for what stands on the canvas there */
  lookAt(places: readonly Position[], maxZoom: number, { duration = this.duration, bottom = 32 } = {}): void {
    const size = this.scene.size();
    const bounds = boundsOf(places);
    if (size.width > 0 && bounds) this.go(viewOf(bounds, size, { maxZoom, bottom, lanes: this.scene.hasLanes() }), duration);
  }

  /** Goes where a card can be read. */
  approach(at: Position, id: NodeId | undefined): void {
    const place = id === undefined ? undefined : this.groups.shown.layout[id];
    this.centreAt(place ? middleOf(place) : at, 1);
  }

  /** Brings a node into the middle, below the find bar, without changing the zoom. */
  centre(id: NodeId): void {
    const at = this.placeOf(id);
    const size = this.scene.size();
    if (!at || size.width === 0) return;
    const zoom = this.#zoom;
    const [x, y] = middleOf(at);
    this.go({ x: size.width / 2 - x * zoom, y: (size.height + findBarHeight) / 2 - y * zoom, zoom });
  }

  /** Brings nodes into view without changing the zoom, unless they are too small there. */
  reveal(ids: readonly NodeId[], leastZoom = readableZoom): void {
    const size = this.scene.size();
    const bounds = boundsOf(this.placesOf(ids));
    if (size.width === 0 || !bounds) return;
    const viewport = this.scene.viewport();
    const zoom = Math.max(viewport.zoom, leastZoom, minZoom);
    const [left, top] = [bounds.x * viewport.zoom + viewport.x, bounds.y * viewport.zoom + viewport.y];
    const inView =
      left > 16 &&
      top > 16 &&
      left + bounds.width * viewport.zoom < size.width - 16 &&
      top + bounds.height * viewport.zoom < size.height - 16;
    if (inView && zoom === viewport.zoom) return;
    this.centreAt([bounds.x + bounds.width / 2, bounds.y + bounds.height / 2], zoom);
  }

  /** Brings the place of a frame's title into view, near enough to write it. @param ids the nodes in the frame */
  revealTitle(ids: readonly NodeId[]): void {
    const box = frameOf({ nodes: [...ids] }, this.scene.plan().layout);
    const size = this.scene.size();
    if (!box || size.width === 0) return;
    const { zoom } = this.scene.viewport();
    const { left, right, top, bottom } = seenBox(this.scene.viewport(), size);
    const isSeen = box.x > left && box.x + cardWidth < right && box.y > top && box.y + cardHeight < bottom;
    if (!isSeen || zoom < readableZoom) this.centreAt([box.x + cardWidth / 2, box.y + cardHeight], Math.max(zoom, readableZoom));
  }

  /** Brings a note into the middle, near enough to write it. */
  revealNote(note: NoteId): void {
    const [x, y] = this.scene.plan().notes[note]?.at ?? [0, 0];
    this.centreAt([x + noteWidth / 2, y + cardHeight / 2], readableZoom);
  }
}

function middleOf([x, y]: Position): Position {
  return [x + cardWidth / 2, y + cardHeight / 2];
}
