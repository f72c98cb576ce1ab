/**
 * `npm start [-- FILE]`: installs what is missing, finds an Electron runtime, builds, and opens the window. On Linux without a display the same
 * application runs on a virtual one and leaves what it made in out/demo/.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem, hasDisplay, isRoot, underVirtualDisplay } from './bootstrap/system.mjs';
import { SetupError, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const example = 'resources/examples/churn-scoring.pipedraft.yaml';

try {
  await ensureDependencies(root);
  const { executable } = await findRuntime(root);
  const display = hasDisplay();
  await ensureSystem(executable, { virtualDisplay: !display });
  await build(root);
  const files = process.argv.slice(2).map((file) => (file.startsWith('-') ? file : resolve(process.env.INIT_CWD ?? process.cwd(), file)));
  process.exitCode = display ? await open(executable, files) : await demonstrate(executable, files);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

/** Opens the window, and waits until it is closed. @param {string} executable @param {readonly string[]} files */
function open(executable, files) {
  if (isRoot()) say('Running as root, so without the sandbox.');
  return wait(executable, [...sandbox(), root, ...files], process.env);
}

/** Runs the application where nobody can look. @param {string} executable @param {readonly string[]} files */
async function demonstrate(executable, files) {
  const folder = join(root, 'out', 'demo');
  const userData = mkdtempSync(join(tmpdir(), 'pipedraft-demo-'));
  rmSync(folder, { recursive: true, force: true });
  say('There is no display: Pipedraft runs on a virtual one and leaves what it makes in out/demo/.');
  const [command, args] = underVirtualDisplay(executable, [
    ...sandbox(),
    '--disable-gpu',
    '--force-device-scale-factor=1',
    root,
    ...(files.length > 0 ? files : [join(root, example)]),
  ]);
  const code = await wait(
    command,
    args,
    { ...process.env, PIPEDRAFT_DEMO: folder, PIPEDRAFT_USER_DATA: userData },
    /ERROR:|WARNING:|dbus|libva|Gtk/,
  );
  rmSync(userData, { recursive: true, force: true });
  if (code === 0)
    for (const file of readdirSync(folder).sort()) say(`  out/demo/${file} (${Math.ceil(statSync(join(folder, file)).size / 1024)} kB)`);
  return code;
}

function sandbox() {
  return process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : [];
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {RegExp} [noise] lines on standard error that a virtual display brings and that say nothing
 * @returns {Promise<number>}
 */
function wait(command, args, env, noise) {
  return new Promise((done, fail) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'inherit', noise ? 'pipe' : 'inherit'], env, cwd: root });
    child.stderr?.on('data', (chunk) => {
      const lines = String(chunk)
        .split('\n')
        .filter((line) => line.trim() && !noise?.test(line));
      if (lines.length > 0) say(lines.join('\n'));
    });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => child.kill(signal));
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 1));
  });
}
