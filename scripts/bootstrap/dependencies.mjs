/** Installs the packages of package-lock.json when they are missing, out of date or half installed. Built-ins only. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, progress, run } from './talk.mjs';

const minimumNode = [20, 19];

/**
 * Makes `node_modules` match the lock file.
 * @param {string} root the checkout
 */
export async function ensureDependencies(root) {
  checkNode();
  const marker = join(root, 'node_modules', '.pipedraft-ready');
  const key = lockKey(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === key) return;

  rmSync(marker, { force: true }); // an install that is cut off must not look finished
  await progress('Installing the packages that Pipedraft is built with', async () => {
    const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: root });
    if (code !== 0) {
      throw new SetupError(
        `npm could not install the packages:\n${output.trim()}`,
        'Check that the npm registry can be reached (npm ping), then run the same command again: it starts over cleanly.',
      );
    }
  });
  writeFileSync(marker, key);
}

/**
 * Runs npm, the one that started us when there is one.
 * @param {readonly string[]} args
 * @param {{ cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number }} [options]
 */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.js$/.test(cli)) return run(process.execPath, [cli, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = minimumNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new SetupError(
    `Pipedraft needs Node ${minimumNode.join('.')} or newer; this is ${process.versions.node}.`,
    'Install a current Node from your package manager or nodejs.org, then run the same command again.',
  );
}

/** Changes whenever what must be installed changes. @param {string} root */
function lockKey(root) {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(root, 'package-lock.json')));
  hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  return hash.digest('hex');
}
