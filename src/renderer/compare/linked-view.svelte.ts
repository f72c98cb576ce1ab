interface Size {
  readonly width: number;
  readonly height: number;
}
interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a pane scrolls. */
export type Place = Pick<HTMLElement, 'scrollLeft' | 'scrollTop' | 'scrollTo'>;

const least = 0.02;
const most = 3;
/** A card can be read from this zoom on. */
const legible = 0.7;

/** Zoom and position of panes that show sheets of one size: what one of them does, the others do. */
export class LinkedView {
  readonly #places = new Map<number, Place>();
  /** Where each pane was last; a scroll event says only that it moved. */
  readonly #known = new Map<number, Point>();
  /** `undefined` while all of a sheet is shown. */
  #chosen = $state<number | undefined>(undefined);
  #pane = $state.raw<Size>({ width: 0, height: 0 });

  constructor(private readonly sheet: () => Size) {}

  readonly #fitting: number = $derived.by(() => {
    const { width, height } = this.sheet();
    return Math.max(least, Math.min(1, this.#pane.width / width, this.#pane.height / height));
  });

  /** Pixels of a unit of the sheet. */
  readonly zoom: number = $derived.by(() => this.#chosen ?? this.#fitting);

  /** A pane appeared. @returns a function that takes it out */
  add(index: number, place: Place): () => void {
    this.#places.set(index, place);
    this.#known.set(index, positionOf(place));
    return () => {
      this.#places.delete(index);
      this.#known.delete(index);
    };
  }

  /** The panes have one size. */
  resize(size: Partial<Size>): void {
    this.#pane = { ...this.#pane, ...size };
  }

  /** A pane was scrolled: the others move by as much. */
  scrolled(index: number): void {
    const place = this.#places.get(index);
    const before = this.#known.get(index);
    if (!place || !before) return;
    const now = positionOf(place);
    const [x, y] = [now.x - before.x, now.y - before.y];
    if (x === 0 && y === 0) return;
    this.#known.set(index, now);
    for (const [other, known] of [...this.#known]) if (other !== index) this.#scroll(other, { x: known.x + x, y: known.y + y });
  }

  /** Zooms by a factor around a point of a pane, its middle if none is given. */
  zoomBy(factor: number, at: Point = { x: this.#pane.width / 2, y: this.#pane.height / 2 }): void {
    const { zoom } = this;
    const to = Math.max(least, Math.min(most, zoom * factor));
    const fixed = [...this.#places].map(([index, place]) => {
      const { x, y } = positionOf(place);
      return [index, { x: (x + at.x) / zoom, y: (y + at.y) / zoom }] as const;
    });
    this.#chosen = to;
    // once the sheets have their new size
    queueMicrotask(() => {
      for (const [index, { x, y }] of fixed) this.#scroll(index, { x: x * to - at.x, y: y * to - at.y });
    });
  }

  /** Shows all of the sheets. */
  showAll(): void {
    this.#chosen = undefined;
  }

  /** Brings a point of the sheet into the middle of each pane, legibly. @param points by pane */
  centre(points: readonly Point[]): void {
    if (this.zoom < legible) this.#chosen = legible;
    queueMicrotask(() => {
      const { width, height } = this.#pane;
      for (const [index, { x, y }] of points.entries())
        this.#scroll(index, { x: x * this.zoom - width / 2, y: y * this.zoom - height / 2 });
    });
  }

  #scroll(index: number, { x, y }: Point): void {
    const place = this.#places.get(index);
    if (!place) return;
    place.scrollTo({ left: x, top: y, behavior: 'instant' });
    this.#known.set(index, positionOf(place));
  }
}

function positionOf({ scrollLeft, scrollTop }: Place): Point {
  return { x: scrollLeft, y: scrollTop };
}
