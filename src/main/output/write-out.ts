import { basename } from 'node:path';
import { saveAtomically } from '#disk';
import type { Destination } from '../files/destination';
import type { Pending } from '../files/pending';
import type { PlanWindow } from '../windows/plan-window';

/** Writes an export of a window's plan to the chosen file. @returns the file's name */
export async function writeOut(
  pending: Pending,
  window: PlanWindow,
  { file, replaces }: Destination,
  make: () => Promise<string | Buffer>,
): Promise<string> {
  const over = replaces ? {} : { expected: null };
  const { doubt } = await pending.run(file, async () => saveAtomically(file, await make(), over));
  window.written = file;
  if (doubt) window.send('warning', { problem: doubt.problem, fix: doubt.fix });
  return basename(file);
}
