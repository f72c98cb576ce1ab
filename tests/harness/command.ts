import { spawn, type StdioOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

/** Result of a command: exit code, standard output and standard error. */
export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly talk: string;
}

export interface RunOptions {
  readonly in: string;
  /** Text for standard input. */
  readonly input?: string | Uint8Array;
  /** Open file that receives standard output; `out` is then empty. */
  readonly output?: number;
}

/** The shipped command, built once per test file; each run is a separate process. */
export function builtCommand(): (args: readonly string[], options: RunOptions) => Promise<Ended> {
  const { program } = builtProgram();
  return async (args, { in: cwd, input, output }) => {
    const stdio: StdioOptions = ['pipe', output ?? 'pipe', 'pipe'];
    const child = spawn(process.execPath, [program, ...args], { cwd, stdio, env: { PATH: process.env['PATH'] } });
    child.stdin?.on('error', () => {}); // a command that has read enough closes it
    child.stdin?.end(input);
    const exit = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', (code) => done(code)));
    const [out, talk] = await Promise.all([child.stdout ? text(child.stdout) : '', child.stderr ? text(child.stderr) : '']);
    return { exit: await exit, out, talk };
  };
}

/** The program of the shipped command, built once per test file, in a folder that has nothing else. */
export function builtProgram(): { readonly program: string; readonly folder: string } {
  const root = join(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-command-'));
  const program = join(folder, 'pipedraft.mjs');
  beforeAll(async () => {
    const build_ = { outDir: folder, emptyOutDir: false, reportCompressedSize: false };
    await build({ configFile: join(root, 'vite.cli.config.ts'), root, logLevel: 'error', build: build_ });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return { program, folder };
}
