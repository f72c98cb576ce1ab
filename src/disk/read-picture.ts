import { lstat, realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import { UserError } from '#engine/errors';
import { mebibytes } from '#engine/format';
import { pictureHead, type PictureHead } from './picture-head';
import { readProblem } from './problems';
import { readThrough } from './read-through';

/** A picture as it was read from a file. */
export interface PictureOnDisk extends PictureHead {
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes of a file with a picture, at most. */
const mostBytes = 2 * 1024 * 1024;

/**
 * Reads a picture that can be a logo: a PNG, JPEG or SVG of at most 2 MiB.
 * @param file as the user named it
 * @throws UserError that says what is wrong with it
 */
export async function readPicture(file: string): Promise<PictureOnDisk> {
  const pieces: Uint8Array[] = [];
  try {
    await readThrough(
      file,
      undefined,
      (bytes) => refuseLarge(file, bytes),
      () => {
        pieces.length = 0;
        return (piece) => void pieces.push(Buffer.from(piece));
      },
    );
  } catch (error) {
    throw readProblem(file, error);
  }
  const bytes = Buffer.concat(pieces);
  return { name: basename(file), bytes, ...pictureHead(bytes, file) };
}

/**
 * Reads a picture in a folder that is not trusted.
 * @param path from the folder, with `/` on every system; no link leads out of the folder
 * @throws UserError that says what is wrong with it
 */
export async function readPictureIn(folder: string, path: string): Promise<PictureOnDisk> {
  const file = resolve(folder, path);
  const outside = () =>
    new UserError(`"${path}" leads out of the folder "${folder}".`, 'Put the picture into the folder, and name its path from there.');
  if (isAbsolute(path) || leadsOut(relative(folder, file))) throw outside();
  try {
    if (leadsOut(relative(await realpath(folder), await realpath(file)))) throw outside();
    if ((await lstat(file)).isSymbolicLink())
      throw new UserError(`"${path}" is a link, and links are not followed.`, 'Put the picture itself here.');
  } catch (error) {
    throw readProblem(path, error);
  }
  return readPicture(file);
}

function leadsOut(path: string): boolean {
  return path === '' || path === '..' || /^\.\.[/\\]/.test(path) || isAbsolute(path);
}

function refuseLarge(file: string, bytes: number): void {
  if (bytes > mostBytes)
    throw new UserError(
      `"${file}" has ${mebibytes(bytes)}; a picture for a logo has ${mebibytes(mostBytes)} at most.`,
      'Export it smaller: 1,000 pixels in width are enough.',
    );
}
