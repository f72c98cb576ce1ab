import { tick } from 'svelte';
import type { Selection } from '../state/selection.svelte';
import type { RowScroll } from '../ui/row-scroll.svelte';
import type { Column, ColumnId } from './columns';
import type { Row } from './rows';

/** The grid, as the cursor needs it. */
interface Grid {
  readonly rows: () => readonly Row[];
  /** The columns that fit. */
  readonly columns: () => readonly Column[];
  readonly scroll: RowScroll;
  readonly selection: Selection;
}

/** The one cell of the outline in the tab order, and its movement. The selection follows it. */
export class GridCursor {
  #key = $state<string | undefined>(undefined);
  #at = $state(0);
  /** The chosen column; it may not fit at the moment. */
  chosenColumn = $state<ColumnId>('title');

  /** Index of its row; if that row is gone, of the row in its place. */
  readonly at = $derived.by(() => {
    const rows = this.grid.rows();
    const found = rows.findIndex(({ key }) => key === this.#key);
    return found >= 0 ? found : Math.max(0, Math.min(this.#at, rows.length - 1));
  });
  readonly column: ColumnId = $derived.by(() =>
    this.grid.columns().some(({ id }) => id === this.chosenColumn) ? this.chosenColumn : 'title',
  );

  constructor(private readonly grid: Grid) {}

  get row(): Row | undefined {
    return this.grid.rows()[this.at];
  }

  /** True if it was last put on the row with this key. */
  isOn(key: string): boolean {
    return this.#key === key;
  }

  /** Element of its cell, if drawn. */
  get cell(): HTMLElement | undefined {
    return this.grid.scroll.element?.querySelector<HTMLElement>('[data-active]') ?? undefined;
  }

  /** Focuses its cell. */
  focus(): void {
    void tick().then(() => this.cell?.focus({ preventScroll: true }));
  }

  /** Moves to a row and scrolls it into view; selection and focus stay. */
  arriveAt(at: number): void {
    this.#key = this.grid.rows()[at]?.key;
    this.#at = at;
    this.grid.scroll.reveal(at);
  }

  /** Moves to a row and selects its node. @param extend keeps the current selection */
  go(to: number, { extend = false } = {}): void {
    const { selection } = this.grid;
    const rows = this.grid.rows();
    const at = Math.max(0, Math.min(rows.length - 1, to));
    this.arriveAt(at);
    const row = rows[at];
    if (row?.type === 'node') {
      if (extend) selection.select([...selection.nodes, row.id], selection.edges);
      else selection.show([row.id]);
      // the keys for findings act on the findings of this node
      selection.lookAt(row.findings[0]?.key);
    } else if (!extend) selection.clear();
    this.focus();
  }

  /** Moves by this many columns, to the right or to the left. */
  step(by: number): void {
    const columns = this.grid.columns();
    const at = columns.findIndex(({ id }) => id === this.column);
    this.chosenColumn = columns[Math.max(0, Math.min(columns.length - 1, at + by))]?.id ?? this.chosenColumn;
    this.focus();
  }
}
