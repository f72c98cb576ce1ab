import type { NodeId } from '../plan';
import type { ExportContext } from './context';
import type { Draft } from './emit/draft';

/*
 * The contract of exporters: plan and catalog in, files and gaps out. Nothing here touches a disk. docs/exporting.md says which nodes
 * and edges become which files and keys.
 */

/** Groups of formats, as the window lists them. */
export type ExportGroup = 'azure-ml' | 'data' | 'release' | 'databricks' | 'hosting' | 'infrastructure' | 'documents';

export interface ExporterMeta {
  readonly id: string;
  readonly title: string;
  readonly group: ExportGroup;
  /** What it writes, in one sentence. */
  readonly covers: string;
  /** Ids of the services whose nodes it writes: for the table of the documentation, and for what a node is exported by. */
  readonly services: readonly string[];
  /** True for files that are written only when `--to` or `exports.targets` names the exporter: they are no part of the usual bundle. */
  readonly onRequest?: true;
}

export interface Exporter {
  readonly meta: ExporterMeta;
  /** True if the plan has something for it: it is a part of the bundle then. */
  applies(context: ExportContext): boolean;
  /** The files of the plan, in any order. Pure: equal contexts give equal files. */
  write(context: ExportContext): Iterable<Draft>;
}

/** The lines of a file that are written from some nodes or edges. */
export interface Block {
  /** First and last line, from 1. */
  readonly first: number;
  readonly last: number;
  readonly nodes: readonly NodeId[];
  /** Ids of edges, as from/to/kind. */
  readonly edges: readonly string[];
}

export interface ExportedFile {
  /** Relative to the repository's folder, with "/". */
  readonly path: string;
  /** What is written; of a file that is not text, its content in words, for a preview. */
  readonly text: string;
  /** What is written, of a file that is not text. */
  readonly bytes?: Uint8Array;
  /** Id of the exporter that wrote it. */
  readonly exporter: string;
  readonly blocks: readonly Block[];
  /** The file is a program: it is written executable. */
  readonly executable: boolean;
  /** The value of the plan that would place it where no other plan has a file; absent where the plan has no key for it. */
  readonly elsewhere?: KeyedValue;
}

/** A key of a plan, as `exports.layout.infra`, with a value for it. */
export interface KeyedValue {
  readonly key: string;
  readonly value: string;
}

/** A value that a format needs and the plan does not state. */
export interface Gap {
  /** `undefined` for a gap of the plan as a whole. */
  readonly node: NodeId | undefined;
  /** Id of the setting, or of the key under `exports`. */
  readonly setting: string;
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Place in the file: the keys to the value, or the line's text. */
  readonly where: string;
  /** How to provide the value. */
  readonly how: string;
}

/** A value that was taken because the plan states none. */
export interface DefaultTaken {
  readonly node: NodeId;
  readonly setting: string;
  readonly value: string;
}

/** Something that a reader should know: an optional key that is left out, or a node or edge that becomes no file. */
export interface Remark {
  readonly nodes: readonly NodeId[];
  readonly edges: readonly string[];
  readonly text: string;
}

/** Everything that an export gives. Files are sorted by path, gaps by the order of nodes, settings and files. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly gaps: readonly Gap[];
  readonly defaults: readonly DefaultTaken[];
  readonly remarks: readonly Remark[];
}
