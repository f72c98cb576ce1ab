import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPlan, type Plan } from '#engine/plan';
import { builtProgram } from '../harness/command.ts';
import { sideOf } from '../harness/conflict-marks.ts';
import { commandFolder, DrivenRepository } from '../harness/driven-repository.ts';
import { whyNoGit } from '../harness/git.ts';

/* Real git with the drivers that `pipedraft git-setup` gives it, with and without the command. */

const { program, folder } = builtProgram();
let commands = '';
beforeAll(() => {
  commands = commandFolder(program, folder);
});

const base = readFileSync(join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml'), 'utf8');
const node = (id: string) => `  ${id}:\n    # of ${id}\n    service: azure-storage\n    title: Store ${id}\n`;
/** A node before the edges, where both people add theirs, and another budget. */
const withNode = (text: string, id: string) => text.replace(/^edges:$/m, `${node(id)}edges:`);
const ours = withNode(base, 'ours-store').replace('minutesPerMonth: 1600', 'minutesPerMonth: 1700');
const theirs = withNode(base, 'theirs-store').replace('budgetPerMonth: 1500', 'budgetPerMonth: 1800');
const path = 'plans/churn.pipedraft.yaml';

/** A repository that is set up, its branches with two sides of a plan. */
function setUp(sides = { base, ours, theirs }, file = path, hasCommand = true): DrivenRepository {
  const repository = new DrivenRepository(hasCommand ? commands : undefined);
  const { exit, said } = repository.call(process.execPath, [program, 'git-setup', '--apply']);
  expect({ exit, said }).toEqual({ exit: 0, said: expect.stringContaining('Git merges and compares plans') });
  repository.branches(file, sides);
  return repository;
}

const textIn = (repository: DrivenRepository, file = path) => readFileSync(join(repository.folder, file), 'utf8');
const planIn = (repository: DrivenRepository, file = path): Plan => readPlan(textIn(repository, file), file).plan;

function expectBoth(repository: DrivenRepository, file = path): void {
  const plan = planIn(repository, file);
  expect(Object.keys(plan.nodes)).toEqual(expect.arrayContaining(['ours-store', 'theirs-store']));
  expect(plan.context.budgetPerMonth).toBe(1800);
  expect(textIn(repository, file)).toContain('minutesPerMonth: 1700');
  expect(textIn(repository, file)).toContain('# of theirs-store');
}

describe.skipIf(whyNoGit !== undefined || process.platform === 'win32')('git with the drivers', () => {
  it('merges branches that both changed a plan where lines conflict', () => {
    const repository = setUp();
    expect(repository.git('merge', '--quiet', 'topic')).toMatchObject({ exit: 0 });
    expectBoth(repository);
    repository.run('reset', '--quiet', '--hard', 'HEAD^');
    repository.run('config', '--unset', 'merge.pipedraft.driver');
    repository.run('config', '--unset', 'merge.pipedraft.name');
    expect(repository.git('merge', '--quiet', 'topic').exit).toBe(1); // what the driver is for
  });

  it('rebases and cherry-picks as well', () => {
    for (const args of [
      ['rebase', '--quiet', 'topic'],
      ['cherry-pick', 'topic'],
    ]) {
      const repository = setUp();
      expect(repository.git(...args), args.join(' ')).toMatchObject({ exit: 0 });
      expectBoth(repository);
    }
  });

  it('leaves marks around a conflict, as long as git wants them, and says what it is about', () => {
    const repository = setUp({ base, ours, theirs: theirs.replace('minutesPerMonth: 1600', 'minutesPerMonth: 1900') });
    repository.commit('.gitattributes', `${textIn(repository, '.gitattributes')}*.yaml conflict-marker-size=12\n`);
    const { exit, said } = repository.git('merge', 'topic');
    expect(exit).toBe(1);
    expect(said).toContain(`${path}: conflict: Node "release", usage.minutesPerMonth: ours says 1,700, theirs 1,900; it was 1,600.`);
    const text = textIn(repository);
    expect(text.match(/^[<=>]{12}.*$/gm)).toEqual([`${'<'.repeat(12)} ours`, '='.repeat(12), `${'>'.repeat(12)} theirs`]);
    expect(readPlan(sideOf(text, 'ours', 12), path).plan.nodes['release']?.usage?.['minutesPerMonth']).toBe(1700);
    expect(readPlan(sideOf(text, 'theirs', 12), path).plan.nodes['release']?.usage?.['minutesPerMonth']).toBe(1900);
    expect(repository.run('status', '--short', path)).toBe(`UU ${path}\n`);
  });

  it('takes a plan that both branches added as one that began empty', () => {
    const repository = setUp();
    repository.run('rm', '--quiet', path);
    repository.run('commit', '--quiet', '--message', 'Without');
    repository.run('checkout', '--quiet', '-B', 'topic');
    repository.commit(path, theirs);
    repository.run('checkout', '--quiet', 'main');
    repository.commit(path, ours);
    const { exit, said } = repository.git('merge', 'topic');
    expect(exit).toBe(1);
    expect(said.match(/conflict: .*/g)).toEqual([
      "conflict: The plan's context.budgetPerMonth: ours says 1,500, theirs 1,800.",
      'conflict: Node "release", usage.minutesPerMonth: ours says 1,700, theirs 1,600.',
    ]);
  });

  it('merges lines where a side is no plan, and says so', () => {
    const newer = { base: base.replace('pipedraft: 1', 'pipedraft: 2'), ours, theirs };
    const repository = setUp(newer);
    const { exit, said } = repository.git('merge', 'topic');
    expect(exit).toBe(1);
    expect(said).toContain('"base" cannot be read as a plan, so lines were merged.');
    expect(said).toContain('This plan is of version 2; this Pipedraft reads version 1.');
    expect(textIn(repository)).toContain('<<<<<<< ours\n');
  });

  it('leaves marks of its own merge where the command is missing', () => {
    const repository = setUp({ base, ours, theirs }, path, false);
    const { exit, said } = repository.git('merge', 'topic');
    expect(exit).toBe(1);
    expect(said).toContain('CONFLICT (content)');
    expect(textIn(repository)).toContain('<<<<<<< ours\n');
    expect(textIn(repository)).toContain('>>>>>>> theirs\n');
    expect(repository.git('diff', 'main', 'topic')).toMatchObject({
      exit: 0,
      said: expect.stringContaining('+  budgetPerMonth: 1800') as string,
    });
  });

  it.each([
    '$(touch ran).pipedraft.yaml',
    '`touch ran`.pipedraft.yaml',
    `it's "quoted" & $HOME; touch ran #.pipedraft.yaml`,
    '-leading dash.pipedraft.yaml',
    '--out=ran.pipedraft.yaml',
    'two\nlines.pipedraft.yaml',
    'sub folder/$(touch ran)/%P %A.pipedraft.yaml',
    "'; touch ran; '.pipedraft.yaml",
  ])('runs nothing of a file that is called %j', (name) => {
    const repository = setUp({ base, ours, theirs }, name);
    const files = readdirSync(repository.folder).sort();
    expect(repository.git('merge', '--quiet', 'topic')).toMatchObject({ exit: 0 });
    expectBoth(repository, name);
    const shown = repository.git('log', '-p', '--format=%s');
    expect(shown.exit).toBe(0);
    expect(shown.said).toContain('+Node theirs-store: Store theirs-store (');
    expect(readdirSync(repository.folder).sort()).toEqual(files);
    expect(existsSync(join(repository.folder, 'ran'))).toBe(false);
  });
});

describe.skipIf(whyNoGit !== undefined || process.platform === 'win32')('what git shows', () => {
  it('is what a plan says, line by line', () => {
    const repository = setUp();
    const wanted = [
      '-  Agent minutes a month: 1,600 min/month',
      '+  Agent minutes a month: 1,700 min/month',
      '+Node ours-store: Store ours-store (Azure Blob Storage / Data Lake Storage Gen2)',
    ];
    for (const args of [
      ['diff', 'HEAD^'],
      ['log', '-p', '-1'],
    ]) {
      const { exit, said } = repository.git(...args, '--', path);
      expect(exit).toBe(0);
      const lines = said.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
      expect(lines).toEqual(wanted);
    }
  });

  it('is the file itself where it is no plan', () => {
    const repository = setUp();
    repository.commit(path, 'pipedraft: 1\nnods: {}\n');
    expect(repository.git('show', 'HEAD')).toMatchObject({ exit: 0, said: expect.stringContaining('+nods: {}') as string });
  });
});
