import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withPlanAttributes } from '../../src/cli/git/attributes.ts';
import { builtCommand, builtProgram } from '../harness/command.ts';
import { commandFolder, DrivenRepository } from '../harness/driven-repository.ts';
import { ownFolder } from '../harness/folder.ts';
import { TestRepository, whyNoGit } from '../harness/git.ts';

/* What `pipedraft git-setup` writes and prints. tests/cli/merge-git.test.ts has what git makes of it. */

const run = builtCommand();
const { program, folder } = builtProgram();
let commands = '';
beforeAll(() => {
  commands = commandFolder(program, folder);
});
const lines = ['yaml', 'yml', 'json'].map((ending) => `*.pipedraft.${ending} merge=pipedraft diff=pipedraft\n`);

describe('.gitattributes', () => {
  it('gets its lines once, behind those that are there', () => {
    const written = withPlanAttributes('*.png binary');
    expect(written).toBe(`*.png binary\n${lines.join('')}`);
    expect(withPlanAttributes(written)).toBe(written);
  });

  it('keeps its line ends, and a line that says something else about plans', () => {
    expect(withPlanAttributes('*.pipedraft.yaml diff=pipedraft -merge text\r\n')).toBe(
      `*.pipedraft.yaml diff=pipedraft -merge text\r\n*.pipedraft.yaml merge=pipedraft\r\n${lines.slice(1).join('').replaceAll('\n', '\r\n')}`,
    );
  });
});

describe.skipIf(whyNoGit)('pipedraft git-setup', () => {
  it('writes .gitattributes at the top, and prints the configuration without setting it', async () => {
    const repository = new TestRepository(join(ownFolder(), 'repository'));
    writeFileSync(join(repository.folder, '.gitattributes'), '*.png binary\n');
    const config = readFileSync(join(repository.folder, '.git/config'), 'utf8');
    const { exit, out } = await run(['git-setup', repository.folder], { in: ownFolder() });
    expect(exit).toBe(0);
    expect(out.split('\n').map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      'git config --local merge.pipedraft.driver',
      'git config --local merge.pipedraft.name',
      'git config --local diff.pipedraft.textconv',
      '',
    ]);
    expect(readFileSync(join(repository.folder, '.gitattributes'), 'utf8')).toBe(`*.png binary\n${lines.join('')}`);
    expect(readFileSync(join(repository.folder, '.git/config'), 'utf8')).toBe(config);
  });

  it('names what a clone lacks, changes nothing, and ends with 1 until it is set up', async () => {
    const repository = new DrivenRepository(commands);
    const call = (...args: readonly string[]) => repository.call(process.execPath, [program, 'git-setup', ...args]);
    const before = call('--check');
    expect(before.exit).toBe(1);
    expect(before.said).toContain('No .gitattributes gives *.pipedraft.yaml, *.pipedraft.yml and *.pipedraft.json to "pipedraft"');
    expect(before.said).toContain('"merge.pipedraft.driver" is not set. Set it with: pipedraft git-setup --apply');
    expect(before.said).not.toContain('PATH');
    expect(existsSync(join(repository.folder, '.gitattributes'))).toBe(false);

    call(); // the attributes alone
    expect(call('--check').said).not.toContain('.gitattributes');
    call('--apply');
    expect(call('--check')).toEqual({ exit: 0, said: expect.stringContaining('Git merges and compares plans by what they say') });
    expect(call('--check', '--global').exit).toBe(1);

    repository.run('config', 'diff.pipedraft.textconv', 'cat');
    expect(call('--check')).toEqual({
      exit: 1,
      said: expect.stringContaining('"diff.pipedraft.textconv" is not what this version of Pipedraft sets.'),
    });
    repository.run('config', 'diff.pipedraft.textconv', 'cat'); // a line of a person overrules the lines for plans
    writeFileSync(
      join(repository.folder, '.gitattributes'),
      `${readFileSync(join(repository.folder, '.gitattributes'), 'utf8')}*.yml -merge\n`,
    );
    expect(call('--check').said).toContain('No .gitattributes gives *.pipedraft.yml to "pipedraft"');
    expect(call('--check', '--apply').exit).toBe(2);
  });

  it('says that the command is not on the PATH', () => {
    const repository = new DrivenRepository(undefined);
    repository.call(process.execPath, [program, 'git-setup', '--apply']);
    expect(repository.call(process.execPath, [program, 'git-setup', '--check'])).toEqual({
      exit: 1,
      said: expect.stringContaining('The command "pipedraft" is not on the PATH'),
    });
  });

  it('says that a folder is in no repository', async () => {
    const { exit, talk } = await run(['git-setup'], { in: ownFolder() });
    expect({ exit, talk }).toEqual({
      exit: 2,
      talk: '"." is in no git repository. Name a folder of a repository, or make one with "git init".\n',
    });
  });
});
