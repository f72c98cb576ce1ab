import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { TestRepository, whyNoGit } from '../harness/git.ts';

/* What `pipedraft diff` and `check --against` answer, with files and with revisions of real repositories. */

const run = builtCommand();
const day = ['--today', '2026-11-21'];
const text = readFileSync(join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml'), 'utf8');
const path = 'plans/churn.pipedraft.yaml';

/** Edits that a person makes: a value, a budget, a rename, a node more, a node less, a place. */
const edited = text
  .replace('minutesPerMonth: 1600', 'minutesPerMonth: 16000')
  .replace('budgetPerMonth: 1500', 'budgetPerMonth: 1800')
  .replaceAll('copy-usage', 'copy-app-usage')
  .replace(/^nodes:$/m, 'nodes:\n  spare:\n    service: azure-storage\n    title: Spare store')
  .replace('dataPerRun: 4 GB', 'dataPerRun: {low: 4 GB, likely: 8 GB, high: 16 GB}');

/** A repository whose last commit has the plan, and whose file has the edits. */
function repository(): TestRepository {
  const made = new TestRepository(join(ownFolder(), 'repository'));
  made.commit({ [path]: text.replace('runsPerMonth: 30', 'runsPerMonth: 20') });
  made.commit({ [path]: text });
  writeFileSync(join(made.folder, path), edited);
  return made;
}

function twoFiles(): string {
  const folder = ownFolder();
  writeFileSync(join(folder, 'a.pipedraft.yaml'), text);
  writeFileSync(join(folder, 'b.pipedraft.yaml'), edited);
  return folder;
}

const two = ['a.pipedraft.yaml', 'b.pipedraft.yaml'];

describe('the answer', () => {
  it('as text lists changes, then what they do', async () => {
    const { exit, out, talk } = await run(['diff', ...two, ...day], { in: twoFiles() });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    await expect(out).toMatchFileSnapshot('golden/diff.txt');
  });

  it('as Markdown is a comment for a pull request', async () => {
    const { exit, out, talk } = await run(['diff', ...two, ...day, '--format', 'markdown'], { in: twoFiles() });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    await expect(out).toMatchFileSnapshot('golden/diff.md');
  });

  it('as JSON has the keys that were promised', async () => {
    const { out } = await run(['diff', ...two, ...day, '--format', 'json'], { in: twoFiles() });
    const answer = JSON.parse(out) as { changes: { part: string; kind: string; id: string }[] };
    expect(answer).toMatchObject({
      pipedraft: 1,
      before: { file: 'a.pipedraft.yaml', name: 'Churn scoring' },
      after: { file: 'b.pipedraft.yaml', name: 'Churn scoring' },
      same: false,
      reordered: false,
      cost: {
        currency: { before: 'USD', after: 'USD' },
        difference: expect.any(Number),
        share: expect.any(Number),
        nodes: expect.any(Array),
      },
      scores: { maintainability: { before: 97, after: expect.any(Number), parts: expect.any(Array) } },
      maturity: { before: 3, after: 3 },
      findings: { added: expect.any(Array), resolved: [], open: { before: 2, after: expect.any(Number) } },
      files: expect.arrayContaining([{ path: 'adf/dataset/copy_usage_lake.json', kind: 'removed' }]),
      filesProblem: null,
      errors: [],
    });
    expect(answer.changes.map(({ part, kind, id }) => `${part} ${kind} ${id}`)).toEqual([
      'plan changed ',
      'node added spare',
      'node changed release',
      'node changed copy-orders',
      'node renamed copy-app-usage',
    ]);
    expect(answer.changes.at(-1)).toMatchObject({ formerId: 'copy-usage', keys: [], moved: null });
    expect(answer.changes[2]).toMatchObject({
      title: 'Build and release',
      keys: [
        {
          path: ['usage', 'minutesPerMonth'],
          before: 1600,
          after: 16000,
          words: { before: '1,600 min/month', after: '16,000 min/month' },
        },
      ],
    });
  });

  it('is the other way round for exchanged plans', async () => {
    const { out } = await run(['diff', ...two.toReversed(), ...day, '--format', 'json'], { in: twoFiles() });
    expect((JSON.parse(out) as { changes: unknown[] }).changes).toMatchObject([
      { kind: 'changed' },
      { kind: 'changed', id: 'release' },
      { kind: 'changed', id: 'copy-orders' },
      { kind: 'renamed', id: 'copy-usage', formerId: 'copy-app-usage' },
      { kind: 'removed', id: 'spare', title: 'Spare store' },
    ]);
  });

  it('has its own exit code for a difference, if that is asked for', async () => {
    const folder = twoFiles();
    const moved = text.replace(/^ {2}lake: \[(-?\d+),/m, '  lake: [4711,');
    expect(moved).not.toBe(text);
    writeFileSync(join(folder, 'moved.pipedraft.yaml'), moved);
    const exitOf = async (...args: readonly string[]) => (await run(['diff', ...args, ...day], { in: folder })).exit;
    expect(await exitOf(...two, '--exit-code')).toBe(1);
    expect(await exitOf('a.pipedraft.yaml', 'a.pipedraft.yaml', '--exit-code')).toBe(0);
    expect(await exitOf('a.pipedraft.yaml', 'moved.pipedraft.yaml', '--exit-code')).toBe(1);
    expect(await exitOf('a.pipedraft.yaml', 'moved.pipedraft.yaml', '--exit-code', '--ignore-moved')).toBe(0);
  });

  it('takes a plan from standard input, and nothing for a plan that is not there', async () => {
    const folder = twoFiles();
    const input = await run(['diff', '-', 'b.pipedraft.yaml', ...day], { in: folder, input: text });
    expect(input.out).toContain('<stdin> → b.pipedraft.yaml\n1 node added, 2 changed and 1 renamed; 1 value of the plan changed.');
    const added = await run(['diff', '/dev/null', 'a.pipedraft.yaml', ...day, '--format', 'json'], { in: folder });
    const answer = JSON.parse(added.out) as { changes: { part: string; kind: string }[]; cost: object };
    expect(answer.cost).toMatchObject({ monthly: { before: { likely: 0 } }, share: null });
    expect([...new Set(answer.changes.filter(({ part }) => part !== 'plan').map(({ kind }) => kind))]).toEqual(['added']);
  });

  it('is cut where a code host would not take it', async () => {
    const folder = ownFolder();
    const many = (title: string) =>
      `pipedraft: 1\nname: Many\nnodes:\n${Array.from({ length: 800 }, (_, at) => `  n${at}: {service: azure-storage, title: ${title} ${at}, note: ${'x'.repeat(300)} ${title}}`).join('\n')}\n`;
    writeFileSync(join(folder, 'a.yaml'), many('Old'));
    writeFileSync(join(folder, 'b.yaml'), many('New'));
    const { out, exit } = await run(['diff', 'a.yaml', 'b.yaml', ...day, '--format', 'markdown'], { in: folder });
    expect(exit).toBe(0);
    expect(out.length).toBeLessThan(60_000);
    expect(out).toMatch(/… and \d+ more/);
    expect(out).toContain('Changes (800)');
  });
});

describe.skipIf(whyNoGit)('a revision', () => {
  it('is named with a path, or alone for the path of the other side', async () => {
    const { folder } = repository();
    const said = async (...args: readonly string[]) =>
      (await run(['diff', ...args, ...day], { in: folder })).out.split('\n').slice(1).join('\n');
    const wanted = await said(`HEAD:${path}`, path);
    expect(wanted).toContain('Minutes'.toLowerCase());
    expect(await said('HEAD', path)).toBe(wanted);
    expect(await said('main', `./${path}`)).toBe(wanted);
    expect(await said('HEAD~1', `HEAD:${path}`)).toContain('runsPerMonth (assumption) changed\n      value: 20 → 30');
    const inside = await run(['diff', 'HEAD:./churn.pipedraft.yaml', 'churn.pipedraft.yaml', ...day], { in: join(folder, 'plans') });
    expect(inside.out.split('\n').slice(1).join('\n')).toBe(wanted);
  });

  it('can be the place where the branch began', async () => {
    const made = repository();
    made.git('checkout', '--quiet', '-b', 'topic');
    made.git('checkout', '--quiet', '--force', 'main');
    made.commit({ [path]: text.replace('runsPerMonth: 30', 'runsPerMonth: 300') });
    made.git('checkout', '--quiet', 'topic');
    made.commit({ [path]: text.replace('minutesPerMonth: 1600', 'minutesPerMonth: 1700') });
    const said = async (...args: readonly string[]) => (await run(['diff', 'main', path, ...args, ...day], { in: made.folder })).out;
    expect(await said()).toContain('value: 300 → 30');
    expect(await said('--merge-base')).not.toContain('runsPerMonth');
    expect(await said('--merge-base')).toContain('1,600 min/month → 1,700 min/month');
  });

  it('alone is found under the name that the plan had then; a name that is stated is taken as it is', async () => {
    const made = repository();
    const later = 'plans/retention.pipedraft.yaml';
    made.git('checkout', '--quiet', '--force', 'main');
    made.git('mv', path, later);
    made.git('commit', '--quiet', '--message', 'Rename');
    const renamed = await run(['diff', 'HEAD~2', later, ...day], { in: made.folder });
    expect(renamed).toMatchObject({ exit: 0, talk: '' });
    expect(renamed.out).toContain('value: 20 → 30');
    const stated = await run(['diff', `HEAD~2:${later}`, later, ...day], { in: made.folder });
    expect(stated).toMatchObject({ exit: 2 });
    expect(stated.talk).toContain('retention.pipedraft.yaml');
  });

  it('that does not have the plan counts as nothing, if that is asked for', async () => {
    const made = repository();
    made.commit({ 'plans/new.pipedraft.yaml': text });
    const args = ['diff', 'HEAD~1', 'plans/new.pipedraft.yaml', ...day];
    expect((await run(args, { in: made.folder })).exit).toBe(2);
    const { out, exit } = await run([...args, '--new-file'], { in: made.folder });
    expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining('nodes added') });
  });

  it('that cannot be read says why, and what to do', async () => {
    const made = repository();
    made.commit({
      'conflict.yaml': `${text.split('\n').slice(0, 5).join('\n')}\n<<<<<<< ours\nname: a\n=======\nname: b\n>>>>>>> theirs\n`,
      'lfs.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      'binary.yaml': '\u0089PNG\u0000\u0001',
    });
    const outside = ownFolder();
    writeFileSync(join(outside, 'a.yaml'), text);
    mkdirSync(join(made.folder, 'main'));
    const { folder } = made;
    const talkOf = async (first: string, second = path, place = folder) => {
      const { exit, talk, out } = await run(['diff', first, second, ...day], { in: place });
      expect({ first, exit, out }).toEqual({ first, exit: 2, out: '' });
      return talk;
    };
    expect(await talkOf('nowhere')).toMatch(/^"nowhere" is neither a file nor a revision of the repository\. Name a branch/);
    expect(await talkOf('nowhere:a.yaml')).toMatch(/^The repository has no revision "nowhere"\. /);
    expect(await talkOf('HEAD~99')).toBe('"HEAD~99" goes back further than the history. Name a later commit.\n');
    expect(await talkOf('HEAD:plans')).toBe('"plans" of "HEAD" is a folder, not a plan. Name a file in it.\n');
    expect(await talkOf('HEAD:churn.pipedraft.yaml')).toMatch(/^"HEAD" has no file "churn\.pipedraft\.yaml"\. Paths start at the top/);
    expect(await talkOf('HEAD:../a.yaml')).toMatch(/^"\.\.\/a\.yaml" is outside of the repository\./);
    expect(await talkOf('main@{u}')).toMatch(/^"main@\{u\}" is not a notation of revisions that is read here\./);
    expect(await talkOf('HEAD:conflict.yaml')).toMatch(
      /^HEAD:conflict\.yaml:6:1: The file holds the marks of a merge that was not finished\. Settle/,
    );
    expect(await talkOf('HEAD:lfs.yaml')).toMatch(/^"HEAD:lfs\.yaml" is kept in Git LFS, and the repository holds only a pointer to it\./);
    expect(await talkOf('HEAD:binary.yaml')).toMatch(/^HEAD:binary\.yaml:/);
    expect(await talkOf('HEAD', 'a.yaml', outside)).toMatch(
      /^"HEAD" names a revision, and ".*" is in no git repository\. Run the command inside/,
    );
    expect(await talkOf('missing.yaml')).toMatch(/^There is no file "missing\.yaml"\./);
  });
});

describe.skipIf(whyNoGit)('a check against a revision', () => {
  /** A plan that has a finding already, and gets another one. */
  const faulty = (more: string) =>
    `pipedraft: 1\nname: Faulty\ncontext: {region: westeurope}\nnodes:\n  gone: {service: skynet, title: Gone}\n${more}`;
  const another = '  other: {service: hal-9000, title: Other}\n';

  function checked(before: string | undefined, after: string) {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    made.commit(before === undefined ? {} : { 'a.yaml': before });
    writeFileSync(join(made.folder, 'a.yaml'), after);
    return (...args: readonly string[]) => run(['check', 'a.yaml', '--against', 'HEAD', ...day, ...args], { in: made.folder });
  }

  it('fails on what is new alone', async () => {
    const same = await checked(faulty(''), faulty('  # a comment\n'))();
    expect({ exit: same.exit, talk: same.talk }).toEqual({ exit: 0, talk: '' });
    expect(same.out).toContain('Since "HEAD", 0 findings are new, 0 are resolved');
    const worse = await checked(faulty(''), faulty(another))();
    expect(worse.exit).toBe(1);
    expect(worse.out).toMatch(/✗ new: "Other"/);
    expect(worse.out).not.toMatch(/new: "Gone"/);
    // under another id it is the same finding
    expect((await checked(faulty(''), faulty('').replace('gone:', 'went:'))()).exit).toBe(0);
  });

  it('marks what is new in every format', async () => {
    const command = checked(faulty(''), faulty(another));
    const json = JSON.parse((await command('--format', 'json')).out) as { findings: { severity: string; new: boolean; nodes: string[] }[] };
    expect(json.findings.filter(({ severity }) => severity === 'error').map((one) => [one.nodes[0], one.new])).toEqual([
      ['gone', false],
      ['other', true],
    ]);
    expect(json).toMatchObject({ against: { name: 'HEAD', state: 'read', resolved: expect.any(Array), cost: { difference: 0 } } });
    expect((await command('--format', 'sarif')).out).toMatch(
      /"baselineState": "new"[\s\S]*"baselineState": "unchanged"|unchanged[\s\S]*new/,
    );
    expect((await command('--format', 'markdown')).out).toMatch(/\| new error \| Other/);
    expect((await command('--format', 'junit')).out).toMatch(/<failure type="error" message="&quot;Other&quot;/);
  });

  it('counts everything of a plan that is new, or whose earlier state cannot be read', async () => {
    const added = await checked(undefined, faulty(''))();
    expect({ exit: added.exit, talk: added.talk }).toEqual({
      exit: 1,
      talk: 'a.yaml: "HEAD" does not have this plan, so every finding counts as new.\n',
    });
    const broken = await checked('pipedraft: 1\nname: [\n', faulty(''))();
    expect(broken.exit).toBe(1);
    expect(broken.talk).toMatch(/^a\.yaml: the plan of "HEAD" cannot be read, so every finding counts as new\.\nHEAD:a\.yaml:\d/);
  });

  it('fails when the cost rises more than is allowed', async () => {
    const command = checked(text, text.replace('minutesPerMonth: 1600', 'minutesPerMonth: 16000'));
    const result = async (...limits: readonly string[]) => {
      const { exit, talk } = await command(...limits.flatMap((limit) => ['--max-cost-increase', limit]));
      return [exit, talk];
    };
    expect(await result('50')).toEqual([0, '']);
    expect(await result('30')).toEqual([
      1,
      'a.yaml: A month costs 40.00 USD more than in "HEAD", and --max-cost-increase allows 30.00 USD.\n',
    ]);
    expect(await result('8%')).toEqual([0, '']);
    expect(await result('50', '5 %')).toEqual([
      1,
      'a.yaml: A month costs 7.1 % more than in "HEAD", and --max-cost-increase allows 5 %.\n',
    ]);
    expect((await result('much'))[0]).toBe(2);
  });

  it('fails when the cost may rise more than is allowed', async () => {
    const more = text.replace(/^nodes:$/m, 'nodes:\n  spare: {service: azure-storage, title: Spare}');
    const command = checked(text, more);
    const { exit, talk } = await command('--max-cost-increase', '10');
    expect({ exit, talk }).toEqual({ exit: 1, talk: expect.stringContaining('the cost of 1 more node than in "HEAD" is not known') });
    expect((await command('--max-cost-increase', '10', '--allow-unknown-cost')).talk).toBe('');
    const added = checked(undefined, text);
    expect((await added('--max-cost-increase', '10%', '--fail-on', 'never')).exit).toBe(0);
    expect((await added('--max-cost-increase', '10', '--fail-on', 'never')).exit).toBe(1);
  });

  it('says of a new plan that a share of its cost is not compared, and that the whole cost is the increase', async () => {
    const added = checked(undefined, text);
    const { out, talk } = await added('--max-cost-increase', '10%', '--fail-on', 'never');
    expect(talk).toMatch(
      /^a\.yaml: --max-cost-increase 10% is not compared: the plan is new since "HEAD", so its whole cost \((?:at least )?[\d,.]+ USD a month\) is the increase/m,
    );
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      /"HEAD" does not have the plan, so all of it is new: its whole cost is the increase, (?:at least )?[\d,.]+ USD a month/,
    );
    const json = JSON.parse((await added('--max-cost-increase', '10%', '--fail-on', 'never', '--format', 'json')).out) as {
      against: { state: string; notCompared: string[]; cost: { difference: { likely?: number } | number } };
    };
    expect(json.against).toMatchObject({
      state: 'missing',
      notCompared: [expect.stringContaining('--max-cost-increase 10% is not compared')],
    });
    expect((await added('--max-cost-increase', '10%', '--fail-on', 'never', '--format', 'markdown')).out).toContain('is not compared');
    expect((await checked(text, text)('--max-cost-increase', '10%')).talk).toBe('');
  });

  it('refuses a command line that cannot be meant', async () => {
    const { folder } = repository();
    const talkOf = async (...args: readonly string[]) => (await run(['check', ...args], { in: folder })).talk;
    expect(await talkOf(path, '--max-cost-increase', '1')).toMatch(/^--max-cost-increase needs --against/);
    expect(await talkOf(path, '--merge-base')).toMatch(/^--merge-base needs --against/);
    expect(await talkOf('-', '--against', 'HEAD')).toMatch(/^Standard input is in no repository: write --against HEAD:PATH\./);
    expect(await talkOf(path, 'plans/b.yaml', '--against', `HEAD:${path}`)).toMatch(/^--against names one plan/);
    expect(await talkOf(path, '--against', 'nowhere')).toMatch(/^"nowhere" is neither a file nor a revision of the repository\./);
  });
});
