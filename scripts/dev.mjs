/**
 * `npm run dev [-- FILE]`: the real application during development. The window loads changed modules immediately; a change of the main
 * process or the preload script restarts or reloads it. Switches go to electron-vite: --inspect=5858, --remoteDebuggingPort=9222. Plans
 * and settings are those of a folder of its own, out/dev/.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem, hasDisplay, isRoot, underVirtualDisplay } from './bootstrap/system.mjs';
import { SetupError, say } from './bootstrap/talk.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  await ensureDependencies(root);
  const { executable } = await findRuntime(root);
  const display = hasDisplay();
  await ensureSystem(executable, { virtualDisplay: !display });
  if (!display) say('There is no display: the window runs on a virtual one.');
  const folder = join(root, 'out', 'dev');
  mkdirSync(join(folder, 'app'), { recursive: true });
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'app', 'package.json'), JSON.stringify({ ...about, main: '../main/index.js' }));
  const given = process.argv.slice(2);
  const switches = given.filter((argument) => argument.startsWith('-'));
  const files = given.filter((argument) => !argument.startsWith('-')).map((file) => resolve(process.env.INIT_CWD ?? process.cwd(), file));
  const args = [
    ...[join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'dev', root],
    // its own folder: a build in out/ stays what it was, so tests never run on a development build
    ...['--watch', '--sourcemap', '--outDir', folder, '--entry', join(folder, 'app')],
    ...(process.platform === 'linux' && isRoot() ? ['--noSandbox'] : []),
    ...switches,
    ...(files.length > 0 ? ['--', ...files] : []),
  ];
  const [command, whole] = display ? [process.execPath, args] : underVirtualDisplay(process.execPath, args);
  const child = spawn(command, whole, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32', // a group of its own, so that a virtual display and the application end with it
    env: {
      ...process.env,
      ELECTRON_EXEC_PATH: executable,
      PIPEDRAFT_DEV_PORT: String(await freePort()),
      PIPEDRAFT_USER_DATA: process.env.PIPEDRAFT_USER_DATA ?? join(folder, 'user-data'),
    },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => end(child, signal));
  process.exitCode = await new Promise((done) => child.on('close', (code) => done(code ?? 1)));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function end(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') child.kill(signal);
  else process.kill(-child.pid, signal);
}

/** @returns {Promise<number>} a port of this machine that nothing listens on */
function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 5173));
    });
  });
}
