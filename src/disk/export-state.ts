import type { KeyedValue } from '#engine/export';

/**
 * How a file in the folder compares with the export.
 * - `new`: not there yet. `same`: as the plan gives it. `changed`: as it was exported earlier, and the plan gives another text now.
 * - `edited`: edited by a person, and the plan gives what it gave: the edits stay, and nothing is written.
 * - `merged`: edited by a person, and the plan gives another text now; both go together. `conflict`: they do not, and the places are marked.
 * - `foreign`: there, but not from an export, and different. `unresolved`: it has the marks of an earlier conflict. `emptied`: somebody left
 *   nothing in it. `outdated`: a file that is not text, edited by a person while the plan gives another one now. All are left alone.
 * - `taken`: another plan has exported it, with another text. The export is refused.
 * - `gone`: exported earlier and no longer given; `kept`: the same, but edited, so it is left alone.
 */
export type ExportState =
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

export interface ComparedFile {
  readonly path: string;
  readonly state: ExportState;
  /** The text on the disk. */
  readonly disk: string | undefined;
  /** The text that writing would leave; `undefined` for a file that is removed. */
  readonly next: string | undefined;
  /** The text that the plan gives; `undefined` for a file that it does not give, or that is not text. */
  readonly given?: string | undefined;
  /** What is on the disk and what writing would leave, of a file that is not text; the texts are `undefined` then. */
  readonly binary?: { readonly disk: Uint8Array | undefined; readonly next: Uint8Array | undefined };
  /** The plan that has exported it, of a file that is `taken`. */
  readonly owner?: string;
  /** The value of the plan that would place it elsewhere, of a file that is `taken`. */
  readonly elsewhere?: KeyedValue | undefined;
  readonly executable: boolean;
}
