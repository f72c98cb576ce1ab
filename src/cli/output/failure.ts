import { formatProblem, type Problem } from '#engine/errors';
import { shortText } from '#engine/plan';
import { problemJson } from './problem-json';
import { broken, junitText, suite } from './junit';
import { jsonText, lineOfJson } from './safe-text';
import { locationOf, plain, sarifText } from './sarif';

/** The formats that programs read. */
const machineFormats = ['json', 'ndjson', 'sarif', 'junit'] as const;
export type MachineFormat = (typeof machineFormats)[number];

export function isMachineFormat(format: string | undefined): format is MachineFormat {
  return machineFormats.some((one) => one === format);
}

/** The reasons why a command gave no result: each error is a problem of an input, or of the command line. */
export interface Failure {
  /** The command's name. */
  readonly command: string;
  readonly errors: readonly Problem[];
  /** This program's version. */
  readonly version: string;
}

/**
 * The result of a command that failed before it had one, in the requested format. A program that keeps or uploads the result gets a
 * complete document with the reasons.
 */
export function failureText(format: MachineFormat, failure: Failure): string {
  switch (format) {
    case 'json':
      return jsonText(failureJson(failure));
    case 'ndjson':
      return lineOfJson(failureJson(failure));
    case 'sarif':
      return failureSarif(failure);
    case 'junit':
      return failureJunit(failure);
  }
}

/** A contract: keys are added, never renamed. */
function failureJson({ command, errors }: Failure): object {
  const answer = { pipedraft: 1, errors: errors.map(problemJson) };
  if (command !== 'check' && command !== 'score') return answer;
  const nothing = { plan: null, packs: [], scores: null, cost: null };
  return command === 'check'
    ? { ...answer, ...nothing, findings: [], problems: [], packFaults: [], exceeded: [] }
    : { ...answer, ...nothing };
}

function failureSarif({ errors, version }: Failure): string {
  return sarifText({
    tool: { driver: { name: 'Pipedraft', version } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: false,
        exitCode: 2,
        toolExecutionNotifications: errors.map(({ message, fix, file, place }) => ({
          level: 'error',
          message: { text: plain(`${shortText(message)} ${shortText(fix)}`.trimEnd()) },
          ...(file === undefined ? {} : { locations: [locationOf(file, place)] }),
        })),
      },
    ],
    results: [],
  });
}

function failureJunit({ command, errors }: Failure): string {
  const cases = errors.map((problem) => {
    const { message, fix, file } = problem;
    return broken('Input can be used', 'Input', message, file === undefined ? `${message} ${fix}`.trimEnd() : formatProblem(file, problem));
  });
  return junitText(`pipedraft ${command}`, [suite('Input', undefined, cases)]);
}
