import { pathOfWord, readPlanFile, readPlanStream, type PlanOnDisk } from '#disk';
import { UserError } from '#engine/errors';
import type { PlanFile } from '#engine/plan';
import { UnusableInputs, type Terminal } from './command';

/** A plan that a command line names. */
export interface NamedPlan<Read extends PlanFile = PlanFile> {
  /** As the user named it; for standard input its name in messages. */
  readonly file: string;
  readonly read: Read;
}

/** Name of standard input on a command line. */
export const standardInput = '-';

/** A plan that a command line names and that cannot be read. */
export interface UnreadablePlan {
  readonly file: string;
  readonly error: UserError;
}

/** All plans that a command line names, in its order, readable or not. */
export async function readEach(
  files: readonly string[],
  { input }: Pick<Terminal, 'input'>,
): Promise<readonly (NamedPlan | UnreadablePlan)[]> {
  const named = [...new Set(files)]; // standard input can be read once
  return readAll(named, async (file) => (file === standardInput ? readPlanStream(input, '<stdin>') : readPlanFile(file)));
}

/**
 * Reads all plans that a command line names, before it processes any of them.
 * @throws UnusableInputs with the problems of each that cannot be read
 */
export async function readPlans(files: readonly string[], terminal: Pick<Terminal, 'input'>): Promise<readonly NamedPlan[]> {
  return allOf(await readEach(files, terminal));
}

/** As readPlans, for plans that will be written to: standard input cannot be written to. */
export async function readPlanFiles(files: readonly string[]): Promise<readonly NamedPlan<PlanOnDisk>[]> {
  return allOf(await readAll([...new Set(files)], (file) => readPlanFile(file)));
}

function allOf<Read extends PlanFile>(plans: readonly (NamedPlan<Read> | UnreadablePlan)[]): readonly NamedPlan<Read>[] {
  const errors = unreadable(plans).map(({ error }) => error);
  if (errors.length > 0) throw new UnusableInputs(errors);
  return readable(plans);
}

export function readable<Read extends PlanFile>(plans: readonly (NamedPlan<Read> | UnreadablePlan)[]): readonly NamedPlan<Read>[] {
  return plans.filter((plan) => 'read' in plan);
}

export function unreadable(plans: readonly (NamedPlan | UnreadablePlan)[]): readonly UnreadablePlan[] {
  return plans.filter((plan) => 'error' in plan);
}

async function readAll<Read extends PlanFile>(
  files: readonly string[],
  readOne: (file: string) => Promise<Read>,
): Promise<readonly (NamedPlan<Read> | UnreadablePlan)[]> {
  const plans: (NamedPlan<Read> | UnreadablePlan)[] = [];
  for (const name of files) {
    let file = name === standardInput ? '<stdin>' : name;
    try {
      const path = name === standardInput ? name : pathOfWord(name);
      if (name !== standardInput) file = path;
      plans.push({ file, read: await readOne(path) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      plans.push({ file, error }); // the others can be read
    }
  }
  return plans;
}
