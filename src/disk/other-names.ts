import { UserError } from '#engine/errors';

/** A save would separate a file from its other names: hard links, which all lead to the same content until then. */
export class HasOtherNames extends UserError {
  override readonly name = 'HasOtherNames';

  constructor(
    /** As the user named it. */
    readonly file: string,
    /** Number of its other names. */
    readonly others: number,
  ) {
    super(
      `"${file}" has ${namesOf(others)} (hard links), which a save does not change.`,
      'Nothing was written. Save it here only, or under another name.',
    );
  }
}

/** Remark after a file was separated from its other names. */
export function parted(file: string, others: number): UserError {
  return new UserError(
    `"${file}" was saved, but its ${others === 1 ? 'other name' : `${others} other names`} (hard links) still ${others === 1 ? 'has' : 'have'} the old content.`,
    `Link ${others === 1 ? 'it' : 'them'} to this file again if ${others === 1 ? 'it is' : 'they are'} to have the new one.`,
  );
}

function namesOf(others: number): string {
  return others === 1 ? 'another name' : `${others} other names`;
}
