import { join } from 'node:path';
import { readText, readWhole } from './files';
import { limits } from './limits';
import { fail } from './problem';

/** What a reference says: an object, another reference, or that it is gone. */
export type RefValue = { readonly id: string } | { readonly symbolic: string } | { readonly isGone: true };

/**
 * References in the format "reftable", the newest table last. The blocks of references are read one after the other; their index is not
 * needed for the few names that are asked for. Source: https://git-scm.com/docs/reftable
 */
export class RefTables {
  readonly #tables: readonly Buffer[];
  readonly #idSize: number;

  /** @param idSize bytes of an id */
  constructor(folder: string, idSize: number) {
    this.#idSize = idSize;
    const names = (readText(join(folder, 'reftable', 'tables.list')) ?? '').split('\n').filter(Boolean);
    if (names.length > limits.tables) fail('too-large', 'the list of tables of references');
    this.#tables = names.reverse().map((name) => {
      if (!/^[\w.-]+\.ref$/.test(name)) bad();
      return readWhole(join(folder, 'reftable', name), limits.packedRefs);
    });
  }

  get(name: string): Exclude<RefValue, { isGone: true }> | undefined {
    for (const table of this.#tables) {
      const found = this.#find(table, Buffer.from(name));
      if (found) return 'isGone' in found ? undefined : found;
    }
    return undefined;
  }

  #find(table: Buffer, wanted: Buffer): RefValue | undefined {
    if (table.toString('latin1', 0, 4) !== 'REFT') bad();
    const version = table[4];
    if (version !== 1 && version !== 2) bad();
    if (table.length < (version === 1 ? 24 + 68 : 28 + 72)) bad();
    const blockSize = table.readUIntBE(5, 3);
    const end = table.length - (version === 1 ? 68 : 72);
    for (let at = 0; at < end;) {
      const head = at === 0 ? (version === 1 ? 24 : 28) : at;
      if (table[head] !== 0x72) break; // the blocks of references come first
      const length = table.readUIntBE(head + 1, 3);
      const stop = at + length;
      if (stop > table.length || length < 6) bad();
      const found = this.#findInBlock(table, head + 4, stop, wanted);
      if (found !== 'further') return found;
      at = blockSize > 0 ? at + blockSize * Math.ceil(length / blockSize) : stop;
    }
    return undefined;
  }

  /** Names are sorted, and each is written as the number of bytes that it shares with the one before, and the rest. */
  #findInBlock(table: Buffer, start: number, stop: number, wanted: Buffer): RefValue | 'further' | undefined {
    let at = start;
    const end = stop - 2 - 3 * table.readUInt16BE(stop - 2);
    const number = () => {
      let byte = table[at++] ?? bad();
      let value = byte & 127;
      while (byte & 128) {
        byte = table[at++] ?? bad();
        value = (value + 1) * 128 + (byte & 127);
      }
      return value;
    };
    const id = () => {
      at += this.#idSize;
      return table.toString('hex', at - this.#idSize, at);
    };
    let name: Buffer = Buffer.alloc(0);
    while (at < end) {
      const shared = number();
      const rest = number();
      const [length, type] = [Math.floor(rest / 8), rest & 7];
      if (shared > name.length || at + length > end) bad();
      name = Buffer.concat([name.subarray(0, shared), table.subarray(at, at + length)]);
      at += length;
      number(); // the update that wrote it
      const value = valueOf(type);
      const order = name.compare(wanted);
      if (order === 0) return value;
      if (order > 0) return undefined;
    }
    return 'further';

    function valueOf(type: number): RefValue {
      if (type === 0) return { isGone: true };
      if (type === 1) return { id: id() };
      if (type === 2) {
        const value = { id: id() };
        id(); // the object that the tag is of
        return value;
      }
      if (type !== 3) bad();
      const length = number();
      at += length;
      return { symbolic: table.toString('utf8', at - length, at) };
    }
  }
}

function bad(): never {
  return fail('damaged', 'a table of references');
}
