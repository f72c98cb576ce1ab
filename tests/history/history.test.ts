import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyPlan, writePlanYaml, type Plan, type Revision } from '#engine/plan';
import { fileAtByAnyName, inRepository, issuedPlan, logWithNames, originOf, userNameFor } from '#history';
import { ownFolder } from '../harness/folder.ts';
import { TestRepository, whyNoGit } from '../harness/git.ts';

const path = 'plans/churn.pipedraft.yaml';
const [a, b]: readonly [Revision, Revision] = [
  { id: 'A', date: '2026-10-01' },
  { id: 'B', date: '2026-11-01' },
];

const plan = (nodes: readonly string[], revisions: readonly Revision[]): Plan => ({
  ...emptyPlan('Churn'),
  nodes: Object.fromEntries(nodes.map((id) => [id, { service: 'azure-storage' }])),
  ...(revisions.length > 0 ? { revisions } : {}),
});
const text = (...args: Parameters<typeof plan>) => writePlanYaml(plan(...args));
const made = () => new TestRepository(join(ownFolder(), 'repository'));

describe.skipIf(whyNoGit)('a plan as it was issued', () => {
  it('is that of the commit in which the revision was added', async () => {
    const repository = made();
    repository.commit({ [path]: text(['one'], []) });
    repository.commit({ [path]: text(['one', 'two'], [a]) });
    const added = repository.git('rev-parse', 'HEAD').trim();
    repository.commit({ [path]: text(['one', 'two', 'three'], [a]) });
    repository.commit({ [path]: text(['one', 'two', 'three', 'four'], [a, b]) });
    const issued = await issuedPlan(join(repository.folder, path), a);
    expect(issued.commit).toBe(added);
    expect(Object.keys(issued.plan.nodes)).toEqual(['one', 'two']);
    expect(Object.keys((await issuedPlan(join(repository.folder, path), b)).plan.nodes)).toHaveLength(4);
  });

  it('passes over states that are no plan, and those without the file', async () => {
    const repository = made();
    repository.commit({ [path]: `nodes: [ # ${a.date}` });
    repository.git('rm', '--quiet', path);
    repository.commit({ 'other.txt': '1' });
    mkdirSync(join(repository.folder, 'plans'), { recursive: true });
    repository.commit({ [path]: text(['one'], [a]) });
    repository.commit({ [path]: text(['one', 'two'], [a]) });
    expect(Object.keys((await issuedPlan(join(repository.folder, path), a)).plan.nodes)).toEqual(['one']);
  });

  it('is found where the file had another name, renamed alone and renamed with a change', async () => {
    const repository = made();
    const [first, second, third] = ['old.pipedraft.yaml', 'plans/b.pipedraft.yaml', path];
    const many = ['one', 'two', 'three', 'four', 'five'];
    repository.commit({ [first]: text(many, []), 'other.yaml': 'a: 1\n' });
    repository.commit({ [first]: text(many, [a]) });
    const added = repository.git('rev-parse', 'HEAD').trim();
    mkdirSync(join(repository.folder, 'plans'), { recursive: true });
    repository.git('mv', first, second);
    repository.commit({});
    repository.git('mv', second, third);
    repository.commit({ [third]: text([...many, 'six'], [a, b]) });
    const issued = await issuedPlan(join(repository.folder, third), a);
    expect(issued.commit).toBe(added);
    expect(Object.keys(issued.plan.nodes)).toEqual(many);
    const names = inRepository(join(repository.folder, third), (one, at) => logWithNames(one, one.resolve('HEAD'), at, 100));
    expect(names).toMatchObject({ commits: [{ path: third }, { path: second }, { path: first }, { path: first }], end: 'start' });
    const before = inRepository(join(repository.folder, third), (one, at) => fileAtByAnyName(one, one.resolve('HEAD~3'), at));
    expect(before.toString()).toBe(text(many, []));
  });

  it('is found where another file had the name before', async () => {
    const repository = made();
    const old = 'old.pipedraft.yaml';
    repository.commit({ [path]: text(['another'], []) });
    repository.git('rm', '--quiet', path);
    repository.commit({ [old]: text(['one', 'two', 'three'], [a]) });
    mkdirSync(join(repository.folder, 'plans'), { recursive: true });
    repository.git('mv', old, path);
    repository.commit({});
    expect(Object.keys((await issuedPlan(join(repository.folder, path), a)).plan.nodes)).toEqual(['one', 'two', 'three']);
  });

  it('is not looked for in a file that is only alike in its kind', async () => {
    const repository = made();
    repository.commit({ 'other.pipedraft.yaml': text(['x', 'y', 'z'], [a]).replaceAll('azure-storage', 'azure-sql-database') });
    repository.git('rm', '--quiet', 'other.pipedraft.yaml');
    mkdirSync(join(repository.folder, 'plans'), { recursive: true });
    repository.commit({ [path]: text(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'], []) });
    await expect(issuedPlan(join(repository.folder, path), a)).rejects.toMatchObject({ problem: expect.stringContaining('No commit has') });
  });

  it('says that no commit has it', async () => {
    const repository = made();
    repository.commit({ [path]: text(['one'], [a]) });
    writeFileSync(join(repository.folder, path), text(['one'], [a, b]));
    await expect(issuedPlan(join(repository.folder, path), b)).rejects.toMatchObject({
      problem: 'No commit has revision "B" of 2026-11-01 in this file.',
    });
  });

  it('does not take the end of a shallow clone for the commit of a revision', async () => {
    const repository = made();
    repository.commit({ [path]: text(['one'], [a]) });
    repository.commit({ [path]: text(['one', 'two'], [a]) });
    repository.commit({ [path]: text(['one', 'two', 'three'], [a]) });
    repository.git('clone', '--quiet', '--depth=2', `file://${repository.folder}`, '../shallow');
    await expect(issuedPlan(join(repository.folder, '../shallow', path), a)).rejects.toMatchObject({
      problem: expect.stringContaining('this clone is shallow') as string,
    });
  });
});

describe.skipIf(whyNoGit)('where a file comes from', () => {
  it('is the commit and the author of its newest change, and whether it was changed since', () => {
    const repository = made();
    const file = join(repository.folder, path);
    const origin = (content: string) => originOf(file, Buffer.from(content));
    writeOut(file, 'one\ntwo\n');
    expect(origin('one\ntwo\n')).toEqual({ isUncommitted: true }); // no commit yet
    repository.commit({ [path]: 'one\ntwo\n' });
    const [commit, author] = repository.git('log', '-1', '--abbrev=10', '--format=%h|%an').trim().split('|');
    repository.commit({ 'other.txt': '1' });
    const head = repository.git('rev-parse', '--short=10', 'HEAD').trim();
    expect(head).not.toBe(commit);
    expect(origin('one\ntwo\n')).toEqual({ commit: head, isUncommitted: false, author });
    expect(origin('one\r\ntwo\r\n')).toMatchObject({ isUncommitted: false });
    expect(origin('one\ntwo\nthree\n')).toMatchObject({ commit: head, isUncommitted: true });
    renameSync(file, `${file}.json`);
    expect(originOf(`${file}.json`, Buffer.from('one\ntwo\n'))).toEqual({ isUncommitted: true });
  });

  it('is not known without a repository or a file', () => {
    const folder = ownFolder();
    expect(originOf(join(folder, 'gone.yaml'), Buffer.from(''))).toEqual({});
    writeOut(join(folder, 'plan.yaml'), 'one');
    expect(originOf(join(folder, 'plan.yaml'), Buffer.from('one'))).toEqual({});
  });
});

describe('the name of the user', () => {
  const home = (config: string) => {
    const folder = ownFolder();
    writeOut(join(folder, '.gitconfig'), config);
    return { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') };
  };

  it.each([
    ['[user]\n\tname = Ada Lovelace\n', 'Ada Lovelace'],
    ['[user]\n  name = "Ada  Lovelace " # she\n[core]\n  name = other\n', 'Ada  Lovelace'],
    ['[USER] Name = Ada \\"A\\" Lovelace ; she\n', 'Ada "A" Lovelace'],
    ['[user]\nname = First\n[user "work"]\nname = Work\n[user]\nname = Second\n', 'Second'],
    ['[user]\nemail = a@example.org\n', undefined],
    ['[include]\npath = other\n', undefined],
    ['[user]\nname =\n', undefined],
    ['', undefined],
  ])('is read from %j', (config, name) => {
    expect(userNameFor(undefined, home(config))).toBe(name);
  });

  it('is that of the other file if the first has none', () => {
    const places = home('[core]\nbare = false\n');
    writeOut(join(places.XDG_CONFIG_HOME, 'git/config'), '[user]\nname = Grace\n');
    expect(userNameFor(undefined, places)).toBe('Grace');
  });

  it.skipIf(whyNoGit)('is that of the repository first', () => {
    const repository = made();
    repository.git('config', 'user.name', 'Of the repository');
    expect(userNameFor(join(repository.folder, 'plan.yaml'), home('[user]\nname = Ada\n'))).toBe('Of the repository');
  });
});

function writeOut(file: string, content: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}
