import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openRepository, type Repository } from '#git';

/** The reason why tests with real repositories are skipped; `undefined` where git is installed. */
export const whyNoGit = spawnSync('git', ['--version']).status === 0 ? undefined : 'git is not installed';

/** Settings of nobody, and one day, so that a history always has the same ids. */
const settings = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_ALLOW_PROTOCOL: 'file',
};

/** Runs git in a folder, and returns what it prints. */
export type Git = (...args: readonly string[]) => string;

/** A repository that git makes. Its commits are an hour apart. */
export class TestRepository {
  readonly git: Git;
  #hours: number;

  constructor(
    readonly folder: string,
    ...init: readonly string[]
  ) {
    mkdirSync(folder, { recursive: true });
    this.#hours = existsSync(join(folder, '.git')) ? 100 : 0; // after the commits of a copied one
    this.git = (...args) => {
      const date = new Date(Date.UTC(2026, 0, 1, this.#hours)).toISOString();
      const env = { ...settings, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
    };
    this.git('init', '--quiet', '--initial-branch=main', ...init);
  }

  /** Commits files, by their paths. @returns the id of the commit */
  commit(files: Readonly<Record<string, string>>, message = 'Change'): string {
    this.#hours += 1;
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
      this.git('add', '--', path);
    }
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** Merges a branch. @returns the id of the commit */
  merge(branch: string): string {
    this.#hours += 1;
    this.git('merge', '--quiet', '--no-ff', '--strategy=ours', '--message', 'Merge', branch);
    return this.git('rev-parse', 'HEAD');
  }
}

/** Opens a repository for one test. */
export function opened(folder: string): Repository {
  const repository = openRepository(folder);
  onTestFinished(() => repository.close());
  return repository;
}
