import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { _electron, test as base, expect, type ElectronApplication, type Page } from '@playwright/test';
import { WorkbenchPage } from '../pages/workbench';
import { ownDisplay } from './displays';
import { surely } from './main';
import { shownPlan } from './tabs';

const root = join(import.meta.dirname, '..', '..');

/** The Electron program: npm test sets it; a manual run uses the one that an earlier run left in the cache. */
const executable =
  process.env['PIPEDRAFT_ELECTRON'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pipedraft', 'electron-33.2.1-linux-x64-r3', 'electron');

export interface Running {
  readonly app: ElectronApplication;
  readonly process: ChildProcess;
  readonly page: Page;
  readonly workbench: WorkbenchPage;
  /** Errors and policy violations of the window, in order; empty if all is well. */
  readonly troubles: readonly string[];
}

export interface LaunchOptions {
  readonly files?: readonly string[];
  readonly userData?: string;
  readonly today?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Log file for all network calls of the application and its helper processes. Linux only. */
  readonly tracedTo?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Starts the built application. The caller ends it with `stop`. */
export async function launch(options: LaunchOptions & { readonly userData: string }): Promise<Running> {
  const isAgain = existsSync(join(options.userData, 'open-plans.json'));
  const app = await _electron.launch({
    executablePath: options.tracedTo === undefined ? executable : traced(options.tracedTo),
    ...commandOf(options, ['-r', join(root, 'scripts', 'held-start.cjs')]),
  });
  const process = app.process(); // no longer available after the application has ended
  const first = await app.firstWindow();
  const troubles: string[] = [];
  watch(first, troubles);
  await first.locator('.window').waitFor();
  // with the plans of the last session there are other tabs; the named file is the one that is shown
  const file = isAgain ? options.files?.at(-1) : undefined;
  const page = file === undefined ? first : (await shownPlan(app, basename(file))).page;
  if (page !== first) watch(page, troubles);
  const { width, height } = options.size ?? { width: 1280, height: 800 };
  await surely(() =>
    app.evaluate(({ BaseWindow }, size) => BaseWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height }),
  );
  return { app, process, page, workbench: new WorkbenchPage(page, app), troubles };
}

function commandOf(
  options: LaunchOptions & { readonly userData: string },
  first: readonly string[] = [],
): { args: string[]; env: Record<string, string> } {
  return {
    args: [
      ...first,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--force-device-scale-factor=1',
      '--font-render-hinting=none',
      '--disable-gpu',
      root,
      ...(options.files ?? []),
    ],
    env: {
      ...(process.env as Record<string, string>),
      ...ownDisplay(),
      PIPEDRAFT_USER_DATA: options.userData,
      PIPEDRAFT_TODAY: options.today ?? '2026-11-21',
      ...options.env,
    },
  };
}

/** Starts the application beside a running one with the same user data. @returns once it has ended, which it does at once */
export async function startAgain(options: LaunchOptions & { readonly userData: string }): Promise<void> {
  const { args, env } = commandOf(options);
  const second = spawn(executable, args, { env, stdio: 'ignore' });
  try {
    await once(second, 'exit', { signal: AbortSignal.timeout(20_000) });
  } finally {
    second.kill('SIGKILL');
  }
}

/** Starts the application, and waits until it ends by itself. @returns its exit code, and what it wrote to standard output */
export async function runOnce(options: LaunchOptions & { readonly userData: string }): Promise<{ code: number | null; output: string }> {
  const { args, env } = commandOf(options);
  const once = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  once.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const code = await new Promise<number | null>((done, fail) => {
      once.on('error', fail);
      once.on('close', done);
    });
    return { code, output };
  } finally {
    once.kill('SIGKILL'); // after a test that ran out of time
  }
}

/** Waits until the application has ended by itself. */
export async function ended({ process }: Pick<Running, 'process'>): Promise<void> {
  if (runs(process)) await once(process, 'exit', { signal: AbortSignal.timeout(20_000) });
}

function runs({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** A program that starts the application under the system's tracer. */
function traced(log: string): string {
  const program = `${log}.sh`;
  const calls = 'connect,sendto,sendmsg,sendmmsg';
  writeFileSync(program, `#!/bin/sh\nexec strace -f --seccomp-bpf -qq -e trace=${calls} -o '${log}' '${executable}' "$@"\n`, {
    mode: 0o755,
  });
  return program;
}

/** Ends the application at once: closing would ask about unsaved work. */
export async function stop({ app, process }: Pick<Running, 'app' | 'process'>): Promise<void> {
  if (!runs(process)) return;
  const ended = once(process, 'exit');
  const late = setTimeout(() => process.kill('SIGKILL'), 10_000); // a main process that does not respond
  // the process ends before it can answer
  await Promise.race([app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined), ended]);
  await ended;
  clearTimeout(late);
}

/** @param troubles gets the errors of the page */
function watch(page: Page, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    // the page's policy blocks scripts of the test tool, which causes these messages
    if (message.type() === 'error' && !/TrustedScript|^Blocked script execution in 'app:.*sandboxed/.test(message.text()))
      troubles.push(message.text());
  });
}

/** True if a test is recorded: at its second try, or on demand. A recording costs a quarter of the time of a test. */
function traces({ retry }: { readonly retry: number }): boolean {
  return retry > 0 || process.env['PIPEDRAFT_TRACE'] === '1';
}

interface Fixtures {
  /** A temporary folder for one test. */
  folder: string;
  /** Starts the application with a fresh user-data folder and ends it after the test. */
  start: (options?: LaunchOptions) => Promise<Running>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the dependencies of a fixture from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'pipedraft-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); // helper processes may still be writing
  },
  start: async ({ folder }, use, info) => {
    const running: Running[] = [];
    await use(async (options = {}) => {
      const one = await launch({ userData: join(folder, 'user-data'), ...options });
      running.push(one);
      if (traces(info)) await one.app.context().tracing.start({ screenshots: true, snapshots: true });
      return one;
    });
    for (const one of running) {
      const failed = info.status !== info.expectedStatus;
      if (traces(info)) {
        await one.app
          .context()
          .tracing.stop(failed ? { path: info.outputPath('trace.zip') } : {})
          .catch(() => undefined); // the window may be gone
      }
      await stop(one);
    }
  },
});

export { expect };
