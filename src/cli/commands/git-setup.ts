import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readWholeText, saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { GitProblem, openRepository } from '#git';
import { gitWords } from '#history';
import { UsageError, type Command, type ExitCode, type Terminal } from '../command';
import { withPlanAttributes } from '../git/attributes';
import { missingSetup } from '../git/check-setup';
import { gitConfiguration, shellWord } from '../git/drivers';
import { runGit } from '../git/run-git';
import { safe } from '../output/safe-text';

/** Lets git merge and compare plans by what they say. It is the only command that runs git, and only with `--apply` and `--check`. */
export const gitSetup: Command = {
  name: 'git-setup',
  summary: 'let git merge and compare plans by what they say',
  operands: '[DIR]',
  options: {
    apply: { type: 'boolean', help: 'set the configuration of git, too; without it, the commands that set it are printed' },
    check: { type: 'boolean', help: 'only say whether git is set up, and what is missing; 1 if something is' },
    global: { type: 'boolean', help: 'the configuration for all repositories of the user (default: for the repository)' },
  },
  async run([folder = '.', ...more], options, terminal): Promise<ExitCode> {
    if (more.length > 0) throw new UsageError('Name one folder of a repository, or none for the current one.');
    const top = topOf(folder);
    if (options.flag('check')) {
      if (options.flag('apply')) throw new UsageError('--check changes nothing, so it goes without --apply.');
      return check(top, options.flag('global'), terminal);
    }
    const scope = options.flag('global') ? '--global' : '--local';
    await writeAttributes(join(top, '.gitattributes'), terminal);
    if (options.flag('apply')) {
      for (const [key, value] of gitConfiguration) await setConfiguration(top, scope, key, value);
      terminal.talk(`Git merges and compares plans by what they say, in ${scope === '--global' ? 'all your repositories' : `"${top}"`}.`);
      return 0;
    }
    terminal.talk('To let git merge and compare plans by what they say, run these commands, or run this one with --apply:');
    for (const [key, value] of gitConfiguration) terminal.show(`${['git', 'config', scope, key, value].map(shellWord).join(' ')}\n`);
    return 0;
  },
};

/** The top folder of a repository. */
function topOf(folder: string): string {
  try {
    const repository = openRepository(folder);
    try {
      return realpathSync(repository.top);
    } finally {
      repository.close();
    }
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    if (error.fault === 'no-repository')
      throw new UserError(`"${folder}" is in no git repository.`, 'Name a folder of a repository, or make one with "git init".');
    throw gitWords(error, { by: 'command', word: folder, revision: '', folder });
  }
}

async function writeAttributes(file: string, terminal: Pick<Terminal, 'talk'>): Promise<void> {
  const old = await readWholeText(file).catch((error: unknown) => {
    if (error instanceof UserError && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
    throw error;
  });
  const text = withPlanAttributes(old?.text ?? '');
  if (text === old?.text) {
    terminal.talk(`"${file}" names plans already.`);
    return;
  }
  const { doubt } = await saveAtomically(file, text, { expected: old?.fingerprint ?? null });
  if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
  terminal.talk(`"${file}" ${old ? 'now names plans, too' : 'was written'}. Commit it: it does nothing where git is not set up.`);
}

async function setConfiguration(top: string, scope: string, key: string, value: string): Promise<void> {
  const { exit, error } = await runGit(top, 'config', scope, key, value);
  if (exit === 0) return;
  throw new UserError(
    `Git did not set "${key}": ${error || `it ended with ${exit}`}.`,
    'Check that the configuration can be written, and run the command again.',
  );
}

/** Says what is missing, and the commands that provide it. */
async function check(top: string, isGlobal: boolean, terminal: Pick<Terminal, 'talk' | 'show'>): Promise<ExitCode> {
  const missing = await missingSetup(top, isGlobal ? '--global' : undefined);
  if (missing.length === 0) {
    terminal.talk(`Git merges and compares plans by what they say, in "${safe(top)}".`);
    return 0;
  }
  terminal.talk(`Git does not merge and compare plans by what they say yet, in "${safe(top)}":`);
  for (const { problem, fix } of missing) terminal.show(`${problem} ${fix}\n`);
  return 1;
}
