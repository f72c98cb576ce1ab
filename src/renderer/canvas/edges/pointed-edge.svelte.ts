/** The edge that the card beside it is about, and where the card is: in pixels of the window. */
export interface PointedEdge {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Milliseconds that the pointer rests on an edge before its card shows: a pointer on its way passes many. */
export const restTime = 350;

/** The edge whose card is shown: the one on which the pointer rests, or the one that has the focus by keyboard. */
export class EdgePointer {
  #shown = $state.raw<PointedEdge | undefined>(undefined);
  #over: string | undefined;
  #waits: ReturnType<typeof setTimeout> | undefined;

  get shown(): PointedEdge | undefined {
    return this.#shown;
  }

  /** The pointer is on an edge, or on none. */
  over(id: string | undefined, x: number, y: number): void {
    if (id === this.#over) return;
    this.hide();
    this.#over = id;
    if (id !== undefined) this.#waits = setTimeout(() => (this.#shown = { id, x, y }), restTime);
  }

  /** An edge got the focus by keyboard. */
  focused(id: string, x: number, y: number): void {
    this.hide();
    this.#shown = { id, x, y };
  }

  /** Hides the card until the pointer comes to another edge. */
  hide(): void {
    clearTimeout(this.#waits);
    this.#shown = undefined;
  }

  /** The pointer or the focus has left all edges. */
  left(): void {
    this.hide();
    this.#over = undefined;
  }
}
