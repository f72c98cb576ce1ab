import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import folder from 'virtual:pipedraft-paper';
import { UserError } from '#engine/errors';

/** Path of a file that writers read. */
export function paperFile(name: string): string {
  return join(folder(), name);
}

/** @throws UserError if it is not there: the program was moved without the folder beside it */
export function readPaperFile(name: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(paperFile(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(
      `The fonts and programs of the packet are missing: there is no "${paperFile(name)}".`,
      'Copy the folder "paper" beside the program again; it belongs to it.',
    );
  }
}

/** A font as TrueType. @param key as the table of fonts names it */
export function readFont(key: string): Buffer<ArrayBuffer> {
  return brotliDecompressSync(readPaperFile(`${key}.ttf.br`)) as Buffer<ArrayBuffer>; // its memory is never shared
}
