import { fail } from './problem';

/**
 * Makes an object from another one and the difference to it. Source: https://git-scm.com/docs/gitformat-pack, "Deltified representation".
 * @param most bytes of the result
 */
export function applyDelta(base: Buffer, delta: Buffer, most: number): Buffer {
  let at = 0;
  const byte = () => delta[at++] ?? bad();
  const number = () => {
    let [value, shift, next] = [0, 0, 0];
    do {
      if (shift > 49) bad();
      next = byte();
      value += (next & 127) * 2 ** shift;
      shift += 7;
    } while (next & 128);
    return value;
  };
  /** Bytes of a number of which only those that are not 0 are written; the bits of a mask say which. */
  const sparse = (mask: number, count: number) => {
    let value = 0;
    for (let place = 0; place < count; place += 1) if (mask & (1 << place)) value += byte() * 256 ** place;
    return value;
  };
  if (number() !== base.length) bad();
  const size = number();
  if (size > most) fail('too-large', 'an object');
  const result = Buffer.allocUnsafe(size);
  let filled = 0;
  while (at < delta.length) {
    const command = byte();
    if (command & 128) {
      const offset = sparse(command, 4);
      const length = sparse(command >> 4, 3) || 65_536;
      if (offset + length > base.length || filled + length > size) bad();
      base.copy(result, filled, offset, offset + length);
      filled += length;
    } else {
      if (command === 0 || at + command > delta.length || filled + command > size) bad();
      delta.copy(result, filled, at, at + command);
      at += command;
      filled += command;
    }
  }
  if (filled !== size) bad();
  return result;
}

function bad(): never {
  return fail('damaged', 'a difference between two objects');
}
