import Dexie, { type EntityTable } from 'dexie';

/** A choice of the user's that outlives the session. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
}

/** Where a plan was looked at last, by the place of its file. */
export interface SeenView {
  readonly document: string;
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly seen: number;
}

/** What somebody wants to come back to: a search, a place, or both. */
export interface SavedView {
  readonly id: number;
  /** Place of the plan's file. */
  readonly document: string;
  readonly name: string;
  /** What is looked for. */
  readonly query: string | null;
  readonly viewport: SeenView['viewport'] | null;
}

/**
 * What the window keeps. Losing it never loses a plan: those are files, and unsaved work has its own. Versions are appended, never changed;
 * the folder is named after the origin, so scheme, host and user-data folder must stay as they are.
 */
export class Library extends Dexie {
  declare settings: EntityTable<Setting, 'key'>;
  declare views: EntityTable<SeenView, 'document'>;
  declare savedViews: EntityTable<SavedView, 'id'>;

  constructor(name = 'pipedraft') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ settings: 'key', views: 'document, seen' });
    this.version(2).stores({ savedViews: '++id, document' });
  }
}
