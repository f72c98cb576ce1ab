import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPlanAttributes } from '../../src/cli/git/attributes.ts';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { TestRepository, whyNoGit } from '../harness/git.ts';

/* What `pipedraft git-setup` writes and prints. tests/cli/merge-git.test.ts has what git makes of it. */

const run = builtCommand();
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

  it('says that a folder is in no repository', async () => {
    const { exit, talk } = await run(['git-setup'], { in: ownFolder() });
    expect({ exit, talk }).toEqual({
      exit: 2,
      talk: '"." is in no git repository. Name a folder of a repository, or make one with "git init".\n',
    });
  });
});
