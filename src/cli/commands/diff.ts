import { PlanGraph } from '#engine/catalog';
import { bothPlans, consequencesOf, diffPlans, fileChanges, isEmptyDiff, withoutMoves } from '#engine/diff';
import { drawPlan } from '#engine/draw';
import { UserError } from '#engine/errors';
import { evaluate, type Evaluation } from '#engine/evaluate';
import { exportBundle, type ExportedFile } from '#engine/export';
import type { Basis } from '#engine/packs';
import { emptyPlan, type Plan } from '#engine/plan';
import { icons } from '#resources';
import { basisOptions, readBasis } from '../basis';
import { UsageError, type Command } from '../command';
import { withConfig } from '../configured';
import type { ComparedPlans } from '../output/compared';
import { diffJson } from '../output/diff-json';
import { diffMarkdown } from '../output/diff-markdown';
import { diffText } from '../output/diff-text';
import { jsonText, safeXml } from '../output/safe-text';
import { readSides, revisionOptions, type Side } from '../sides';

const formats = ['text', 'json', 'markdown', 'svg'] as const;

/** Compares two plans. */
export const diff: Command = {
  name: 'diff',
  summary: 'compare two plans: changes, cost, scores, findings and exported files',
  operands: 'A B',
  options: {
    format: { type: 'string', choices: formats, help: 'output format (default: text)' },
    'exit-code': { type: 'boolean', help: 'exit with 1 if the plans differ' },
    'ignore-moved': { type: 'boolean', help: 'leave out what only the drawing and the order of the file show' },
    ...revisionOptions,
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'evaluate as of this day (default: today)' },
  },
  async run(words, options, terminal) {
    const [first, second] = words;
    if (first === undefined || second === undefined || words.length > 2)
      throw new UsageError('Name two plans: files, "-", or revisions such as HEAD~3:plans/churn.pipedraft.yaml.');
    const today = options.day('today') ?? terminal.today;
    const choice = { mergeBase: options.flag('merge-base'), newFile: options.flag('new-file') };
    const [before, after] = await readSides([first, second], choice, terminal);
    const { basisOf, isBroken } = await readBasis(
      await withConfig(diff, options, (after.isNothing ? before : after).file),
      today,
      terminal,
    );
    if (isBroken) return 2; // the problems were reported; figures of one half would be compared with those of another
    const report = ({ message }: Error) => terminal.talk(message);
    const compared = compare(before, after, options.flag('ignore-moved'), { basisOf, today, report });
    switch (options.choice<(typeof formats)[number]>('format', 'text')) {
      case 'text':
        terminal.show(diffText(compared, terminal));
        break;
      case 'json':
        terminal.out(jsonText(diffJson(compared)));
        break;
      case 'markdown':
        terminal.show(diffMarkdown(compared));
        break;
      case 'svg':
        terminal.out(safeXml(drawing(compared)));
    }
    return options.flag('exit-code') && !isEmptyDiff(compared.diff) ? 1 : 0;
  },
};

/** What two plans are judged with. */
export interface Judging {
  readonly basisOf: (plan: Plan) => Basis;
  readonly today: string;
  readonly report: (fault: Error) => void;
}

/** Compares two plans, with what the changes do to cost, scores, findings and exported files. */
export function compare(first: Side, second: Side, ignoreMoved: boolean, judging: Judging): ComparedPlans {
  const [before, after] = [named(first, second), named(second, first)];
  const { catalog } = judging.basisOf(after.read.plan);
  const whole = diffPlans(before.read.plan, after.read.plan, catalog);
  const [now, original] = [judged(after, after.read.plan, judging), judged(before, before.read.plan, judging)];
  // findings and costs are compared by id, exported files as they are
  const old = Object.keys(whole.renamed).length > 0 ? judged(before, whole.before, judging) : original;
  return {
    before,
    after,
    diff: ignoreMoved ? withoutMoves(whole) : whole,
    consequences: consequencesOf(old, now),
    files: filesBetween({ side: before, evaluation: original }, { side: after, evaluation: now }, judging),
    costs: { before: old.cost, after: now.cost },
    catalog,
  };
}

/** A plan that does not exist has the name of the other one, so that the name is no change. */
function named(side: Side, other: Side): Side {
  return side.isNothing ? { ...side, read: { ...side.read, plan: emptyPlan(other.read.plan.name) } } : side;
}

/** @param plan of the side, under its own ids or those of the other plan */
function judged({ isNothing }: Side, plan: Plan, { basisOf, today, report }: Judging): Evaluation {
  const evaluation = evaluate({ plan, ...basisOf(plan), today, report });
  return isNothing ? { ...evaluation, findings: [] } : evaluation; // advice about a plan that does not exist is none
}

/** Both plans in one drawing, with the cost of each node; a removed one has the cost that it had. */
function drawing({ diff, after, costs, catalog }: ComparedPlans): string {
  const { plan, changes } = bothPlans(diff, after.read.plan);
  const cost = { ...costs.after, nodes: { ...costs.before.nodes, ...costs.after.nodes } };
  return drawPlan({ plan, catalog, icons, cost, changes }).svg;
}

interface Judged {
  readonly side: Side;
  readonly evaluation: Evaluation;
}

function filesBetween(before: Judged, after: Judged, { basisOf }: Judging): ComparedPlans['files'] {
  // names of resources begin with the name of the plan's file, so both sides have the same
  const { fileName: file } = after.side.isNothing ? before.side : after.side;
  const exported = ({ side, evaluation }: Judged, earlier: readonly ExportedFile[] = []): readonly ExportedFile[] => {
    if (side.isNothing) return [];
    const { plan } = side.read;
    const { catalog, book } = basisOf(plan);
    const texts = new Map(earlier.map(({ path, text }) => [path, text]));
    return exportBundle({ graph: new PlanGraph(plan, catalog, book), file, evaluation, earlier: (path) => texts.get(path) }).files;
  };
  try {
    const old = exported(before);
    // an export of the plan after would follow one of the plan before: decision records keep their figures
    return fileChanges(old, exported(after, old));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { unknown: error.message };
  }
}
