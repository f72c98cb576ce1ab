import { lettersOf } from '../names';

/** Names inside of one pipeline, workflow or flow: activities, variables, streams. Upper and lower case do not tell two apart. */
export class LocalNames {
  readonly #taken = new Set<string>();

  constructor(
    readonly most: number,
    reserved: readonly string[] = [],
  ) {
    for (const name of reserved) this.#taken.add(name.toLowerCase());
  }

  /** @param joint before the letters that tell equal names apart */
  take(wished: string, joint = '_'): string {
    let name = shortName(wished, this.most, joint);
    for (let at = 2; this.#taken.has(name.toLowerCase()); at += 1)
      name = `${shortName(wished, this.most - 5, joint)}${joint}${lettersOf(`${wished} ${at}`)}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

export function shortName(wished: string, most: number, joint = '_'): string {
  return wished.length <= most ? wished : `${wished.slice(0, most - 4 - joint.length)}${joint}${lettersOf(wished)}`;
}
