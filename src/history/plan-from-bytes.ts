import { readPlanStream } from '#disk';
import { UserError } from '#engine/errors';
import type { PlanFile } from '#engine/plan';

/**
 * Reads the content that a plan's file had in a commit.
 * @param name of the file: its end says the format
 * @param words the state in words, for messages: `revision A`
 * @throws UserError if it is no plan
 */
export async function planFromBytes(bytes: Buffer, name: string, words: string): Promise<PlanFile> {
  if (bytes.subarray(0, 100).toString('latin1').startsWith('version https://git-lfs'))
    throw new UserError(
      `The plan of ${words} is kept in Git LFS, and the repository holds only a pointer to it.`,
      'Check the revision out, and compare with that file.',
    );
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  try {
    return await readPlanStream(stream(), name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`The plan of ${words} cannot be read: ${error.problem}`, 'Choose another revision.');
  }
}
