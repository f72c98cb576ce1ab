import type { NodeId } from '#engine/plan';
import { onEscape } from '../ui/gesture';
import type { NodeRow, Row } from './rows';

/** Target of dragged rows. */
export interface DropPlace {
  readonly ids: readonly NodeId[];
  readonly beside: NodeId;
  readonly side: 'before' | 'after';
  /** The line between rows where they would go, counted from the first row's top edge. */
  readonly line: number;
}

/** Distance from which a press is a drag, in pixels. */
const threshold = 4;
/** Distance from the edge of the list within which a drag scrolls it, in pixels. */
const edge = 24;

/** The list, as the drag needs it. */
interface List {
  readonly rows: () => readonly Row[];
  readonly selected: () => ReadonlySet<NodeId>;
  readonly body: () => HTMLElement | undefined;
  readonly rowHeight: number;
  readonly drop: (place: DropPlace) => void;
}

/** Drags rows of the outline to another place in their lane. */
export class RowDrag {
  #place = $state.raw<DropPlace | undefined>(undefined);
  #ids = $state.raw<ReadonlySet<NodeId>>(new Set());
  #stop: (() => void) | undefined;

  constructor(private readonly list: List) {}

  /** Target of the dragged rows; `undefined` while none are dragged, or they would stay. */
  get place(): DropPlace | undefined {
    return this.#place;
  }

  /** True while a row is dragged. */
  drags(id: NodeId): boolean {
    return this.#ids.has(id);
  }

  /** Cancels the drag. */
  stop(): void {
    this.#stop?.();
  }

  /** Begins when the press moves. Escape, or losing the pointer, cancels it. */
  press(event: PointerEvent, row: NodeRow): void {
    const body = this.list.body();
    if (event.button !== 0 || !body) return;
    this.stop();
    const begin = event.clientY;
    let last = begin;
    let frame = 0;

    const scroll = () => {
      const box = body.getBoundingClientRect();
      const by = last < box.top + edge ? -1 : last > box.bottom - edge ? 1 : 0;
      if (by !== 0) {
        body.scrollTop += by * 8;
        this.#look(row, last);
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (to: PointerEvent) => {
      last = to.clientY;
      if (this.#ids.size === 0) {
        if (Math.abs(last - begin) < threshold) return;
        const selected = this.list.selected();
        const peers = this.list.rows().filter((one): one is NodeRow => one.type === 'node' && one.lane === row.lane);
        this.#ids = new Set(selected.has(row.id) ? peers.map(({ id }) => id).filter((id) => selected.has(id)) : [row.id]);
        frame = requestAnimationFrame(scroll);
      }
      to.preventDefault();
      this.#look(row, last);
    };
    const up = () => {
      const place = this.#place;
      stop();
      if (place) this.list.drop(place);
    };
    const deaf = onEscape(() => {
      const isDragging = this.#ids.size > 0;
      if (isDragging) stop();
      return isDragging;
    });
    const stop = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', stop);
      deaf();
      this.#ids = new Set();
      this.#place = undefined;
      this.#stop = undefined;
    };
    this.#stop = stop;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', stop);
  }

  /** Finds the line between two rows of the lane that is nearest to the pointer. */
  #look({ lane }: NodeRow, y: number): void {
    const body = this.list.body();
    if (!body) return;
    const rows = this.list.rows();
    const first = rows.findIndex((one) => one.type === 'node' && one.lane === lane);
    const peers = rows.filter((one): one is NodeRow => one.type === 'node' && one.lane === lane);
    const pointed = Math.round((y - body.getBoundingClientRect().top + body.scrollTop) / this.list.rowHeight) - first;
    const line = Math.max(0, Math.min(peers.length, pointed));
    const staying = peers.filter(({ id }) => !this.#ids.has(id));
    const above = peers.slice(0, line).filter(({ id }) => !this.#ids.has(id)).length;
    const moved = peers.filter(({ id }) => this.#ids.has(id));
    const after = [...staying.slice(0, above), ...moved, ...staying.slice(above)];
    const beside = staying[above] ?? staying[above - 1];
    this.#place =
      beside === undefined || after.every((one, at) => one === peers[at])
        ? undefined
        : { ids: moved.map(({ id }) => id), beside: beside.id, side: beside === staying[above] ? 'before' : 'after', line: first + line };
  }
}
