import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRepository } from '#git';
import { ownFolder } from '../harness/folder.ts';
import { opened, TestRepository, whyNoGit } from '../harness/git.ts';

/* Repositories as git lays them out, compared with what git says. */

const path = 'plans/churn.pipedraft.yaml';
const plan = (number: number) => `pipedraft: 1\nname: Plan ${number}\n${'# the same in every commit\n'.repeat(50)}`;

const templates = new Map<string, string>();

/** A repository with ten commits of a plan. It is made once for each way to make it, and copied. */
function tenCommits(...init: readonly string[]): TestRepository {
  const key = init.join(' ');
  let template = templates.get(key);
  if (template === undefined) {
    const first = new TestRepository(join(sharedFolder(), String(templates.size)), ...init);
    for (let number = 1; number <= 10; number += 1) first.commit({ [path]: plan(number), 'other.txt': `${number}` });
    templates.set(key, (template = first.folder));
  }
  const folder = join(ownFolder(), 'repository');
  cpSync(template, folder, { recursive: true });
  return new TestRepository(folder, ...init);
}

let shared = '';
const sharedFolder = () => (shared ||= mkdtempSync(join(tmpdir(), 'pipedraft-test-')));
afterAll(() => rmSync(shared, { recursive: true, force: true }));

/** The plan at a revision, as the reader finds it from a folder. */
function read(folder: string, revision: string, file = path): string {
  const repository = opened(folder);
  return repository.fileAt(repository.resolve(revision), file).toString();
}

const fails = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { fault?: string }).fault ?? String(error);
  }
  return 'nothing';
};

describe.skipIf(whyNoGit)('a repository', () => {
  it('is read with its objects in files of their own', () => {
    expect(read(tenCommits().folder, 'HEAD')).toBe(plan(10));
  });

  it('is read from a folder inside it', () => {
    const { folder } = tenCommits();
    expect(read(join(folder, 'plans'), 'HEAD~3')).toBe(plan(7));
  });

  it('is read when everything is packed, as differences to other objects', () => {
    const { folder, git } = tenCommits();
    git('gc', '--quiet', '--aggressive', '--prune=now');
    git('pack-refs', '--all');
    expect(git('count-objects', '-v')).toContain('count: 0');
    for (const back of [0, 4, 9]) expect(read(folder, `main~${back}`)).toBe(plan(10 - back));
  });

  it('is read with several packs, and packs whose index is for all of them', () => {
    const made = tenCommits();
    made.git('repack', '--quiet', '-d');
    made.commit({ [path]: plan(11) });
    made.git('repack', '--quiet', '-d');
    made.git('multi-pack-index', 'write');
    expect([read(made.folder, 'HEAD'), read(made.folder, 'HEAD~6')]).toEqual([plan(11), plan(5)]);
  });

  it('is read with differences that name their base by its id', () => {
    const made = tenCommits();
    const pack = made.git('-c', 'pack.window=50', 'repack', '-adq', '--no-write-bitmap-index');
    expect(pack).toBe('');
    expect(read(made.folder, 'HEAD~9')).toBe(plan(1));
  });

  it('is read where it borrows objects from another one', () => {
    const { folder, git } = tenCommits();
    git('clone', '--quiet', '--shared', folder, '../borrower');
    expect(read(join(folder, '../borrower'), 'HEAD~2')).toBe(plan(8));
  });

  it('is read from a linked worktree, with the branch of that worktree', () => {
    const { folder, git } = tenCommits();
    git('worktree', 'add', '--quiet', '-b', 'beside', '../linked', 'HEAD~5');
    expect(read(join(folder, '../linked'), 'HEAD')).toBe(plan(5));
    expect(read(join(folder, '../linked'), 'main')).toBe(plan(10));
  });

  it('is read from a submodule', () => {
    const inner = tenCommits();
    const outer = new TestRepository(join(ownFolder(), 'outer'));
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'module');
    outer.commit({});
    expect(read(join(outer.folder, 'module'), 'HEAD')).toBe(plan(10));
    expect(fails(() => read(outer.folder, 'HEAD', `module/${path}`))).toBe('is-a-submodule');
  });

  it('is read without a folder of files, and through a link to its folder', () => {
    const { folder, git } = tenCommits();
    git('clone', '--quiet', '--bare', folder, '../bare.git');
    expect(read(join(folder, '../bare.git'), 'main~1')).toBe(plan(9));
    renameSync(join(folder, '.git'), join(folder, '../moved.git'));
    symlinkSync('../moved.git', join(folder, '.git'));
    expect(read(folder, 'HEAD')).toBe(plan(10));
  });

  it('is read with ids of SHA-256', () => {
    const { folder, git } = tenCommits('--object-format=sha256');
    git('gc', '--quiet');
    expect(git('rev-parse', 'HEAD')).toHaveLength(64);
    expect(read(folder, 'HEAD~1')).toBe(plan(9));
  });

  it('is read with its references in tables', (context) => {
    let made: TestRepository;
    try {
      made = tenCommits('--ref-format=reftable');
    } catch {
      return context.skip('this git has no tables of references');
    }
    made.git('branch', 'side', 'HEAD~4');
    made.git('tag', '--annotate', '--message', 'Tag', 'v1', 'HEAD~2');
    expect(['HEAD', 'side', 'v1'].map((name) => read(made.folder, name))).toEqual([plan(10), plan(6), plan(8)]);
    return undefined;
  });

  it('of an unknown format is refused, as git refuses it', () => {
    const { folder, git } = tenCommits();
    git('config', 'core.repositoryFormatVersion', '1');
    git('config', 'extensions.inventedHere', 'true');
    expect(fails(() => read(folder, 'HEAD'))).toBe('unknown-extension');
  });

  it('without a commit says so', () => {
    expect(fails(() => read(new TestRepository(ownFolder()).folder, 'HEAD'))).toBe('no-commit-yet');
  });

  it('that does not exist is not found', () => {
    expect(fails(() => openRepository(join(ownFolder())))).toBe('no-repository');
  });

  it('says where a shallow clone ends', () => {
    const { folder, git } = tenCommits();
    git('clone', '--quiet', '--depth=3', `file://${folder}`, '../shallow');
    const shallow = join(folder, '../shallow');
    expect(read(shallow, 'HEAD~2')).toBe(plan(8));
    expect(fails(() => read(shallow, 'HEAD~3'))).toBe('shallow-end');
    expect(fails(() => read(folder, 'HEAD~10'))).toBe('no-parent');
  });

  it('says which content a partial clone has not downloaded', () => {
    const { folder, git } = tenCommits();
    git('config', 'uploadpack.allowFilter', 'true');
    git('clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${folder}`, '../partial');
    expect(fails(() => read(join(folder, '../partial'), 'HEAD'))).toBe('not-downloaded');
  });
});

describe.skipIf(whyNoGit)('a revision', () => {
  it('is anything that names a commit, as git understands it', () => {
    const made = tenCommits();
    made.git('branch', 'feature/score');
    made.git('tag', 'light', 'HEAD~2');
    made.git('tag', '--annotate', '--message', 'Tag', 'heavy', 'HEAD~3');
    made.git('tag', '--annotate', '--message', 'Tag of a tag', 'heavier', 'heavy');
    made.git('update-ref', 'refs/remotes/origin/main', 'HEAD~4');
    made.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    made.git('checkout', '--quiet', '-b', 'side', 'HEAD~6');
    made.commit({ 'side.txt': '1' });
    made.git('checkout', '--quiet', 'main');
    made.merge('side');
    made.git('update-ref', 'ORIG_HEAD', 'HEAD~1');
    const repository = opened(made.folder);
    const head = made.git('rev-parse', 'HEAD');
    for (const revision of [
      ...['HEAD', '@', 'main', 'heads/main', 'refs/heads/main', 'feature/score', 'light', 'heavy', 'heavier', 'origin/main', 'origin'],
      ...['HEAD~', 'HEAD^', 'HEAD^^', 'HEAD^2', 'HEAD^2~1', 'main~3^1', 'heavy^{commit}', 'heavy^{}~2', 'HEAD^0', 'HEAD~0', 'ORIG_HEAD'],
      ...[head, head.slice(0, 12), head.slice(0, 5)],
    ])
      expect([revision, repository.resolve(revision)]).toEqual([revision, made.git('rev-parse', `${revision}^{commit}`)]);
  });

  it('that is the beginning of an id is found among packed objects, too', () => {
    const { folder, git } = tenCommits();
    const ids = git('rev-list', 'HEAD').split('\n');
    git('gc', '--quiet');
    const repository = opened(folder);
    for (const id of ids) expect(repository.resolve(id.slice(0, 9))).toBe(id);
  });

  it('of a detached HEAD is the commit itself, and what was fetched last has a name', () => {
    const { folder, git } = tenCommits();
    git('checkout', '--quiet', '--detach', 'HEAD~2');
    git('clone', '--quiet', folder, '../clone');
    expect(opened(folder).resolve('HEAD')).toBe(git('rev-parse', 'main~2'));
    git('-C', '../clone', 'fetch', '--quiet', 'origin', 'main');
    expect(opened(join(folder, '../clone')).resolve('FETCH_HEAD')).toBe(git('rev-parse', 'main'));
  });

  it('that names no commit, or is written in a way that is not read, is refused', () => {
    const repository = opened(tenCommits().folder);
    const faults = {
      nowhere: 'unknown-revision',
      'HEAD~99': 'no-parent',
      'HEAD^2': 'no-parent',
      'HEAD~99999999999999': 'no-parent',
      ffffffff: 'unknown-revision',
      'HEAD:plans': 'unknown-revision',
      '../../../etc/hostname': 'unknown-notation',
      'refs/heads/../../config': 'unknown-notation',
      'main@{upstream}': 'unknown-notation',
      'main..HEAD': 'unknown-notation',
      '': 'unknown-notation',
    };
    const found = Object.keys(faults).map((revision) => [revision, fails(() => repository.resolve(revision))]);
    expect(Object.fromEntries(found)).toEqual(faults);
  });

  it('that names content, not a commit, is refused', () => {
    const { folder, git } = tenCommits();
    expect(fails(() => opened(folder).resolve(git('rev-parse', `HEAD:${path}`)))).toBe('not-a-commit');
  });
});

describe.skipIf(whyNoGit)('a path', () => {
  it('that is no file of the revision is refused', () => {
    const made = tenCommits();
    symlinkSync('churn.pipedraft.yaml', join(made.folder, 'plans/link.yaml'));
    made.git('add', '.');
    made.commit({});
    const faultOf = (file: string) => fails(() => read(made.folder, 'HEAD', file));
    expect(['plans/link.yaml', 'plans', 'plans/none.yaml', 'other.txt/inside', '', 'Plans/churn.pipedraft.yaml'].map(faultOf)).toEqual([
      'is-a-link',
      'is-a-folder',
      'not-in-revision',
      'not-in-revision',
      'not-in-revision',
      'not-in-revision',
    ]);
  });

  it('is found under another case or composition where the file system folds names, unless two are alike', () => {
    const made = new TestRepository(ownFolder());
    made.commit({ 'Pl\u00e4ne/a.yaml': 'one', 'twice.yaml': '1', 'Twice.yaml': '2' });
    const repository = openRepository(made.folder, true);
    const commit = repository.resolve('HEAD');
    expect(repository.fileAt(commit, 'pla\u0308ne/A.yaml').toString()).toBe('one');
    expect(repository.fileAt(commit, 'Twice.yaml').toString()).toBe('2');
    expect(fails(() => repository.fileAt(commit, 'TWICE.yaml'))).toBe('not-in-revision');
    repository.close();
  });
});

describe.skipIf(whyNoGit)('the merge base', () => {
  it('is the one that git finds', () => {
    const made = tenCommits();
    made.git('checkout', '--quiet', '-b', 'side', 'HEAD~6');
    for (const text of ['1', '2', '3']) made.commit({ 'side.txt': text });
    made.git('checkout', '--quiet', 'main');
    const repository = opened(made.folder);
    const base = (a: string, b: string) => repository.mergeBase(repository.resolve(a), repository.resolve(b));
    for (const [a, b] of [
      ['main', 'side'],
      ['side', 'main'],
      ['main', 'main~3'],
      ['main~3', 'main'],
      ['main', 'main'],
    ] as const)
      expect(base(a, b)).toBe(made.git('merge-base', a, b));
    made.git('checkout', '--quiet', 'side');
    made.merge('main~2');
    made.git('checkout', '--quiet', 'main');
    expect(opened(made.folder).mergeBase(made.git('rev-parse', 'main'), made.git('rev-parse', 'side'))).toBe(
      made.git('merge-base', 'main', 'side'),
    );
  });

  it('of histories that were merged crosswise are several, and of unrelated ones none', () => {
    const made = new TestRepository(ownFolder());
    made.commit({ a: '0' });
    made.git('branch', 'side');
    made.commit({ a: '1' });
    made.git('checkout', '--quiet', 'side');
    made.commit({ b: '1' });
    made.git('branch', 'side-before');
    made.merge('main');
    made.git('checkout', '--quiet', 'main');
    made.merge('side-before');
    const repository = opened(made.folder);
    expect(made.git('merge-base', '--all', 'main', 'side').split('\n')).toHaveLength(2);
    expect(fails(() => repository.mergeBase(repository.resolve('main'), repository.resolve('side')))).toBe('several-merge-bases');
    made.git('checkout', '--quiet', '--orphan', 'alone');
    made.commit({ c: '1' });
    expect(fails(() => repository.mergeBase(repository.resolve('main'), repository.resolve('alone')))).toBe('no-merge-base');
  });
});

describe.skipIf(whyNoGit)('programs', () => {
  it('that a configuration names are not run', () => {
    const { folder, git } = tenCommits();
    const trap = join(folder, 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch ${join(folder, 'sprung')}\n`, { mode: 0o755 });
    for (const key of ['core.fsmonitor', 'diff.external', 'core.sshCommand', 'filter.x.smudge', 'core.pager']) git('config', key, trap);
    mkdirSync(join(folder, '.git/hooks'), { recursive: true });
    expect(read(folder, 'HEAD')).toBe(plan(10));
    expect(() => readFileSync(join(folder, 'sprung'))).toThrow('ENOENT');
  });
});
