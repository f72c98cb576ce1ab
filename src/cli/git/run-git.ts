import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '#engine/errors';

/** The outcome of a run of git. */
export interface GitAnswer {
  readonly exit: number;
  readonly out: string;
  readonly error: string;
}

/** Runs git in a folder, without a shell. @throws UserError if git is not installed */
export async function runGit(folder: string, ...args: readonly string[]): Promise<GitAnswer> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args]);
    return { exit: 0, out: stdout, error: '' };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 'ENOENT') throw new UserError('Git is not installed, or is not on the PATH.', 'Install it, and run the command again.');
    return { exit: typeof code === 'number' ? code : -1, out: stdout, error: stderr.trim() };
  }
}
