import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ownFolder } from './folder.ts';

/** The answer of git. */
export interface Answer {
  readonly exit: number;
  /** Standard output and standard error. */
  readonly said: string;
}

/** A repository in a folder of its own, as a person has it who has the command on the PATH, or has not. */
export class DrivenRepository {
  readonly folder = join(ownFolder(), 'repository');
  readonly #home = ownFolder();

  /** @param commands folder with the command, if it is on the PATH */
  constructor(readonly commands: string | undefined) {
    mkdirSync(this.folder);
    this.run('init', '--quiet', '--initial-branch=main');
  }

  /** Runs git; any exit code is an answer. */
  git(...args: readonly string[]): Answer {
    return this.call('git', args);
  }

  /** Runs git, which has to succeed. @returns standard output */
  run(...args: readonly string[]): string {
    const { exit, said } = this.git(...args);
    if (exit !== 0) throw new Error(`git ${args.join(' ')} ended with ${exit}: ${said}`);
    return said;
  }

  /** Runs a program that the person has. */
  call(program: string, args: readonly string[]): Answer {
    const path = pathWithoutCommand();
    const env = {
      PATH: this.commands === undefined ? path : `${this.commands}${delimiter}${path}`,
      HOME: this.#home,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_EDITOR: 'true',
      GIT_PAGER: 'cat',
    };
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: this.folder, env, encoding: 'utf8' });
    if (error) throw error;
    return { exit: status ?? -1, said: stdout + stderr };
  }

  /** Commits one file. */
  commit(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    this.run('add', '--all');
    this.run('commit', '--quiet', '--message', 'Change');
  }

  /** A file as two branches changed it: `main`, which is checked out, and `topic`. */
  branches(path: string, { base, ours, theirs }: { readonly base: string; readonly ours: string; readonly theirs: string }): void {
    this.commit(path, base);
    this.run('checkout', '--quiet', '-b', 'topic');
    this.commit(path, theirs);
    this.run('checkout', '--quiet', 'main');
    this.commit(path, ours);
  }
}

/** The PATH of this process without folders that have the command: a package manager may have put one there. */
function pathWithoutCommand(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter((folder) => !existsSync(join(folder, 'pipedraft'))).join(delimiter);
}

/** A folder for the PATH, with the command in it. */
export function commandFolder(program: string, folder: string): string {
  const commands = join(folder, 'bin');
  mkdirSync(commands, { recursive: true });
  const file = join(commands, 'pipedraft');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(file, 0o755);
  return commands;
}
