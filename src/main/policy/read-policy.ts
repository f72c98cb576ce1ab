import { join } from 'node:path';
import { codeOf, readTextFile } from '#disk';
import { PlanProblems, UserError, formatProblem, isNonEmpty } from '#engine/errors';
import { problemsAgainst, readYamlValue } from '#engine/plan';
import { PolicySchema, noPolicy, strictest, type Policy } from './policy';

/** Where the policy file of a computer is. Only administrators can write there, on a Mac and on Linux by the system's own rights. */
export function policyFile(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'win32') return `${env['ProgramData'] ?? 'C:\\ProgramData'}\\Pipedraft\\policy.yaml`;
  if (platform === 'darwin') return '/Library/Application Support/Pipedraft/policy.yaml';
  return join('/etc', 'pipedraft', 'policy.yaml');
}

/** Size of a file that is no policy. */
const mostBytes = 64 * 1024;

/** How many problems of a policy file are told. */
const mostProblems = 10;

/**
 * Reads the policy of the administrator. While the file has an error, the strictest policy counts, and the notes say why.
 * @param file an absolute path
 */
export async function readPolicy(file: string): Promise<{ readonly policy: Policy; readonly notes: readonly UserError[] }> {
  try {
    const { text } = await readTextFile(file, undefined, (bytes) => {
      if (bytes > mostBytes) throw new UserError(`"${file}" is larger than a policy can be.`, 'A policy has a few lines.');
    });
    return { policy: parsed(text, file), notes: [] };
  } catch (error) {
    if (isMissing(error)) return { policy: noPolicy, notes: [] };
    if (!(error instanceof UserError)) throw error;
    return { policy: strictest(file), notes: [refused(file, error)] };
  }
}

function parsed(text: string, file: string): Policy {
  const result = readYamlValue(text);
  if ('problems' in result) throw new PlanProblems(file, result.problems, result.isCut);
  const { value, placeOf } = result.read;
  const problems = problemsAgainst(PolicySchema, value, {
    describe: (keys) => (keys.length === 0 ? 'the policy' : `"${keys.join('.')}"`),
    oneOfSeveral: 'See docs/how-to/install.md for what it can be.',
  }).map((problem) => ({ ...problem, place: placeOf(problem.path ?? []) }));
  if (isNonEmpty(problems)) throw new PlanProblems(file, problems);
  const { packs, prices, defaults = {} } = PolicySchema.parse(value);
  const { region, 'price-book': priceBook } = defaults;
  return {
    file,
    packs: packs !== 'off',
    prices: prices !== 'off',
    defaults: { ...(region !== undefined && { region }), ...(priceBook !== undefined && { priceBook }) },
  };
}

function refused(file: string, error: UserError): UserError {
  const lines =
    error instanceof PlanProblems
      ? error.problems.slice(0, mostProblems).map((problem) => formatProblem(file, problem))
      : [`${error.problem} ${error.fix}`];
  return new UserError(
    'The policy of your administrator has an error. Until it is corrected, packs and prices cannot be loaded, and loaded ones do not count.',
    ['Tell your administrator:', ...lines].join('\n'),
  );
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown }).cause);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
