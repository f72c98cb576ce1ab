import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { findPlans } from '../../src/cli/find-plans.ts';

/* Which plans a folder, a pattern or a list of words stands for. */

const run = builtCommand();
const example = join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml');
const day = ['--today', '2026-11-21'];

let folder: string;
const put = (path: string, text?: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  if (text === undefined) copyFileSync(example, join(folder, path));
  else writeFileSync(join(folder, path), text);
};
const filesOf = (word: string, platform: NodeJS.Platform = 'linux') =>
  findPlans([word], folder, platform).files.map((file) => (typeof file === 'string' ? file.slice(folder.length + 1) : file.error.message));

beforeEach(() => {
  folder = ownFolder();
  put('b.pipedraft.yaml');
  put('plans/a.pipedraft.json', '{}');
  put('plans/deep/.hidden/c.pipedraft.yaml');
  put('plans/notes.yaml', 'no: plan');
  put('plans/node_modules/x/d.pipedraft.yaml');
  put('plans/.git/e.pipedraft.yaml');
  put('plans/._a.pipedraft.yaml', 'what macOS keeps');
  put('plans/[f].pipedraft.yaml');
});

describe('a folder', () => {
  it('stands for the plans below it, without those of packages and of git', () => {
    expect(filesOf('plans')).toEqual(['plans/[f].pipedraft.yaml', 'plans/a.pipedraft.json', 'plans/deep/.hidden/c.pipedraft.yaml']);
  });

  it.skipIf(process.platform === 'win32')('is not left through a link', () => {
    symlinkSync(folder, join(folder, 'plans/deep/circle'));
    expect(filesOf('plans')).toHaveLength(3);
  });

  it('without a plan is a problem of its own', () => {
    put('empty/readme.md', '');
    expect(filesOf('empty')).toEqual([expect.stringMatching(/^"empty" is a folder without a plan\./)]);
  });
});

describe('a pattern', () => {
  it.each<[string, readonly string[]]>([
    ['*.pipedraft.yaml', ['b.pipedraft.yaml']],
    ['plans/*.{json,yaml}', ['plans/[f].pipedraft.yaml', 'plans/a.pipedraft.json', 'plans/notes.yaml']],
    ['**/c.pipedraft.*', ['plans/deep/.hidden/c.pipedraft.yaml']],
    ['plans/[f].pipedraft.yaml', ['plans/[f].pipedraft.yaml']], // a file of that name
    ['plans/?.pipedraft.json', ['plans/a.pipedraft.json']],
  ])('%s', (pattern, files) => {
    expect(filesOf(pattern)).toEqual(files);
  });

  it('has either slash on Windows, and on other systems "/" alone', () => {
    expect(filesOf('plans\\**\\*.json', 'win32')).toEqual(['plans/a.pipedraft.json']);
    expect(filesOf('plans\\**\\*.json', 'linux')).toEqual([expect.stringMatching(/^No file fits the pattern/)]);
  });

  it('that fits nothing is a problem of its own', () => {
    expect(filesOf('nowhere/*.yaml')).toEqual([expect.stringMatching(/^No file fits the pattern "nowhere\/\*\.yaml"\./)]);
  });
});

describe('words', () => {
  it('name each plan once, in their order', () => {
    expect(findPlans(['plans/a.pipedraft.json', 'plans'], folder).files).toEqual([
      join(folder, 'plans/a.pipedraft.json'),
      join(folder, 'plans/[f].pipedraft.yaml'),
      join(folder, 'plans/deep/.hidden/c.pipedraft.yaml'),
    ]);
  });
});

describe('the command', () => {
  it('checks all plans of a folder in one go; one that cannot be read hides no other', async () => {
    const [json, lines, text] = await Promise.all([
      run(['check', 'plans', 'none', '*.nothing', '--format', 'json', ...day], { in: folder }),
      run(['check', 'plans', '--format', 'ndjson', ...day], { in: folder }),
      run(['check', '.', ...day], { in: folder }),
    ]);
    const names = ['plans/[f].pipedraft.yaml', 'plans/a.pipedraft.json', 'plans/deep/.hidden/c.pipedraft.yaml'];
    const whole = JSON.parse(json.out) as { plan: { file: string }; problems: object[] }[];
    expect(whole.map(({ plan, problems }) => [plan.file, problems.length > 0])).toEqual([
      [names[0], false],
      [names[1], true],
      [names[2], false],
      ['none', true],
      ['*.nothing', true],
    ]);
    expect(json.exit).toBe(2);
    // each line of a stream is the object of the list
    expect(
      lines.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(whole.slice(0, 3));
    expect(text.out).toContain('3 plans checked, 1 not readable: ');
    expect(text.out).toContain('The check fails because of 1 plan that cannot be read.');
  });

  it('answers with a list for a folder, even of one plan', async () => {
    const { out } = await run(['check', 'plans/deep', '--format', 'json', ...day], { in: folder });
    expect(JSON.parse(out)).toHaveLength(1);
  });

  it('ends a stream with a line that says why there are no more plans', async () => {
    const { exit, out } = await run(['check', 'b.pipedraft.yaml', '--prices', 'none.csv', '--format', 'ndjson'], { in: folder });
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ errors: [{ message: expect.stringContaining('none.csv') }] });
    expect(out.trimEnd()).not.toContain('\n');
  });

  it('puts the plans of a folder into canonical form', async () => {
    const { exit, talk } = await run(['fmt', 'plans/deep', '--check'], { in: folder });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
  });
});
