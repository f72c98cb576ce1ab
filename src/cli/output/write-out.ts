import { appendFile } from 'node:fs/promises';
import type { UserError } from '#engine/errors';
import { nodeDisk, saveAtomically, saveProblem } from '#disk';

/**
 * Writes to the path of `--out`: a file completely or not at all, a device such as `/dev/stderr` as a stream.
 * @returns a notice although it was written, such as that the file has lost its other names
 * @throws UserError when it cannot be written
 */
export async function writeOut(path: string, content: string | Uint8Array): Promise<UserError | undefined> {
  if (!(await isDevice(path))) return (await saveAtomically(path, content)).doubt;
  try {
    await appendFile(path, content); // the device may already have content
    return undefined;
  } catch (error) {
    throw saveProblem(path, false, error);
  }
}

/** A program's own streams are not files, although one may be behind them. */
async function isDevice(path: string): Promise<boolean> {
  if (/^\/dev\/(stderr|fd\/\d+)$/.test(path)) return true;
  return nodeDisk.stat(path).then(
    ({ kind }) => kind === 'other',
    () => false, // the save reports the problem
  );
}
