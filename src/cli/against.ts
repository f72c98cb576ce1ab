import { consequencesOf, diffPlans, type Consequences } from '#engine/diff';
import { PlanProblems } from '#engine/errors';
import { evaluate, type Evaluation } from '#engine/evaluate';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import { UsageError, type OptionValues, type Terminal } from './command';
import { linesOf } from './problem-lines';
import type { NamedPlan } from './plans';
import { isRevisionAlone, placeOfFile, readSide } from './sides';

/** The options of a check that counts only what is new. */
export const againstOptions = {
  against: {
    type: 'string',
    value: 'REV',
    help: 'count only findings that the plan does not have in this git revision, such as main or HEAD~1; also REV:PATH or a file, for one plan',
  },
  'merge-base': { type: 'boolean', help: 'with --against: use the commit where the history of the revision and that of HEAD parted' },
} as const;

/** An earlier state of a plan, and what changed since. */
export interface Baseline {
  /** As the user named it. */
  readonly name: string;
  /** `missing`: the plan is new. `unreadable`: it cannot be compared, so everything counts as new. */
  readonly state: 'read' | 'missing' | 'unreadable';
  /** What changed; left out if the earlier state cannot be read. */
  readonly consequences?: Consequences;
  /** True for a finding of the plan that the earlier state does not have. */
  isNew(key: string): boolean;
}

interface Judging {
  readonly basisOf: (plan: Plan) => Basis;
  readonly today: string;
  readonly report: (fault: Error) => void;
}

/**
 * Reads what plans are compared with. A plan that the revision does not have, or not in a readable form, is reported and counts as new.
 * @throws UsageError when the command line cannot be meant, UserError when the revision cannot be found
 */
export async function baselineOf(
  { file, read }: NamedPlan,
  evaluation: Evaluation,
  options: OptionValues,
  judging: Judging,
  terminal: Terminal,
): Promise<Baseline | undefined> {
  const name = options.text('against');
  if (name === undefined) return undefined;
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

/** @throws UsageError when the options do not fit each other, or the plans */
export function checkAgainst(files: readonly string[], options: OptionValues): void {
  const name = options.text('against');
  if (name === undefined) {
    for (const option of ['merge-base', 'max-cost-increase'])
      if (options.given[option] !== undefined) throw new UsageError(`--${option} needs --against, which says what is compared with.`);
    return;
  }
  if (isRevisionAlone(name)) {
    if (files.includes('-')) throw new UsageError(`Standard input is in no repository: write --against ${name}:PATH.`);
  } else if (files.length > 1) throw new UsageError(`--against names one plan, "${name}", and several are checked. Name a revision alone.`);
}
