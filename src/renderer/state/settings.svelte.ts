import { createContext } from 'svelte';
import type { KeyPreset } from '#commands';
import { isConversion, type Conversion } from '#engine/format';
import { orientations, paperNames, type PaperName } from '#engine/plan';
import type { Organisation } from '#engine/packet';
import type { WindowDatabase } from '../storage/database';

/** One choice: its default and its possible values. */
interface Choice<T> {
  readonly initial: T;
  readonly allows: (value: unknown) => value is T;
}

const table = {
  theme: oneOf('system', ['system', 'light', 'dark']),
  density: oneOf('comfortable', ['comfortable', 'compact']),
  numbers: oneOf('english', ['english', 'system']),
  currency: oneOf('code', ['code', 'symbol']),
  cents: oneOf('small', ['small', 'always']),
  /** The rate at which costs are shown in another currency too. */
  conversion: { initial: null, allows: (value) => value === null || isConversion(value) } as Choice<Conversion | null>,
  keyPreset: oneOf<KeyPreset>('standard', ['standard', 'letters']),
  lanes: flag(true),
  minimap: flag(true),
  /** The legend of the kinds of edges on the canvas. */
  legend: flag(false),
  /** Visibility of the outline, and of the canvas with it. */
  outline: oneOf('off', ['off', 'beside', 'alone']),
  source: flag(false),
  paper: oneOf<PaperName>('A4', paperNames),
  orientation: oneOf('best', orientations),
  /** Whose plans they are, for the title blocks of printed sheets. A pack's goes before it. */
  organisation: { initial: null, allows: isOrganisation } as Choice<Organisation | null>,
  /** Who issued the last revision here; git's own name goes before it. */
  author: words(),
  /** How the last picture was exported. */
  pictureOf: oneOf('plan', ['plan', 'selection', 'sheet']),
  pictureFormat: oneOf('png', ['png', 'svg']),
  pictureScale: oneOf('2', ['1', '2', '3', '4']),
  pictureTransparent: flag(false),
  pictureTitle: flag(false),
  pictureDate: flag(false),
  pictureLegend: flag(false),
  pictureLetters: oneOf('outlines', ['outlines', 'text']),
  pictureCarriesPlan: flag(true),
  /** The plans that were open at the end are opened at the next start. */
  reopens: flag(true),
  /** Compared plans in a drawing each, in place of one for both. */
  sideBySide: flag(false),
  palette: flag(true),
  inspector: flag(true),
  problems: flag(true),
  paletteWidth: within(160, 400, 232),
  inspectorWidth: within(240, 520, 300),
  outlineWidth: within(280, 900, 420),
  sourceWidth: within(260, 1200, 420),
  problemsHeight: within(90, 640, 190),
};

/** The settings that apply to all plans. */
export type Choices = { readonly [K in keyof typeof table]: (typeof table)[K] extends Choice<infer T> ? T : never };
type Key = keyof Choices;

const keys = Object.keys(table) as Key[];
const initial = Object.fromEntries(keys.map((key) => [key, table[key].initial])) as unknown as Choices;

/** Settings in the dialog, which all windows share; the others are the arrangement of each window. */
const settable = [
  'theme',
  'density',
  'numbers',
  'currency',
  'cents',
  'conversion',
  'keyPreset',
  'lanes',
  'minimap',
  'legend',
  'reopens',
  'paper',
  'orientation',
  'organisation',
] as const;
export type Settable = Pick<Choices, (typeof settable)[number]>;

/** Shares changed settings between windows. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The user's settings, kept from session to session. */
export class Settings {
  #choices = $state.raw<Choices>(initial);
  #systemDark = $state(false);

  constructor(
    private readonly database: WindowDatabase | undefined,
    private readonly channel?: Channel,
  ) {
    channel?.addEventListener('message', ({ data }) => {
      if (typeof data === 'object' && data !== null) this.#choices = { ...this.#choices, ...sound(Object.entries(data)) };
    });
  }

  get choices(): Choices {
    return this.#choices;
  }

  readonly theme: 'light' | 'dark' = $derived(
    this.#choices.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.#choices.theme,
  );

  /** The current settings of the dialog. */
  readonly settable: Settable = $derived(settableOf(this.#choices));
  readonly isAsItCame: boolean = $derived(settable.every((key) => this.#choices[key] === initial[key]));

  /** Reads the stored settings. If the database cannot be read the defaults apply, and the window opens anyway. */
  async load(): Promise<void> {
    try {
      const kept = await this.database?.settings.toArray();
      this.#choices = { ...initial, ...sound((kept ?? []).map(({ key, value }) => [key, value])) };
    } catch {
      this.#choices = initial;
    }
  }

  /** Follows the system's theme while the user has chosen no other. */
  followSystem(query: MediaQueryList): () => void {
    const heed = () => (this.#systemDark = query.matches);
    heed();
    query.addEventListener('change', heed);
    return () => query.removeEventListener('change', heed);
  }

  set<K extends Key>(key: K, value: Choices[K]): void {
    this.#put({ [key]: value } as Partial<Choices>);
  }

  /** Sets all settings of the dialog. */
  restore(choices: Settable): void {
    this.#put(choices);
  }

  /** Resets all settings of the dialog to their defaults. */
  restoreInitial(): void {
    this.#put(settableOf(initial));
  }

  #put(chosen: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...chosen };
    const shared = Object.entries(chosen).filter(([key]) => (settable as readonly string[]).includes(key));
    if (shared.length > 0) this.channel?.postMessage(Object.fromEntries(shared));
    // a full disk must not stop the work; the choice then lasts for this session
    this.database?.settings.bulkPut(Object.entries(chosen).map(([key, value]) => ({ key, value }))).catch(() => undefined);
  }
}

/** The valid settings among stored or received ones: an older version may have had other values. */
function sound(entries: readonly (readonly [key: string, value: unknown])[]): Partial<Choices> {
  return Object.fromEntries(entries.filter(([key, value]) => Object.hasOwn(table, key) && table[key as Key].allows(value)));
}

function settableOf(choices: Choices): Settable {
  return Object.fromEntries(settable.map((key) => [key, choices[key]])) as unknown as Settable;
}

function oneOf<T extends string>(initial: NoInfer<T>, values: readonly T[]): Choice<T> {
  return { initial, allows: (value): value is T => (values as readonly unknown[]).includes(value) };
}

function isOrganisation(value: unknown): value is Organisation | null {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { name, logo } = value as { readonly name?: unknown; readonly logo?: unknown };
  if (name !== undefined && (typeof name !== 'string' || name.length > 200)) return false;
  if (logo === undefined) return true;
  if (typeof logo !== 'object' || logo === null) return false;
  const { data, grey, width, height } = logo as Record<string, unknown>;
  return typeof data === 'string' && typeof grey === 'string' && typeof width === 'number' && typeof height === 'number';
}

function flag(initial: boolean): Choice<boolean> {
  return { initial, allows: (value) => typeof value === 'boolean' };
}

function words(): Choice<string> {
  return { initial: '', allows: (value): value is string => typeof value === 'string' && value.length <= 200 };
}

function within(least: number, most: number, initial: number): Choice<number> {
  return { initial, allows: (value): value is number => typeof value === 'number' && value >= least && value <= most };
}

export const [getSettings, setSettings] = createContext<Settings>();
