import Dexie, { type EntityTable, type Table } from 'dexie';
import type { PlanChange, PlanFormat, PlanSource } from '#engine/plan';
import type { CheckpointFigures } from '#ipc';

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

/** What a checkpoint was made by: by hand, or automatically. */
export type MadeBy = 'hand' | 'save' | 'export' | 'print' | 'restore';

/** A named moment of a plan, without its text. */
export interface KeptCheckpoint {
  readonly id: number;
  /** Version of this row's form: a row of a later one is listed, but not used. */
  readonly version: 1;
  /** The list of checkpoints that contains it. */
  readonly line: string;
  /** The file that it was made of, by `FileState.id`, and its name; `null` if it had none yet. */
  readonly document: string;
  readonly file: string | null;
  /** In milliseconds since 1970. */
  readonly time: number;
  /** Empty for one that was made automatically and that nobody has named. */
  readonly name: string;
  readonly made: readonly MadeBy[];
  readonly format: PlanFormat;
  /** Digest of the text. */
  readonly digest: string;
  /** Length of the text in bytes. */
  readonly bytes: number;
  /** `null` until they are worked out. */
  readonly figures: CheckpointFigures | null;
}

/** The text of a checkpoint, in a table of its own: the list needs none. */
export interface KeptCheckpointText {
  readonly id: number;
  readonly text: string;
}

/** The list of checkpoints that a file belongs to. */
export interface PlanLine {
  readonly document: string;
  readonly line: string;
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
  declare checkpoints: EntityTable<KeptCheckpoint, 'id'>;
  declare checkpointTexts: Table<KeptCheckpointText, number>;
  declare planLines: EntityTable<PlanLine, 'document'>;

  constructor(name = 'pipedraft') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ settings: 'key', views: 'document, seen' });
    this.version(2).stores({ savedViews: '++id, document' });
    this.version(3).stores({ histories: 'document, written', steps: '[document+number], document' });
    this.version(4).stores({ drafts: 'field, written' });
    this.version(5).stores({ checkpoints: '++id, line, digest, bytes', checkpointTexts: 'id', planLines: 'document, line' });
  }
}
