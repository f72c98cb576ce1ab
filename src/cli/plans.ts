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
  files: readonly (string | UnreadablePlan)[],
  { input }: Pick<Terminal, 'input'>,
): Promise<readonly (NamedPlan | UnreadablePlan)[]> {
  const plans: (NamedPlan | UnreadablePlan)[] = [];
  for await (const plan of eachPlan(files, { input })) plans.push(plan);
  return plans;
}

/**
 * All plans that a command line names, in its order, each read when it is asked for, so that no two need to be held.
 * @param files with the words that stand for no plan
 */
export async function* eachPlan(
  files: readonly (string | UnreadablePlan)[],
  { input }: Pick<Terminal, 'input'>,
): AsyncGenerator<NamedPlan | UnreadablePlan, void, undefined> {
  // standard input can be read once
  for (const name of new Set(files))
    yield typeof name === 'string'
      ? await readNamed(name, async (file) => (file === standardInput ? readPlanStream(input, '<stdin>') : readPlanFile(file)))
      : name;
}

/**
 * Reads all plans that a command line names, before it processes any of them.
 * @throws UnusableInputs with the problems of each that cannot be read
 */
export async function readPlans(files: readonly string[], terminal: Pick<Terminal, 'input'>): Promise<readonly NamedPlan[]> {
  return allOf(await readEach(files, terminal));
}

/** As readPlans, for plans that will be written to: standard input cannot be written to. */
export async function readPlanFiles(files: readonly (string | UnreadablePlan)[]): Promise<readonly NamedPlan<PlanOnDisk>[]> {
  const plans: (NamedPlan<PlanOnDisk> | UnreadablePlan)[] = [];
  for (const name of new Set(files)) plans.push(typeof name === 'string' ? await readNamed(name, (file) => readPlanFile(file)) : name);
  return allOf(plans);
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

async function readNamed<Read extends PlanFile>(
  name: string,
  readOne: (file: string) => Promise<Read>,
): Promise<NamedPlan<Read> | UnreadablePlan> {
  let file = name === standardInput ? '<stdin>' : name;
  try {
    const path = name === standardInput ? name : pathOfWord(name);
    if (name !== standardInput) file = path;
    return { file, read: await readOne(path) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file, error }; // the others can be read
  }
}
