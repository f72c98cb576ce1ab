import { isUtf8 } from 'node:buffer';
import { PlanProblems, type Place } from '#engine/errors';
import { checkSize, readPlan, type PlanFile } from '#engine/plan';
import { nodeDisk, type Disk } from './disk';
import type { Fingerprint } from './fingerprint';
import { readProblem } from './problems';
import { readThrough } from './read-through';

/** A plan as it was read from a file. */
export interface PlanOnDisk extends PlanFile {
  /** Fingerprint of the bytes that were read, to detect later changes of the file. */
  readonly fingerprint: Fingerprint;
}

/** A text as it was read from a file. */
export interface TextOnDisk {
  /** Without the byte order mark that some editors write, except from `readWholeText`. */
  readonly text: string;
  readonly fingerprint: Fingerprint;
}

/**
 * Reads a plan from a file.
 * @param file as the user named it; its extension determines the format
 * @param read parses the text, if that should happen elsewhere
 * @throws UserError or PlanProblems that name its problems
 */
export async function readPlanFile(
  file: string,
  disk: Disk = nodeDisk,
  read: (text: string, file: string) => PlanFile | Promise<PlanFile> = readPlan,
): Promise<PlanOnDisk> {
  const { text, fingerprint } = await readUtf8(file, disk, (bytes) => checkSize(file, bytes));
  return { ...(await read(text, file)), fingerprint };
}

/**
 * Reads a plan from a stream, such as standard input. Stops reading when it is larger than a plan may be.
 * @param name its name in messages; the extension determines the format
 * @throws UserError or PlanProblems that name its problems
 */
export async function readPlanStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<PlanFile> {
  return readPlan(await readTextStream(stream, name), name);
}

/**
 * Reads a text in UTF-8 from a stream as it is, with its byte order mark. Stops reading when it is larger than a plan may be.
 * @param name its name in messages
 * @throws UserError if it cannot be read or is too large, PlanProblems if it is not UTF-8
 */
export async function readTextStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of stream) {
      size += piece.length;
      checkSize(name, size);
      pieces.push(piece);
    }
  } catch (error) {
    throw readProblem(name, error);
  }
  return decode(Buffer.concat(pieces), name);
}

/**
 * Reads a text in UTF-8. A file that is larger than a plan may be is refused before it is opened.
 * @param file as the user named it
 * @param check throws if the file has too many bytes
 * @throws UserError if it cannot be read, PlanProblems if it is not UTF-8
 */
export async function readTextFile(
  file: string,
  disk: Disk = nodeDisk,
  check: (bytes: number) => void = (bytes) => checkSize(file, bytes),
): Promise<TextOnDisk> {
  const { text, fingerprint } = await readUtf8(file, disk, check);
  return { text: text.startsWith(mark) ? text.slice(1) : text, fingerprint };
}

/**
 * Reads a text in UTF-8 as it is, with its byte order mark.
 * @param file as the user named it
 * @throws UserError if it cannot be read or is larger than a plan may be, PlanProblems if it is not UTF-8
 */
export async function readWholeText(file: string, disk: Disk = nodeDisk): Promise<TextOnDisk> {
  return readUtf8(file, disk, (bytes) => checkSize(file, bytes));
}

/** Reads a text with its byte order mark. */
async function readUtf8(file: string, disk: Disk, check: (bytes: number) => void): Promise<TextOnDisk> {
  let pieces: Buffer[] = [];
  const reader = () => {
    pieces = [];
    return (piece: Uint8Array) => void pieces.push(Buffer.from(piece));
  };
  try {
    const fingerprint = await readThrough(file, disk, check, reader);
    return { text: decode(Buffer.concat(pieces), file), fingerprint };
  } catch (error) {
    throw readProblem(file, error);
  }
}

const mark = '\ufeff';

/** @throws PlanProblems if the bytes are not UTF-8 text */
function decode(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes); // ignoreBOM keeps it in the text
  const kind = kindOf(bytes);
  if (kind) throw new PlanProblems(file, [{ message: `This is ${kind}, not a text file.`, fix: 'Choose the file that it was made of.' }]);
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  throw new PlanProblems(file, [
    {
      message: utf16 ? 'This is a text in UTF-16, not in UTF-8.' : 'This is not a text file in UTF-8.',
      fix: 'Choose another file, or save this one as UTF-8 in a text editor.',
      place: placeOfBroken(bytes),
    },
  ]);
}

/** First bytes of well-known kinds of files. */
const beginnings: readonly (readonly [kind: string, beginning: Buffer])[] = [
  ['a compressed file (gzip)', Buffer.from([0x1f, 0x8b])],
  ['a ZIP archive', Buffer.from('PK\u0003\u0004')],
  ['a PDF', Buffer.from('%PDF-')],
  ['a picture (PNG)', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a picture (JPEG)', Buffer.from([0xff, 0xd8, 0xff])],
  ['a document of an older Office', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
];

function kindOf(bytes: Buffer): string | undefined {
  return beginnings.find(([, beginning]) => bytes.subarray(0, beginning.length).equals(beginning))?.[0];
}

/** Position of the first byte that is not UTF-8: the longest readable beginning ends before it. */
function placeOfBroken(bytes: Buffer): Place {
  let readable = 0;
  let broken = bytes.length + 1;
  while (broken - readable > 1) {
    const middle = Math.floor((readable + broken) / 2);
    if (startsWell(bytes.subarray(0, middle))) readable = middle;
    else broken = middle;
  }
  const before = new TextDecoder().decode(bytes.subarray(0, readable), { stream: true });
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/** True if the bytes are UTF-8 so far; the last character may be cut off. */
function startsWell(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
