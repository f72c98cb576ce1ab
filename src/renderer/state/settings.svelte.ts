import { createContext } from 'svelte';
import type { Library } from '../storage/database';

/** What a user can set for all plans, with what it is before they do. */
export interface Choices {
  readonly theme: 'system' | 'light' | 'dark';
  readonly lanes: boolean;
  readonly minimap: boolean;
  readonly palette: boolean;
  readonly inspector: boolean;
  readonly problems: boolean;
  readonly paletteWidth: number;
  readonly inspectorWidth: number;
  readonly problemsHeight: number;
  readonly paper: 'A4' | 'A3' | 'Letter';
  readonly orientation: 'portrait' | 'landscape';
}

const initial: Choices = {
  theme: 'system',
  lanes: true,
  minimap: true,
  palette: true,
  inspector: true,
  problems: true,
  paletteWidth: 232,
  inspectorWidth: 300,
  problemsHeight: 190,
  paper: 'A4',
  orientation: 'landscape',
};

/** The user's choices, kept from session to session. */
export class Settings {
  #choices = $state.raw<Choices>(initial);
  #systemDark = $state(false);
  readonly #library: Library | undefined;

  constructor(library: Library | undefined) {
    this.#library = library;
  }

  get choices(): Choices {
    return this.#choices;
  }

  readonly theme: 'light' | 'dark' = $derived(
    this.#choices.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.#choices.theme,
  );

  /** Reads what was kept. A library that cannot be read means choices as they were at first, never a window that does not open. */
  async load(): Promise<void> {
    try {
      const kept = await this.#library?.settings.toArray();
      const known = (kept ?? []).filter(({ key, value }) => key in initial && typeof value === typeof initial[key as keyof Choices]);
      this.#choices = { ...initial, ...Object.fromEntries(known.map(({ key, value }) => [key, value])) };
    } catch {
      this.#choices = initial;
    }
  }

  /** Follows the system's theme for as long as nobody chose another. */
  followSystem(query: MediaQueryList): () => void {
    const heed = () => (this.#systemDark = query.matches);
    heed();
    query.addEventListener('change', heed);
    return () => query.removeEventListener('change', heed);
  }

  set<K extends keyof Choices>(key: K, value: Choices[K]): void {
    this.#choices = { ...this.#choices, [key]: value };
    // a full disk must not stop the work; the choice then lasts for this session
    this.#library?.settings.put({ key, value }).catch(() => undefined);
  }
}

export const [getSettings, setSettings] = createContext<Settings>();
