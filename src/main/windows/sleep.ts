/**
 * The most pages that stay loaded at once, besides those that are on the screen or cannot be put to sleep. A page of a plan of
 * 100 nodes takes about 170 MB, so that twenty open plans take as much memory as six (docs/quality.md).
 */
export const mostAwake = 6;

/** A tab that may be put to sleep: its page is closed, its plan stays. */
export interface Sleeper {
  /** True if its page is loaded. */
  readonly isAwake: boolean;
  /** True if it is the shown tab of its window. */
  readonly isShown: boolean;
  /** A number that is larger the later the tab was shown. */
  readonly shownAt: number;
}

/** The tabs whose pages are too many, those that were not shown for longest first. */
export function tooMany<T extends Sleeper>(tabs: readonly T[], most = mostAwake): readonly T[] {
  const awake = tabs.filter(({ isAwake }) => isAwake);
  const hidden = awake.filter(({ isShown }) => !isShown).sort((a, b) => a.shownAt - b.shownAt);
  return hidden.slice(0, Math.max(0, awake.length - most));
}
