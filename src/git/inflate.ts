import { constants, inflateSync } from 'node:zlib';
import { fail } from './problem';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export interface GitObject {
  readonly type: ObjectType;
  readonly data: Buffer;
}

/**
 * Decompresses exactly as many bytes as announced, never more. The size of the chunks matters: with the default, each small commit would
 * keep a buffer of 16 KB alive.
 */
export function inflate(compressed: Buffer, size: number): Buffer {
  let data: Buffer;
  try {
    const chunkSize = Math.max(64, Math.min(size + 1, 65_536));
    data = inflateSync(compressed, { maxOutputLength: Math.max(size, 1), chunkSize });
  } catch (error) {
    const isLarger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return fail('damaged', isLarger ? 'an object is larger than it says' : 'an object cannot be decompressed');
  }
  if (data.length !== size) fail('damaged', 'an object is shorter than it says');
  return data;
}

/** An object from a file of its own. Its header is read first, from a small window. @param most bytes of its content */
export function looseObject(compressed: Buffer, most: number): GitObject {
  let head: Buffer;
  try {
    head = inflateSync(compressed.subarray(0, 128), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 17 });
  } catch {
    return fail('damaged', 'an object cannot be decompressed');
  }
  const [header, type, digits] = /^(commit|tree|blob|tag) (0|[1-9]\d{0,11})\0/.exec(head.toString('latin1', 0, 32)) ?? [];
  if (header === undefined) return fail('damaged', 'an object has no header');
  const size = Number(digits);
  if (size > most) fail('too-large', 'an object');
  return { type: type as ObjectType, data: inflate(compressed, size + header.length).subarray(header.length) }; // the pattern names the types
}
