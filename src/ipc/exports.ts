import { z } from 'zod';
import type { Block, ExportGroup } from '#engine/export';

/* The files that services check in: what a plan gives, what is in the folder, and check-in. */

/** How a file in the folder compares with the export; `ExportState` of #disk says what each means. */
export type ExportFileState =
  | 'new'
  | 'same'
  | 'changed'
  | 'edited'
  | 'merged'
  | 'conflict'
  | 'foreign'
  | 'unresolved'
  | 'emptied'
  | 'outdated'
  | 'taken'
  | 'gone'
  | 'kept';

/** An exporter, as the window lists it. */
export interface ExportTarget {
  readonly id: string;
  readonly title: string;
  readonly group: ExportGroup;
  /** What it writes, in one sentence. */
  readonly covers: string;
  /** False if the plan has nothing for it: then it gives no file. */
  readonly applies: boolean;
  /** Number of files; `null` if it is written on request and was not asked for. */
  readonly files: number | null;
  /** Number of values that are left to be filled in; `null` where `files` is. */
  readonly gaps: number | null;
}

/** A file of the export, without its text. */
export interface ExportFile {
  /** Relative to the folder, with "/". */
  readonly path: string;
  readonly state: ExportFileState;
  /** Number of places that are left to be filled in. */
  readonly gaps: number;
  /** True if some lines are written from a selected node or edge. */
  readonly isOfSelection: boolean;
}

/** A value that a format needs and the plan does not state, at the first place that needs it. */
export interface ExportGap {
  /** `null` for a gap of the plan as a whole. */
  readonly node: string | null;
  /** Id of the setting, or of the key under `exports`. */
  readonly setting: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Number of places in all files. */
  readonly places: number;
  /** How to provide the value. */
  readonly how: string;
}

/** The folder of an export. */
export interface ExportFolder {
  readonly path: string;
  /** `chosen` here or by an earlier export; otherwise a suggestion: the repository that contains the plan, or the plan's folder. */
  readonly origin: 'chosen' | 'repository' | 'plan';
  /** The folder that was remembered and is no longer there: the folder above is suggested in its place. */
  readonly gone: string | null;
}

/** An export before it is written. */
export interface ExportView {
  /** `null` if a folder has to be chosen first. */
  readonly folder: ExportFolder | null;
  /** Why nothing can be written to the folder; `null` if something can. If the folder cannot be read, there are no files below. */
  readonly fault: { readonly problem: string; readonly fix: string } | null;
  readonly targets: readonly ExportTarget[];
  /** Ids of the exporters that the files below are from. */
  readonly chosen: readonly string[];
  /** Ids of those that the plan calls for. */
  readonly planned: readonly string[];
  /** Sorted by path. */
  readonly files: readonly ExportFile[];
  /** Path of the file that is the most about what is selected; `null` if none is. */
  readonly aboutSelection: string | null;
  /** By node in the plan's order. */
  readonly gaps: readonly ExportGap[];
  /** What is in no file, and what somebody has to do besides. */
  readonly remarks: readonly ExportRemark[];
}

/** Something that a reader of the files should know. */
export interface ExportRemark {
  readonly nodes: readonly string[];
  readonly text: string;
}

/** One file of an export. */
export interface ExportPreview {
  readonly path: string;
  readonly state: ExportFileState;
  /** The text that the plan gives; `null` for a file that it no longer gives. */
  readonly text: string | null;
  /** The text in the folder; `null` if there is none. */
  readonly disk: string | null;
  /** The text that writing would leave; `null` for a file that is removed. */
  readonly next: string | null;
  /** False if the file in the folder is not text, or if the plan gives one that is not. */
  readonly isText: boolean;
  /** Path of the other plan that has exported the file; `null` if none has. */
  readonly owner: string | null;
  /** Of the lines that the plan gives. */
  readonly blocks: readonly Block[];
}

/** A file that somebody has to look at. */
export interface FileToLookAt {
  readonly path: string;
  readonly state: ExportFileState;
}

/** Result of an export of repository files. */
export interface ExportedFiles {
  /** Name of the folder. */
  readonly folder: string;
  /** Number of files that the plan gives. */
  readonly files: number;
  /** Number of files that were written anew or replaced. */
  readonly written: number;
  /** Number of edited files that were joined with what the plan gives, without a contradiction. */
  readonly merged: number;
  readonly removed: number;
  /** Number of files that a person edited, and that stay as they are. */
  readonly edited: number;
  /** Number of values that are left to be filled in. */
  readonly gaps: number;
  /** Number of remarks on what is in no file. */
  readonly remarks: number;
  /** Path of the file that lists both; `null` if the export has none. */
  readonly readme: string | null;
  /** Files that were left alone, or that have conflicts. */
  readonly lookAt: readonly FileToLookAt[];
}

/** Result of a check-in. */
export interface CheckedIn extends ExportedFiles {
  /** Names of the files that were written beside the export: the picture of the plan, and its summary. */
  readonly beside: readonly string[];
  /** The commit message, which is on the clipboard. */
  readonly message: string;
  /** True if the record of the last check-in was damaged, so that the message cannot say what changed. */
  readonly isLost: boolean;
}

/** Calls about the files that services check in. */
export interface ExportCalls {
  /**
   * What an export would write. Nothing is written.
   * @param targets ids of exporters; `null` for those that the plan calls for
   * @param selected nodes and edges whose files are marked
   */
  exportView(input: {
    readonly targets: readonly string[] | null;
    readonly selected: { readonly nodes: readonly string[]; readonly edges: readonly string[] };
  }): ExportView;
  /** A file of the last `exportView`; `null` if it has none of that path. */
  exportPreview(input: { readonly path: string }): ExportPreview | null;
  /** Asks for the folder of the plan's exports. Returns `false` if cancelled. */
  chooseExportFolder(input: void): boolean;
  /**
   * Writes the files of some exporters to the folder.
   * @param targets as in `exportView`
   * @param folder the one that the view has shown: files are written to no other
   */
  exportFiles(input: { readonly targets: readonly string[] | null; readonly folder: string }): ExportedFiles;
  /**
   * Writes the files of a saved plan, its picture and its summary, and puts a commit message on the clipboard.
   * @param targets as in `exportView`
   * @param folder the one that the view has shown; `null` to have `null` returned where the plan has no folder from an earlier export
   */
  checkIn(input: { readonly targets: readonly string[] | null; readonly folder: string | null }): CheckedIn | null;
}

const ids = z.array(z.string().max(80)).max(100);
const places = z.array(z.string().max(300)).max(100);
const folder = z.string().max(32_768);

export const exportInputs = {
  exportView: z.strictObject({ targets: ids.nullable(), selected: z.strictObject({ nodes: places, edges: places }) }),
  exportPreview: z.strictObject({ path: z.string().max(4096) }),
  chooseExportFolder: z.void(),
  exportFiles: z.strictObject({ targets: ids.nullable(), folder }),
  checkIn: z.strictObject({ targets: ids.nullable(), folder: folder.nullable() }),
} satisfies { readonly [K in keyof ExportCalls]: z.ZodType<Parameters<ExportCalls[K]>[0]> };
