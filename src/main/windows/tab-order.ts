/**
 * The order of the tabs in a window, and which one is shown. It knows nothing about what a tab is.
 */
export class TabOrder<T> {
  #tabs: readonly T[] = [];
  /** The tabs as they were shown, the latest last. */
  #shown: readonly T[] = [];

  /** The tabs from left to right. */
  get all(): readonly T[] {
    return this.#tabs;
  }

  /** The tab that is shown; `undefined` if there is none. */
  get active(): T | undefined {
    return this.#shown.at(-1);
  }

  /** Puts a tab in. It is shown if it is the first, and only then. @param at its place; after the shown tab if left out */
  add(tab: T, at?: number): void {
    const { active } = this;
    const place = at ?? (active === undefined ? 0 : this.#tabs.indexOf(active) + 1);
    this.#tabs = this.#tabs.toSpliced(clamp(place, this.#tabs.length), 0, tab);
    this.#shown = active === undefined ? [tab] : [tab, ...this.#shown];
  }

  /** Takes a tab out. If it was shown, the tab that was shown before it is shown again. */
  remove(tab: T): void {
    this.#tabs = this.#tabs.filter((one) => one !== tab);
    this.#shown = this.#shown.filter((one) => one !== tab);
  }

  /** Shows a tab. */
  show(tab: T): void {
    if (this.#tabs.includes(tab)) this.#shown = [...this.#shown.filter((one) => one !== tab), tab];
  }

  /** Moves a tab to another place. @param to its place among the tabs, counted from 0 */
  move(tab: T, to: number): void {
    if (!this.#tabs.includes(tab)) return;
    const others = this.#tabs.filter((one) => one !== tab);
    this.#tabs = others.toSpliced(clamp(to, others.length), 0, tab);
  }

  /** The tab some places after the shown one; after the last comes the first. */
  beside(step: number): T | undefined {
    const { active } = this;
    if (active === undefined) return undefined;
    const { length } = this.#tabs;
    return this.#tabs[(((this.#tabs.indexOf(active) + step) % length) + length) % length];
  }

  /** The tabs other than one, or only those on its right. */
  except(tab: T, which: 'others' | 'right'): readonly T[] {
    const at = this.#tabs.indexOf(tab);
    return this.#tabs.filter((one, place) => one !== tab && (which === 'others' || place > at));
  }
}

function clamp(place: number, most: number): number {
  return Math.max(0, Math.min(place, most));
}
