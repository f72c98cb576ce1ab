import { PlanGraph } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { evaluate as evaluatePlan } from '#engine/evaluate';
import { exportBundle, exporterById, exporters, runExporters } from '#engine/export';
import { dayOf } from '#engine/format';
import { isDay, readPlan as readPlanText, type PlanFile } from '#engine/plan';
import { basename } from 'node:path';
import { readBasis } from '../basis';
import { OptionValues } from '../command';
import { compare, type Judging } from '../commands/diff';
import { formats } from '../commands/export';
import { drawnPlan } from '../commands/export-picture';
import { checkJson } from '../output/check-json';
import { diffJson } from '../output/diff-json';
import { problemJson } from '../output/problem-json';
import { problemsOf } from '../problem-lines';
import type { Difference, EvaluateOptions, Evaluation, ExportedPlan, ExportOptions, Plan, Problem } from './types';

export type {
  Difference,
  EvaluateOptions,
  Evaluation,
  ExportedFile,
  ExportedPlan,
  ExportOptions,
  Finding,
  Gap,
  Plan,
  Problem,
  Score,
  Severity,
  Spread,
} from './types';

declare const PIPEDRAFT_VERSION: string;

/** The version of this package. */
export const version: string = PIPEDRAFT_VERSION;

/** An input that cannot be used, with every problem of it. */
export class PipedraftError extends Error {
  override readonly name = 'PipedraftError';
  /** At least one. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message, fix }) => `${message} ${fix}`.trimEnd()).join('\n'));
    this.problems = problems;
  }
}

/** The plan behind the one that this package hands out. */
const contents = new WeakMap<Plan, PlanFile>();

/**
 * Reads a plan.
 * @param text its content
 * @param file its name, for messages and results; a name that ends in `.json` says that the text is JSON, any other that it is YAML
 * @throws PipedraftError with every problem of the text
 */
export function readPlan(text: string, file = 'plan.pipedraft.yaml'): Plan {
  const read = usable(() => readPlanText(text, file));
  const plan: Plan = { file, name: read.plan.name, nodes: Object.keys(read.plan.nodes).length, edges: read.plan.edges.length };
  contents.set(plan, read);
  return plan;
}

/**
 * Evaluates a plan: its findings, scores and cost, as `pipedraft check --format json` writes them.
 * @throws PipedraftError when a pack or the file of prices cannot be used
 */
export async function evaluate(plan: Plan, options: EvaluateOptions = {}): Promise<Evaluation> {
  const read = contentOf(plan);
  const { basisOf, today, report } = await judging(options);
  const basis = basisOf(read.plan);
  const evaluation = evaluatePlan({ plan: read.plan, ...basis, today, report });
  const one = { file: plan.file, read, evaluation, exceeded: [], rules: basis.rules.map(({ meta }) => meta) };
  return plain(checkJson(one, [])) as Evaluation; // the schemas of the results are tested against it
}

/**
 * Compares two plans, as `pipedraft diff --format json` does.
 * @throws PipedraftError when a pack or the file of prices cannot be used
 */
export async function diff(before: Plan, after: Plan, options: EvaluateOptions = {}): Promise<Difference> {
  const side = (plan: Plan) => ({ file: plan.file, read: contentOf(plan), fileName: basename(plan.file), isNothing: false });
  const compared = compare(side(before), side(after), false, await judging(options));
  return plain(diffJson(compared)) as Difference;
}

/**
 * Makes the files that a plan becomes. Nothing is written to the disk.
 * @throws PipedraftError when there is no such format, or when a pack or the file of prices cannot be used
 */
export async function exportPlan(plan: Plan, options: ExportOptions): Promise<ExportedPlan> {
  const read = contentOf(plan);
  const { to } = options;
  const { basisOf, today, report } = await judging(options);
  const basis = basisOf(read.plan);
  const named = { file: plan.file, read };
  const path = basename(plan.file).replace(/\.(?:ya?ml|json)$/i, `.${to}`);
  if (to === 'json' || to === 'yaml') return { files: [{ path, content: usable(() => formats[to](named)) }], gaps: [] };
  if (to === 'svg') {
    const { createShaper, writeSvg } = await import('#paper');
    const list = drawnPlan(named, basis, today, report, await createShaper());
    const svg = await Promise.all(list.sheets.map((sheet) => writeSvg(sheet, { language: list.language })));
    return { files: svg.map((content) => ({ path, content })), gaps: [] };
  }
  const input = {
    graph: new PlanGraph(read.plan, basis.catalog, basis.book),
    file: basename(plan.file),
    evaluation: evaluatePlan({ plan: read.plan, ...basis, today, report }),
  };
  const exporter = exporterById(to);
  if (to !== 'bundle' && !exporter) throw problem(`There is no format "${to}".`, `It is one of ${formatNames.join(', ')}.`);
  const { files, gaps } = usable(() => (exporter ? runExporters(input, [exporter]) : exportBundle(input)));
  return {
    files: files.map(({ path, text, bytes }) => ({ path, content: bytes ?? text })),
    gaps: gaps.map(({ node, setting, file, line, where, how }) => ({ node: node ?? null, setting, file, line, where, how })),
  };
}

const formatNames = [...Object.keys(formats), 'svg', ...exporters.map(({ meta }) => meta.id), 'bundle'];

async function judging({ today = dayOf(new Date()), packs = [], prices }: EvaluateOptions): Promise<Judging> {
  if (!isDay(today)) throw problem(`"${today}" is no day.`, 'Write a day such as 2026-11-21.');
  const said: string[] = [];
  const options = new OptionValues({ pack: packs, ...(prices === undefined ? {} : { prices }) });
  try {
    const { basisOf, isBroken } = await readBasis(options, today, { talk: (line) => void said.push(line), note: () => {} });
    if (isBroken) throw new PipedraftError(said.map((message) => ({ ...nowhere, message, fix: '' })));
    const report = () => {}; // a rule that fails is a finding
    return { basisOf, today, report };
  } catch (error) {
    throw asOurs(error);
  }
}

function contentOf(plan: Plan): PlanFile {
  const read = contents.get(plan);
  if (!read) throw problem('This is no plan of "readPlan".', 'Hand on the object that it returned.');
  return read;
}

function usable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asOurs(error);
  }
}

const nowhere = { line: null, column: null, path: null };

function problem(message: string, fix: string): PipedraftError {
  return new PipedraftError([{ ...nowhere, message, fix }]);
}

function asOurs(error: unknown): unknown {
  return error instanceof UserError ? new PipedraftError(problemsOf(error).map((one) => problemJson(one) as Problem)) : error;
}

/** A copy as JSON would give it, so that callers change nothing of ours. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
