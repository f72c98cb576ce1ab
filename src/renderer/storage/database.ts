import Dexie, { type EntityTable, type Table } from 'dexie';
import type { PlanChange, PlanSource } from '#engine/plan';

/** A choice of the user that outlives the session. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
}

/** The last view of a plan, by the path of its file. */
export interface SeenView {
  readonly document: string;
  readonly viewport: {
    readonly x: number;
    readonly y: number;
    readonly zoom: number;
    /** Size of the canvas in pixels; rows of earlier versions and saved views do not have it. */
    readonly size?: { readonly width: number; readonly height: number } | undefined;
  };
  /** The collapsed groups; rows of earlier versions do not have them. */
  readonly collapsed?: readonly string[];
  readonly seen: number;
}

/** A saved view: a search, a viewport, or both. */
export interface SavedView {
  readonly id: number;
  /** Path of the plan's file. */
  readonly document: string;
  readonly name: string;
  /** The search. */
  readonly query: string | null;
  readonly viewport: SeenView['viewport'] | null;
}

/** Position in the history of a plan; its steps are in their own table. */
export interface KeptHistory {
  readonly document: string;
  /** Number of the last done step; those after it were undone. */
  readonly done: number;
  /** The text that a person had written for the plan there, if any: the steps before and after it change that. */
  readonly source?: PlanSource;
  /** Time of the last write, in milliseconds since 1970. */
  readonly written: number;
}

/** A text that is not a value of the plan yet, by its field. */
export interface KeptDraft {
  readonly field: string;
  readonly text: string;
  /** The value in the plan at that time. */
  readonly over: unknown;
  readonly written: number;
}

/** One step of a plan's history, as its changes. */
export interface KeptStep {
  readonly document: string;
  readonly number: number;
  readonly label: string;
  readonly time: number;
  /** Turns the plan before into the plan after. */
  readonly redo: PlanChange;
  /** Turns the plan after into the plan before. */
  readonly undo: PlanChange;
  /** Marks of the plans before and after. */
  readonly before: string;
  readonly after: string;
  /** Digest of all of the above: a row that does not match it is not used. */
  readonly seal: string;
}

/**
 * The window's own storage. Losing it never loses a plan: plans are files, and so is unsaved work. Versions are appended, never changed;
 * the folder is named after the origin, so scheme, host and user-data folder must stay as they are.
 */
export class WindowDatabase extends Dexie {
  declare settings: EntityTable<Setting, 'key'>;
  declare views: EntityTable<SeenView, 'document'>;
  declare savedViews: EntityTable<SavedView, 'id'>;
  declare histories: EntityTable<KeptHistory, 'document'>;
  declare drafts: EntityTable<KeptDraft, 'field'>;
  declare steps: Table<KeptStep, [document: string, number: number]>;

  constructor(name = 'pipedraft') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ settings: 'key', views: 'document, seen' });
    this.version(2).stores({ savedViews: '++id, document' });
    this.version(3).stores({ histories: 'document, written', steps: '[document+number], document' });
    this.version(4).stores({ drafts: 'field, written' });
  }
}
