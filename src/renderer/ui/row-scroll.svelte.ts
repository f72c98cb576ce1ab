/** The measures of the list. All rows have the same height. */
interface ScrolledList {
  /** In pixels. */
  readonly rowHeight: () => number;
  /** Visible height of the list, in pixels. */
  readonly height: () => number;
  /** Number of rows drawn beyond each end of the visible part. */
  readonly beyond: number;
}

/** The rows of a long list that are in view: only those are drawn, however long the list is. */
export class RowScroll {
  /** The element that scrolls. */
  element = $state.raw<HTMLElement | undefined>(undefined);
  /** Scroll offset, in pixels. */
  top = $state(0);

  /** Index of the first row to draw. */
  readonly first = $derived.by(() => Math.max(0, Math.floor(this.top / this.list.rowHeight()) - this.list.beyond));
  /** Index after the last row to draw. */
  readonly end = $derived.by(() => this.first + Math.ceil(this.list.height() / this.list.rowHeight()) + 2 * this.list.beyond);

  constructor(private readonly list: ScrolledList) {}

  /** Number of rows that the page keys move by. */
  get page(): number {
    return Math.max(1, Math.floor(this.list.height() / this.list.rowHeight()) - 1);
  }

  /** True if a row is near enough to the view to be drawn. */
  draws(index: number): boolean {
    return index >= this.first && index < this.end;
  }

  /** Scrolls just far enough to show a row. @param from a row above it that is to be visible too, such as its heading */
  reveal(index: number, from = index): void {
    const { element } = this;
    if (!element) return;
    const rowHeight = this.list.rowHeight();
    const [top, bottom] = [from * rowHeight, (index + 1) * rowHeight];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + this.list.height()) element.scrollTop = bottom - this.list.height();
    this.top = element.scrollTop;
  }

  toTop(): void {
    this.top = 0;
    if (this.element) this.element.scrollTop = 0;
  }
}
