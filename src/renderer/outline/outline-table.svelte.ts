import { createContext } from 'svelte';
import type { LaneId } from '#engine/plan';
import { getCatalog } from '../state/catalog-view.svelte';
import { getFindingActions } from '../state/finding-actions.svelte';
import { getNodeOrder } from '../state/node-order.svelte';
import { getNumbers } from '../state/numbers.svelte';
import { getPlanActions } from '../state/plan-actions.svelte';
import { getPlanEditor } from '../state/plan-editor.svelte';
import { getPlanFlow } from '../state/plan-flow.svelte';
import { getSelection } from '../state/selection.svelte';
import { onceReleased } from '../ui/released';
import { RowScroll } from '../ui/row-scroll.svelte';
import { CellEditing } from './cell-editing.svelte';
import { asPlanned, columnsThatFit, type Column, type ColumnId, type Sorting } from './columns';
import { GridCursor } from './grid-cursor.svelte';
import { RowDrag } from './row-drag.svelte';
import { outlineRows, type Row } from './rows';

/** Height in pixels, equal to the one in the rows' styles. */
export const rowHeight = 36;

/** Requests of the outline to the window. */
export interface OutlineRequests {
  /** Asks for a service to follow the selected node, or for the first one. */
  onadd: () => void;
  /** Asks for another service for the selected node. */
  onswap: () => void;
  /** Asks for a node to connect the selected one to. */
  onlink: () => void;
  /** Opens the selection's menu at a point of the window. */
  onmenu: (at: { readonly x: number; readonly y: number }) => void;
}

/** The outline's rows and columns, and their operations. Created while a component starts, since it reads its context. */
export class OutlineTable {
  readonly #editor = getPlanEditor();
  readonly #catalog = getCatalog();
  readonly #flow = getPlanFlow();
  readonly #numbers = getNumbers();
  readonly #findings = getFindingActions();
  readonly #nodeOrder = getNodeOrder();
  readonly #selection = getSelection();

  #closed = $state.raw<ReadonlySet<LaneId>>(new Set());
  #sorting = $state.raw<Sorting>(asPlanned);
  /** Width of the outline, in pixels. */
  width = $state(0);
  /** Height of the scrolling part, in pixels. */
  height = $state(300);

  readonly rows: readonly Row[] = $derived.by(() =>
    outlineRows(
      {
        plan: this.#editor.plan,
        order: this.#flow.order,
        evaluation: this.#editor.evaluation,
        service: (id) => this.#catalog.get(id),
        stageOf: (node) => this.#catalog.stageOf(node),
        laneOf: (node) => this.#catalog.laneOf(node),
        costWords: this.#numbers.cost,
      },
      this.#closed,
      this.#sorting,
    ),
  );

  readonly scroll = new RowScroll({ rowHeight: () => rowHeight, height: () => this.height, beyond: 8 });
  readonly cursor = new GridCursor({
    rows: () => this.rows,
    columns: () => this.columns,
    scroll: this.scroll,
    selection: this.#selection,
  });
  readonly editing = new CellEditing(this.#editor, getPlanActions(), this.#catalog);
  readonly drag = new RowDrag({
    rows: () => this.rows,
    selected: () => this.#selection.nodes,
    body: () => this.scroll.element,
    rowHeight,
    drop: ({ ids, beside, side }) => {
      this.#nodeOrder.put(ids, beside, side);
      const moved = ids[0];
      if (moved !== undefined && !this.#selection.nodes.has(moved)) this.#selection.show([moved]);
    },
  });

  /** The columns that fit. */
  readonly columns: readonly Column[] = $derived.by(() => {
    // the last group may just have disappeared while its cell was edited
    const hasGroups = this.cursor.chosenColumn === 'group' || Object.keys(this.#editor.plan.groups).length > 0;
    const hasDefinitions = Object.values(this.#editor.plan.nodes).some(
      ({ settings, definition }) => definition !== undefined || Object.keys(settings ?? {}).length > 0,
    );
    return columnsThatFit(this.width, hasGroups, hasDefinitions);
  });

  /** The rows to draw, with their index: those near the visible part, and the focused one. */
  readonly shown = $derived.by(() =>
    this.rows.flatMap((row, index) => (this.scroll.draws(index) || index === this.cursor.at ? [{ row, index }] : [])),
  );

  /** True if rows are in the order of the plan, and can be moved within it. */
  readonly canDrag = $derived.by(() => this.#sorting.by === 'step' && !this.#sorting.down);

  constructor(readonly requests: () => OutlineRequests) {}

  get sorting(): Sorting {
    return this.#sorting;
  }

  /** Sorts by a column; reverses the order if it is already sorted by it. */
  sortBy(by: ColumnId): void {
    this.#sorting = { by, down: this.#sorting.by === by && !this.#sorting.down };
  }

  sortAsPlanned(): void {
    this.#sorting = asPlanned;
  }

  isClosed(lane: LaneId): boolean {
    return this.#closed.has(lane);
  }

  toggle(lane: LaneId, open: boolean): void {
    const next = new Set(this.#closed);
    if (open) next.delete(lane);
    else next.add(lane);
    this.#closed = next;
  }

  /** Index of a node's row; -1 if it has none. */
  rowOf(node: string): number {
    return this.rows.findIndex(({ key }) => key === `node ${node}`);
  }

  /** Runs the Enter action of a cell. */
  open(row: Row | undefined): void {
    if (row?.type === 'lane') this.toggle(row.lane, !row.expanded);
    if (row?.type !== 'node') return;
    const { column } = this.cursor;
    switch (column) {
      case 'service':
        this.requests().onswap();
        break;
      case 'connects':
        this.requests().onlink();
        break;
      case 'findings':
        if (row.findings[0]) this.#findings.show(row.findings[0]);
        break;
      case 'stage':
        if (this.editing.stagesOf(row.node).length > 1) this.editing.begin(row, 'stage');
        break;
      case 'step':
      case 'cost':
        this.#selection.show([row.id]);
        break;
      case 'definition':
        this.#selection.show([row.id]);
        this.#selection.focusField(['nodes', row.id, 'definition']);
        break;
      default:
        this.editing.begin(row, column);
    }
  }

  /** Opens the menu of a row and selects its node first. */
  menu(event: MouseEvent, index: number): void {
    event.preventDefault();
    const row = this.rows[index];
    if (row?.type !== 'node') return;
    if (!this.#selection.nodes.has(row.id)) this.cursor.go(index);
    const box = this.cursor.cell?.getBoundingClientRect();
    // the menu key has no pointer: the menu opens at the cell
    const at = event.button === 2 || !box ? { x: event.clientX, y: event.clientY } : { x: box.left, y: box.bottom };
    onceReleased(event, () => this.requests().onmenu(at));
  }
}

export const [getOutlineTable, setOutlineTable] = createContext<OutlineTable>();
