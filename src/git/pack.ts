import { closeSync, fstatSync } from 'node:fs';
import { applyDelta } from './delta';
import { openToRead, readAt } from './files';
import { inflate, type GitObject, type ObjectType } from './inflate';
import { limits } from './limits';
import { fail } from './problem';

/*
 * A pack of objects with its index. Only the parts that are asked for are read. Source: https://git-scm.com/docs/gitformat-pack
 */

const types: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];
const offsetDelta = 6;
const idDelta = 7;
/** Bytes that are read with the head of an entry. Most commits are shorter, and so are read in one step. */
const aheadBytes = 1024;
/** Bytes that are read at once: the next commit of a history lies near the last one. */
const blockBytes = 16 << 10;
/** Where the sorted ids begin in an index: after its signature, version and 256 counts. */
const idsAt = 8 + 256 * 4;

/** An entry of a pack: an object, or the difference to one at another place. */
interface EntryHead {
  readonly type: number;
  /** Bytes of its decompressed content. */
  readonly size: number;
  /** Place of the object that a difference is to. */
  readonly base?: number;
  readonly dataAt: number;
  /** The bytes of the pack from `dataAt` that were read with the head: of a small object, all. */
  readonly ahead: Buffer;
}

export class Pack {
  readonly #index: number;
  readonly #pack: number;
  readonly #indexSize: number;
  readonly #packSize: number;
  /** Bytes of an id. */
  readonly #idSize: number;
  /** Number of ids whose first byte is at most this. */
  readonly #counts: Uint32Array;
  readonly #count: number;
  readonly #ids = new Map<number, { readonly ids: Buffer; readonly offsets: Buffer }>();
  readonly #kept = new Map<number, GitObject>();
  #keptBytes = 0;
  /** The part of the pack that was read last. Entries refer to it, so it is not filled again. */
  #block = { at: 0, bytes: Buffer.alloc(0) };

  /** @param file path of the index @param idSize 20 for SHA-1, 32 for SHA-256 */
  constructor(file: string, idSize: number) {
    this.#idSize = idSize;
    this.#index = openToRead(file) ?? fail('damaged', 'the index of a pack');
    try {
      this.#pack = openToRead(`${file.slice(0, -'idx'.length)}pack`) ?? fail('damaged', 'a pack is missing');
    } catch (error) {
      closeSync(this.#index);
      throw error;
    }
    try {
      const [index, pack] = [fstatSync(this.#index), fstatSync(this.#pack)];
      if (!index.isFile() || !pack.isFile()) fail('damaged', 'a pack is not a file');
      [this.#indexSize, this.#packSize] = [index.size, pack.size];
      this.#counts = this.#readCounts();
      this.#count = this.#counts[255] ?? 0;
      if (this.#indexSize < this.#largeOffsetsAt + 2 * idSize) badIndex();
      const head = this.#bytes(this.#pack, 12, 0);
      const isPack = head.toString('latin1', 0, 4) === 'PACK' && head.readUInt32BE(4) === 2 && head.readUInt32BE(8) === this.#count;
      if (!isPack) fail('damaged', 'a pack is not what its index says');
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#index);
    closeSync(this.#pack);
  }

  /** Place of an object in the pack; `undefined` if it is not here. @param id in hexadecimal */
  find(id: string): number | undefined {
    const wanted = Buffer.from(id, 'hex');
    const { ids, offsets } = this.#idsFrom(wanted[0] ?? 0);
    const at = this.#lowest(ids, wanted);
    if (at * this.#idSize >= ids.length || !this.#idAt(ids, at).equals(wanted)) return undefined;
    return this.#offset(offsets.readUInt32BE(at * 4));
  }

  /** Ids that begin with some digits, of two at least. */
  startingWith(prefix: string): readonly string[] {
    const { ids } = this.#idsFrom(Number.parseInt(prefix.slice(0, 2), 16));
    const found: string[] = [];
    const lowest = Buffer.from(prefix.padEnd(this.#idSize * 2, '0'), 'hex');
    for (let at = this.#lowest(ids, lowest); at * this.#idSize < ids.length; at += 1) {
      const id = this.#idAt(ids, at).toString('hex');
      if (!id.startsWith(prefix)) break;
      found.push(id);
    }
    return found;
  }

  /** The object at a place. Chains of differences are followed in a loop, so that their length costs no stack. */
  read(place: number, most: number): GitObject {
    const chain: { readonly at: number; readonly head: EntryHead }[] = [];
    let at = place;
    let object: GitObject | undefined;
    for (;;) {
      object = this.#kept.get(at);
      if (object) break;
      const head = this.#head(at);
      const type = types[head.type];
      if (type) {
        object = { type, data: this.#inflate(head, most) };
        this.#keep(at, object);
        break;
      }
      chain.push({ at, head });
      if (chain.length > limits.chain) fail('damaged', 'an object is a difference of too many others');
      at = head.base ?? badPack();
    }
    for (const link of chain.reverse()) {
      object = { type: object.type, data: applyDelta(object.data, this.#inflate(link.head, most), most) };
      this.#keep(link.at, object);
    }
    return object;
  }

  get #largeOffsetsAt(): number {
    return idsAt + this.#count * (this.#idSize + 8);
  }

  #readCounts(): Uint32Array {
    const head = this.#bytes(this.#index, idsAt, 0);
    if (head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2) fail('damaged', 'the index of a pack has an unknown version');
    const counts = new Uint32Array(256);
    for (let byte = 0; byte < 256; byte += 1) {
      counts[byte] = head.readUInt32BE(8 + 4 * byte);
      if ((counts[byte] ?? 0) < (counts[byte - 1] ?? 0)) badIndex();
    }
    return counts;
  }

  /** The sorted ids that begin with a byte, with the places of their objects in four bytes each. */
  #idsFrom(byte: number): { readonly ids: Buffer; readonly offsets: Buffer } {
    const known = this.#ids.get(byte);
    if (known) return known;
    const first = byte === 0 ? 0 : (this.#counts[byte - 1] ?? 0);
    const count = (this.#counts[byte] ?? 0) - first;
    if (count * this.#idSize > limits.packedRefs) badIndex();
    const read = {
      ids: this.#bytes(this.#index, count * this.#idSize, idsAt + first * this.#idSize),
      offsets: this.#bytes(this.#index, count * 4, idsAt + this.#count * (this.#idSize + 4) + first * 4),
    };
    this.#ids.set(byte, read);
    return read;
  }

  #idAt(ids: Buffer, at: number): Buffer {
    return ids.subarray(at * this.#idSize, (at + 1) * this.#idSize);
  }

  /** Index of the first id that is not less than the wanted one. */
  #lowest(ids: Buffer, wanted: Buffer): number {
    let [low, high] = [0, ids.length / this.#idSize];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#idAt(ids, middle).compare(wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param short place of an object, or with its highest bit the number of a place that does not fit */
  #offset(short: number): number {
    let offset = short;
    if (short >= 0x80000000) {
      const place = this.#largeOffsetsAt + (short - 0x80000000) * 8;
      if (place + 8 > this.#indexSize) badIndex();
      offset = Number(this.#bytes(this.#index, 8, place).readBigUInt64BE(0));
    }
    if (offset < 12 || offset >= this.#packSize - this.#idSize) badIndex();
    return offset;
  }

  #head(place: number): EntryHead {
    const bytes = this.#ahead(place);
    const count = bytes.length;
    let at = 0;
    const next = () => (at < count ? (bytes[at++] ?? 0) : badPack());
    let byte = next();
    const type = (byte >> 4) & 7;
    let [size, shift] = [byte & 15, 4];
    while (byte & 128) {
      if (at > 9) badPack();
      byte = next();
      size += (byte & 127) * 2 ** shift;
      shift += 7;
    }
    if (type === offsetDelta) {
      byte = next();
      let back = byte & 127;
      while (byte & 128) {
        if (at > 24) badPack();
        byte = next();
        back = (back + 1) * 128 + (byte & 127);
      }
      const base = place - back;
      if (back <= 0 || base < 12) badPack();
      return { type, size, base, dataAt: place + at, ahead: bytes.subarray(at, count) };
    }
    if (type === idDelta) {
      if (at + this.#idSize > count) badPack();
      const base = this.find(bytes.toString('hex', at, at + this.#idSize));
      if (base === undefined) fail('damaged', 'an object that another one is a difference of is missing');
      at += this.#idSize;
      return { type, size, base, dataAt: place + at, ahead: bytes.subarray(at, count) };
    }
    if (!types[type]) badPack();
    return { type, size, dataAt: place + at, ahead: bytes.subarray(at, count) };
  }

  /** The bytes from a place on, `aheadBytes` of them unless the pack ends before. */
  #ahead(place: number): Buffer {
    const { at, bytes } = this.#block;
    const end = Math.min(place + aheadBytes, this.#packSize);
    if (place < at || end > at + bytes.length) {
      const fresh = Buffer.allocUnsafeSlow(Math.max(0, Math.min(blockBytes, this.#packSize - place)));
      this.#block = { at: place, bytes: fresh.subarray(0, readAt(this.#pack, fresh, place)) };
    }
    const from = place - this.#block.at;
    return this.#block.bytes.subarray(from, from + aheadBytes);
  }

  #inflate({ size, dataAt, ahead }: EntryHead, most: number): Buffer {
    if (size > most) fail('too-large', 'an object');
    const bound = size + (size >> 12) + (size >> 14) + (size >> 25) + 64; // what zlib can make of this many bytes
    const length = Math.min(bound, this.#packSize - this.#idSize - dataAt);
    if (length <= 0) badPack();
    return inflate(length <= ahead.length ? ahead.subarray(0, length) : this.#bytes(this.#pack, length, dataAt), size);
  }

  #bytes(handle: number, length: number, position: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (readAt(handle, bytes, position) < length) fail('damaged', 'a pack or its index is cut off');
    return bytes;
  }

  #keep(at: number, object: GitObject): void {
    if (object.data.length > 1 << 20) return;
    this.#kept.set(at, object);
    this.#keptBytes += object.data.length + 200;
    if (this.#keptBytes <= limits.cache) return;
    this.#kept.clear();
    this.#keptBytes = 0;
  }
}

function badPack(): never {
  return fail('damaged', 'a pack');
}

function badIndex(): never {
  return fail('damaged', 'the index of a pack');
}
