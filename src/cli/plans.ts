import { readPlanFile, readPlanStream, type PlanOnDisk } from '#disk';
import { UserError } from '#engine/errors';
import type { PlanFile } from '#engine/plan';
import { Unusable, type Terminal } from './command';

/** A plan that a command line names. */
export interface NamedPlan<Read extends PlanFile = PlanFile> {
  /** As the user named it; for standard input what messages call it. */
  readonly file: string;
  readonly read: Read;
}

/** How a command line names standard input. */
export const standardInput = '-';

/**
 * Reads all plans that a command line names, before anything is done with one of them.
 * @throws Unusable with what is wrong with each that cannot be read
 */
export async function readPlans(files: readonly string[], { input }: Pick<Terminal, 'input'>): Promise<readonly NamedPlan[]> {
  const named = [...new Set(files)]; // standard input can be read once
  return readAll(named, async (file) => (file === standardInput ? readPlanStream(input, '<stdin>') : readPlanFile(file)));
}

/** As readPlans, for plans that will be written to: standard input has no place to write to. */
export async function readPlanFiles(files: readonly string[]): Promise<readonly NamedPlan<PlanOnDisk>[]> {
  return readAll([...new Set(files)], (file) => readPlanFile(file));
}

async function readAll<Read extends PlanFile>(
  files: readonly string[],
  readOne: (file: string) => Promise<Read>,
): Promise<readonly NamedPlan<Read>[]> {
  const plans: NamedPlan<Read>[] = [];
  const errors: UserError[] = [];
  for (const file of files) {
    try {
      plans.push({ file: file === standardInput ? '<stdin>' : file, read: await readOne(file) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new Unusable(errors);
  return plans;
}
