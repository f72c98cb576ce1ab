import Dexie, { type EntityTable, type Table } from 'dexie';
import type { PlanChange } from '#engine/plan';

/** A choice of the user's that outlives the session. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
}

/** How a plan was looked at last, by the place of its file. */
export interface SeenView {
  readonly document: string;
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  /** The groups that were collapsed; rows of earlier versions say nothing of them. */
  readonly collapsed?: readonly string[];
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

/** How far the history of a plan holds; its steps stand beside it. */
export interface KeptHistory {
  readonly document: string;
  /** Number of the last step that is done; those after it were taken back. */
  readonly done: number;
  /** When it was written last, in milliseconds since 1970. */
  readonly written: number;
}

/** A text that is no value of the plan yet, by the field that it stands in. */
export interface KeptDraft {
  readonly field: string;
  readonly text: string;
  /** What the plan said there. */
  readonly over: unknown;
  readonly written: number;
}

/** One step of a plan's history, as what it changes. */
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
  /** Of all of the above: a row that says something else than was written is not used. */
  readonly seal: string;
}

/**
 * What the window keeps. Losing it never loses a plan: those are files, and unsaved work has its own. Versions are appended, never changed;
 * the folder is named after the origin, so scheme, host and user-data folder must stay as they are.
 */
export class Library extends Dexie {
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
