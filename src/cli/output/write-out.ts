import { appendFile } from 'node:fs/promises';
import type { UserError } from '#engine/errors';
import { nodeDisk, saveAtomically, saveProblem } from '#disk';

/**
 * Writes to what `--out` names: a file whole or not at all, a device such as `/dev/stderr` as it comes.
 * @returns something to know although it was written, such as that the file has lost its other names
 * @throws UserError when it cannot be written
 */
export async function writeOut(path: string, content: string): Promise<UserError | undefined> {
  if (!(await isDevice(path))) return (await saveAtomically(path, content)).doubt;
  try {
    await appendFile(path, content); // what stands behind it may hold something already
    return undefined;
  } catch (error) {
    throw saveProblem(path, false, error);
  }
}

/** A program's own streams are no files, although one may stand behind them. */
async function isDevice(path: string): Promise<boolean> {
  if (/^\/dev\/(stderr|fd\/\d+)$/.test(path)) return true;
  return nodeDisk.stat(path).then(
    ({ kind }) => kind === 'other',
    () => false, // the save says what is wrong
  );
}
