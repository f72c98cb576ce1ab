import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../harness/folder.ts';
import { opened, TestRepository, whyNoGit } from '../harness/git.ts';

/* The commits that changed a file, compared with what git says. */

const path = 'plans/churn.pipedraft.yaml';

function log(made: TestRepository, most = 50, revision = 'HEAD') {
  const repository = opened(made.folder);
  return repository.log(repository.resolve(revision), path, most);
}

const byGit = (made: TestRepository) => made.git('log', '--format=%H', '--', path).split('\n').filter(Boolean);

describe.skipIf(whyNoGit)('the log of a file', () => {
  it('has the commits that changed it, with author and first line', () => {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    for (let number = 1; number <= 9; number += 1) made.commit({ [number % 3 === 0 ? path : 'other.txt']: `${number}` });
    const { commits, end } = log(made);
    expect(commits.map(({ id }) => id)).toEqual(byGit(made));
    expect(commits).toHaveLength(3);
    expect(end).toBe('start');
    const [author, subject, time] = made.git('log', '-1', '--format=%an|%s|%ct', '--', path).trim().split('|');
    expect(commits[0]).toMatchObject({ author, subject, time: Number(time) });
  });

  it('ends where it was asked to', () => {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    for (let number = 1; number <= 4; number += 1) made.commit({ [path]: `${number}` });
    expect(log(made, 2)).toMatchObject({ commits: { length: 2 }, end: 'more' });
    expect(log(made, 4)).toMatchObject({ commits: { length: 4 }, end: 'start' });
  });

  it('follows the side of a merge that gave the file', () => {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    made.commit({ [path]: '1' });
    made.git('checkout', '--quiet', '-b', 'side');
    made.commit({ [path]: '2' });
    made.git('checkout', '--quiet', 'main');
    made.commit({ 'other.txt': '1' });
    made.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'side');
    made.commit({ [path]: '3' });
    expect(log(made).commits.map(({ id }) => id)).toEqual(byGit(made));
    expect(log(made).commits).toHaveLength(3);
  });

  it('says where a shallow clone ends', () => {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    for (let number = 1; number <= 4; number += 1) made.commit({ [path]: `${number}` });
    made.git('clone', '--quiet', '--depth=2', `file://${made.folder}`, '../shallow');
    const repository = opened(join(made.folder, '../shallow'));
    expect(repository.log(repository.resolve('HEAD'), path, 50)).toMatchObject({ commits: { length: 2 }, end: 'shallow' });
  });

  it('of a file that was never there is empty', () => {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    made.commit({ 'other.txt': '1' });
    expect(log(made)).toEqual({ commits: [], end: 'start' });
  });
});
