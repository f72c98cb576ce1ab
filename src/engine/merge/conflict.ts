import type { Part } from '../diff';
import type { Side } from './sides';

/** Why both edits cannot be kept. */
export type ConflictKind =
  /** Both sides changed one value differently, or added it with different values. */
  | 'both-changed'
  /** One side removed what the other changed, or what the other has a new edge at or a new reference to. */
  | 'removed-and-changed'
  /** Both sides gave one thing different names. */
  | 'renamed-differently'
  /** The sides gave one name to different things. Both stay, one of them under another name. */
  | 'same-name';

/** One place where a person has to choose. */
export interface MergeConflict {
  readonly kind: ConflictKind;
  readonly part: Part;
  /** Name of the thing: an id, `from/to/kind` for an edge, the rule of a waiver; empty for the plan itself. */
  readonly id: string;
  /** Keys inside the thing; empty if it is about the whole of it. */
  readonly path: readonly string[];
  /** The values of the three plans; `undefined` if a plan does not have it. For names: the names. */
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** An edit that is lost without a choice. */
export interface Overruled {
  readonly part: Part;
  readonly id: string;
  /** Both sides chose another place or direction, and ours is kept; or the sides together took everything out of a group or waiver. */
  readonly what: 'place' | 'direction' | 'emptied';
}

/** What a merge meets on its way: whose value counts where both changed it, and who is told. */
export interface Referee {
  /** The side whose value is taken in a conflict. */
  readonly favour: Side;
  /** @param key of the entry of a map that it is about */
  conflict(conflict: MergeConflict, key?: string): void;
  overruled(overruled: Overruled): void;
}

/** A referee that holds the conflicts about entries of which it is not known yet whether they stay. */
export class HoldingReferee implements Referee {
  readonly favour: Side;
  readonly #held: { readonly conflict: MergeConflict; readonly key: string | undefined }[] = [];

  constructor(readonly referee: Referee) {
    this.favour = referee.favour;
  }

  conflict(conflict: MergeConflict, key?: string): void {
    this.#held.push({ conflict, key });
  }

  overruled(overruled: Overruled): void {
    this.referee.overruled(overruled);
  }

  /** Passes on the conflicts about an entry that stays. Those about others have nothing left to choose from. */
  release(stays: (key: string) => boolean): void {
    for (const { conflict, key } of this.#held) if (key === undefined || stays(key)) this.referee.conflict(conflict, key);
  }
}
