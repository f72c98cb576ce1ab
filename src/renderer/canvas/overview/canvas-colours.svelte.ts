import { MediaQuery } from 'svelte/reactivity';
import { edgeKindIds, lanes, type EdgeKind, type LaneId } from '#engine/plan';

/** The colours of the picture, read from the window's tokens. */
export interface Inks {
  readonly lanes: Readonly<Record<LaneId, string>>;
  readonly edges: Readonly<Record<EdgeKind, string>>;
  readonly card: string;
  readonly border: string;
  readonly text: string;
  readonly accent: string;
  readonly good: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  /** Colour on a mark and around it. */
  readonly onMark: string;
  readonly halo: string;
  readonly font: string;
}

/** The current colours of an element: the theme may change at any time. */
export class LiveInks {
  readonly #element: () => Element;
  readonly #forced = new MediaQuery('forced-colors: active');
  #themes = $state(0);

  /** Create it while a component starts; it stops with the component. */
  constructor(element: () => Element) {
    this.#element = element;
    $effect(() => {
      const observer = new MutationObserver(() => (this.#themes += 1));
      observer.observe(document.documentElement, { attributes: true });
      return () => observer.disconnect();
    });
  }

  readonly current: Inks = $derived.by(() => {
    void this.#themes; // the tokens change with the theme
    return readInks(this.#element(), this.#forced.current);
  });
}

/** The colours of an element; with forced colours those of the system, which the browser does not apply to a picture. */
export function readInks(element: Element, forced: boolean): Inks {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = token('font') || 'sans-serif';
  if (forced) {
    return {
      lanes: record(
        lanes.map(({ id }) => id),
        () => 'CanvasText',
      ),
      edges: record(edgeKindIds, () => 'GrayText'),
      card: 'Canvas',
      border: 'CanvasText',
      text: 'CanvasText',
      accent: 'Highlight',
      good: 'Highlight',
      error: 'CanvasText',
      warning: 'CanvasText',
      info: 'CanvasText',
      onMark: 'Canvas',
      halo: 'Canvas',
      font,
    };
  }
  return {
    lanes: record(
      lanes.map(({ id }) => id),
      (id) => token(`lane-${id}`),
    ),
    edges: record(edgeKindIds, (kind) => token(`edge-${kind}`)),
    card: token('surface-raised'),
    border: token('border-strong'),
    text: token('text'),
    accent: token('accent'),
    good: token('good'),
    error: token('error'),
    warning: token('warning'),
    info: token('info'),
    onMark: token('on-mark'),
    halo: token('surface'),
    font,
  };
}

function record<K extends string>(keys: readonly K[], value: (key: K) => string): Record<K, string> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, string>; // every key has a value
}
