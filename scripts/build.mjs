/** `npm run build`: the application (main, preload, window) and the command, into out/. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { SetupError, progress, run, say } from './bootstrap/talk.mjs';

/**
 * Builds what is missing or older than its sources.
 * @param {string} root the checkout, with its dependencies installed
 */
export async function build(root) {
  const marker = join(root, 'out', '.built');
  const key = sourceKey(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === key) return;
  rmSync(marker, { force: true }); // a build that is cut off must not look finished
  await progress('Building Pipedraft', async () => {
    await step(root, 'electron-vite', ['build', '--logLevel', 'warn']);
    await step(root, 'vite', ['build', '-c', 'vite.cli.config.ts', '--logLevel', 'warn']);
    await step(root, 'vite', ['build', '-c', 'vite.cli.config.ts', '--mode', 'single', '--logLevel', 'warn']);
  });
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, key);
}

/** @param {string} root @param {string} program @param {readonly string[]} args */
async function step(root, program, args) {
  const bin = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${program}.cmd` : program);
  const { code, output } = await run(bin, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
  if (code !== 0)
    throw new SetupError(`The build failed (${program}):\n${output.trim()}`, 'Fix what it says, then run the same command again.');
}

/** Changes whenever a source does. @param {string} root */
function sourceKey(root) {
  const hash = createHash('sha256');
  const files = ['src', 'resources', 'build', 'docs', 'tests/engine/validate/rules'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [
    ...files.sort(),
    ...['package.json', 'package-lock.json', 'electron.vite.config.ts', 'vite.cli.config.ts'].map((name) => join(root, name)),
  ]) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  try {
    await ensureDependencies(root);
    rmSync(join(root, 'out', '.built'), { force: true });
    await build(root);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
