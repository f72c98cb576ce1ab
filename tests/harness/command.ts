import { spawn, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { beforeAll, inject } from 'vitest';

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

/** The shipped command; each run is a separate process. */
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

/** The program of the shipped command, in a folder that has nothing else. A test process builds it once for all its files; they only read it. */
export function builtProgram(): { readonly program: string; readonly folder: string } {
  const root = join(import.meta.dirname, '../..');
  const folder = join(inject('commands'), String(process.pid));
  beforeAll(async () => {
    const build_ = { outDir: folder, emptyOutDir: true, reportCompressedSize: false };
    building ??= build({ configFile: join(root, 'vite.cli.config.ts'), root, logLevel: 'error', build: build_ });
    await building;
  });
  return { program: join(folder, 'pipedraft.mjs'), folder };
}

let building: Promise<unknown> | undefined;
