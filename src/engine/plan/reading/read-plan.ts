import { PlanProblems, type Place, type Problem } from '../../errors';
import type { Plan } from '../model';
import type { PlanFormat } from '../source';
import { checkReadable } from '../size';
import { readJson } from './json-text';
import { countProblems, shapePlan } from './shape';
import { isEmptyText } from './no-plan';
import { refusal, refusalOf, type Refusal } from './problem-list';
import type { PlainPlaces } from './plain-places';
import { plainPlacesOf, readPlainYaml } from './plain-yaml';
import { withoutMark } from '../byte-order-mark';
import { readYaml } from './yaml-text';
import { shortText } from '../wording/shown-text';

/** A plan that was read, with its text. */
export interface PlanFile {
  readonly plan: Plan;
  readonly format: PlanFormat;
  /** Unchanged, with its byte order mark and its line ends. */
  readonly text: string;
  /** Place of a key path in the text, for messages that point into the file. */
  readonly placeOf: (path: readonly (string | number)[]) => Place | undefined;
}

/** Format of a file by its name: `.json` is JSON, everything else YAML. */
export function formatOf(file: string): PlanFormat {
  return /\.json$/i.test(file) ? 'json' : 'yaml';
}

/**
 * Refuses a file by its size alone.
 * @param bytes length of the file
 * @throws UserError when it is larger than a plan may be
 */
export function checkSize(file: string, bytes: number): void {
  checkReadable(file, formatOf(file), bytes);
}

/**
 * Reads a plan from a text.
 * @param file its name, for the format and for messages
 * @throws PlanProblems with every problem of the text, each with its place
 */
export function readPlan(text: string, file: string): PlanFile {
  const body = withoutMark(text);
  if (isEmptyText(body)) throw refused(file, refusal(blank));
  return { ...(formatOf(file) === 'json' ? readPlanJson(body, file) : readPlanYaml(body, file)), text };
}

const blank = { message: 'The file is empty.', fix: 'A plan starts with the lines "pipedraft: 1" and "name: …".' };

function readPlanYaml(text: string, file: string): PlanFile {
  const quick = readPlainYaml(text);
  const shape = quick && shapePlan(quick.value);
  if (shape && 'plan' in shape && countProblems(shape.plan).length === 0) {
    let places: PlainPlaces | undefined;
    return { plan: shape.plan, format: 'yaml', text, placeOf: (path) => (places ??= plainPlacesOf(text)).at(path) };
  }
  const read = readYaml(text);
  if ('problems' in read) throw refused(file, read);
  const { value, places } = read.yaml;
  const placeOf: PlanFile['placeOf'] = (path) => places.at(path);
  return { plan: shaped(value, file, placeOf), format: 'yaml', text, placeOf };
}

function readPlanJson(text: string, file: string): PlanFile {
  const read = readJson(text);
  if ('problems' in read) throw refused(file, read);
  return { plan: shaped(read.value, file, read.at), format: 'json', text, placeOf: read.at };
}

function shaped(value: unknown, file: string, placeOf: PlanFile['placeOf']): Plan {
  const result = shapePlan(value);
  const found = 'problems' in result ? result : refusalOf({ found: countProblems(result.plan), isCut: false });
  if (found) {
    const [first, ...rest] = found.problems;
    throw refused(file, { ...found, problems: [withPlace(first, placeOf), ...rest.map((problem) => withPlace(problem, placeOf))] });
  }
  return (result as { plan: Plan }).plan; // without problems there is a plan
}

function withPlace(problem: Problem, placeOf: PlanFile['placeOf']): Problem {
  const place = problem.path ? placeOf(problem.path) : undefined;
  return place ? { ...problem, place } : problem;
}

/** In the order of the file, each problem once. */
function refused(file: string, { problems, isCut }: Refusal): PlanProblems {
  const position = ({ place }: Problem) => (place ? place.line * 1e9 + place.column : 0);
  const unique = new Map<string, Problem>();
  for (const problem of problems.map(short)) {
    const key = `${position(problem)} ${problem.message}`;
    if (!unique.has(key)) unique.set(key, problem);
  }
  const [first, ...rest] = [...unique.values()].sort((a, b) => position(a) - position(b));
  return new PlanProblems(file, [first ?? problems[0], ...rest], isCut);
}

/** A word of a hostile file can be as long as the file. */
function short(problem: Problem): Problem {
  return { ...problem, message: shortText(problem.message), fix: shortText(problem.fix) };
}
