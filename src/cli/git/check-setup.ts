import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '#engine/errors';
import { list } from '#engine/format';
import { planEndings } from './attributes';
import { gitConfiguration } from './drivers';
import { runGit } from './run-git';

/** Something that git lacks to merge and compare plans, and what to do. */
export interface MissingSetup {
  readonly problem: string;
  readonly fix: string;
}

/**
 * The set-up that a repository lacks. Git answers, so every place where its attributes and configuration can be counts.
 * @param top folder of the working tree
 * @param scope where the configuration has to be; any place by default
 * @throws UserError if git does not answer
 */
export async function missingSetup(top: string, scope?: '--global'): Promise<readonly MissingSetup[]> {
  const setUp = `Set it with: pipedraft git-setup${scope ? ' --global' : ''} --apply`;
  const unnamed = await endingsWithout(top);
  const attributes = unnamed.map((ending) => `*.pipedraft.${ending}`);
  const configuration = await Promise.all(gitConfiguration.map(([key, value]) => configurationProblem(top, scope, key, value)));
  return [
    ...(attributes.length > 0
      ? [
          {
            problem: `No .gitattributes gives ${list(attributes)} to "pipedraft" to merge and compare.`,
            fix: 'Write it with: pipedraft git-setup',
          },
        ]
      : []),
    ...configuration.flatMap((problem) => (problem === undefined ? [] : [{ problem, fix: setUp }])),
    ...(isOnPath('pipedraft')
      ? []
      : [
          {
            problem: 'The command "pipedraft" is not on the PATH, so git merges lines and shows files as they are.',
            fix: 'Install it with: npm install --global pipedraft. Or add its folder to the PATH.',
          },
        ]),
  ];
}

/** Endings of plans that another driver, or none, merges or compares. */
async function endingsWithout(top: string): Promise<readonly string[]> {
  const files = planEndings.map((ending) => `plan.pipedraft.${ending}`);
  const { exit, out, error } = await runGit(top, 'check-attr', '-z', 'merge', 'diff', '--', ...files);
  if (exit !== 0) throw noAnswer(error);
  const fields = out.split('\0'); // file, attribute, value, file, …
  return planEndings.filter((_, at) => [0, 1].some((attribute) => fields[(at * 2 + attribute) * 3 + 2] !== 'pipedraft'));
}

async function configurationProblem(top: string, scope: string | undefined, key: string, value: string): Promise<string | undefined> {
  const { exit, out, error } = await runGit(top, 'config', ...(scope ? [scope, '--includes'] : []), '-z', '--get', key);
  if (exit === 1) return `"${key}" is not set.`;
  if (exit !== 0) throw noAnswer(error);
  return out === `${value}\0` ? undefined : `"${key}" is not what this version of Pipedraft sets.`;
}

function noAnswer(error: string): UserError {
  return new UserError(`Git did not answer: ${error || 'it said nothing'}.`, 'Correct what it says, and run the command again.');
}

/** True if git, which looks in the folders of the PATH, finds a command. */
function isOnPath(command: string): boolean {
  const names = process.platform === 'win32' ? [command, `${command}.exe`] : [command];
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && names.some((name) => canRun(join(folder, name))));
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
