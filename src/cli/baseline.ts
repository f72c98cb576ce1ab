import { consequencesOf, diffPlans } from '#engine/diff';
import { PlanProblems } from '#engine/errors';
import { evaluate, type Evaluation } from '#engine/evaluate';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { Baseline } from './against';
import type { OptionValues, Terminal } from './command';
import type { NamedPlan } from './plans';
import { linesOf } from './problem-lines';
import { placeOfFile, readSide } from './sides';

interface Judging {
  readonly basisOf: (plan: Plan) => Basis;
  readonly today: string;
  readonly report: (fault: Error) => void;
}

/**
 * Reads what a plan is compared with, which loads git and the comparison of plans. A plan that the revision does not have, or
 * not in a readable form, is reported and counts as new.
 * @param name of the earlier state, as the user wrote it
 * @throws UserError when the revision cannot be found
 */
export async function baselineOf(
  name: string,
  { file, read }: NamedPlan,
  evaluation: Evaluation,
  options: OptionValues,
  judging: Judging,
  terminal: Terminal,
): Promise<Baseline> {
  const everything = (state: 'missing' | 'unreadable'): Baseline => ({ name, state, isNew: () => true });
  const place = file === '<stdin>' ? undefined : placeOfFile(file);
  const choice = { mergeBase: options.flag('merge-base'), newFile: true };
  const side = await readSide(name, place, choice, terminal).catch((error: unknown) => {
    if (!(error instanceof PlanProblems)) throw error;
    terminal.talk(`${file}: the plan of "${name}" cannot be read, so every finding counts as new.`);
    for (const line of linesOf(error)) terminal.talk(line);
    return undefined;
  });
  if (!side) return everything('unreadable');
  if (side.isNothing) {
    terminal.talk(`${file}: "${name}" does not have this plan, so every finding counts as new.`);
    return { ...everything('missing'), consequences: consequencesOf(emptied(side.read.plan, judging), evaluation) };
  }
  const { catalog } = judging.basisOf(read.plan);
  const { before } = diffPlans(side.read.plan, read.plan, catalog);
  const consequences = consequencesOf(evaluate({ plan: before, ...judging.basisOf(before), ...judging }), evaluation);
  const added = new Set(consequences.findings.added.map(({ key }) => key));
  return { name, state: 'read', consequences, isNew: (key) => added.has(key) };
}

function emptied(plan: Plan, judging: Judging): Evaluation {
  return { ...evaluate({ plan, ...judging.basisOf(plan), ...judging }), findings: [] };
}
