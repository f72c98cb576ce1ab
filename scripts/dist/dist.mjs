/**
 * `npm run dist`: the packages of this system, into out/dist/. Options: `--trial` takes the runtime at hand when the pinned Electron cannot
 * be downloaded, into out/dist-trial/ and packed in seconds, for tests of the packages and not for anybody else; `--only=deb,rpm` makes these alone;
 * `--appimage` makes an AppImage as well, whose tools electron-builder downloads.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ensureDependencies } from '../bootstrap/dependencies.mjs';
import { findRuntime } from '../bootstrap/runtime.mjs';
import { SetupError, progress, run, say } from '../bootstrap/talk.mjs';
import { build as buildApplication } from '../build.mjs';
import { build, configuration, ensureBuilder } from './builder.mjs';
import { writeSums } from './files.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/** How much the application may add to a download of the runtime. */
const mostAdded = 12 * 1024 * 1024;

const linuxKinds = ['deb', 'rpm', 'tar.gz'];

try {
  const options = optionsOf(process.argv.slice(2));
  await ensureDependencies(root);
  const runtime = await runtimeFor(options.trial);
  await buildApplication(root);
  await ensureBuilder(here);
  const date = await sourceDate();
  const out = join(root, 'out', options.trial ? 'dist-trial' : 'dist');
  const work = join(out, 'work');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const made = await makePackages({ ...options, runtime, date, out, work });
  copyFileSync(join(work, 'extras', 'licences', 'sbom.cdx.json'), join(out, 'sbom.cdx.json'));
  writeSums(out, [...made, join(out, 'sbom.cdx.json')]);
  rmSync(work, { recursive: true, force: true });
  for (const file of made) say(`  ${basename(file)} (${megabytes(statSync(file).size)})`);
  say(`SHA256SUMS and sbom.cdx.json are beside them, in ${out}.`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

/** @param {readonly string[]} words */
function optionsOf(words) {
  const options = { trial: false, appimage: false, kinds: new Set(linuxKinds) };
  for (const word of words) {
    if (word === '--trial') options.trial = true;
    else if (word === '--appimage') options.appimage = true;
    else if (word.startsWith('--only=')) options.kinds = new Set(word.slice('--only='.length).split(','));
    else throw new SetupError(`"${word}" is no option of this.`, 'There are --trial, --appimage and --only=deb,rpm,tar.gz.');
  }
  const unknown = [...options.kinds].find((kind) => !linuxKinds.includes(kind));
  if (unknown !== undefined) throw new SetupError(`There is no package "${unknown}".`, `Name some of ${linuxKinds.join(', ')}.`);
  return options;
}

/** @param {boolean} trial @returns {Promise<{ version: string; dist: string; executable: string }>} */
async function runtimeFor(trial) {
  const { executable, version } = await findRuntime(root);
  const pinned = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version;
  if (version !== pinned && !trial)
    throw new SetupError(
      `Packages are made with Electron ${pinned}, and this machine has ${version} only.`,
      'Build where the releases of Electron can be reached, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with that version. To test the packages with what there is: npm run dist -- --trial',
    );
  // on a Mac the program is three folders down
  return { version, executable, dist: process.platform === 'darwin' ? join(dirname(executable), '..', '..', '..') : dirname(executable) };
}

/** The date that all files get: that of SOURCE_DATE_EPOCH, or else of the last commit. */
async function sourceDate() {
  const set = process.env.SOURCE_DATE_EPOCH;
  if (set !== undefined && /^\d+$/.test(set)) return new Date(Number(set) * 1000);
  const { code, stdout } = await run('git', ['log', '-1', '--format=%ct'], { cwd: root });
  if (code !== 0) throw new SetupError('The date of the source is not known.', 'Set SOURCE_DATE_EPOCH, or build in a git checkout.');
  return new Date(Number(stdout.trim()) * 1000);
}

/**
 * @param {object} from
 * @param {{ version: string; dist: string; executable: string }} from.runtime
 * @param {Date} from.date
 * @param {string} from.out
 * @param {string} from.work
 * @param {ReadonlySet<string>} from.kinds
 * @param {boolean} from.appimage
 * @param {boolean} from.trial
 */
async function makePackages({ runtime, date, out, work, kinds, appimage, trial }) {
  // these need packages that ensureDependencies installs
  const [{ drawIcons }, { checkFuses }, { sbom }] = await Promise.all([import('./icons.mjs'), import('./fuses.mjs'), import('./sbom.mjs')]);
  const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [appIcons, planIcons] = [join(work, 'icons'), join(work, 'plan-icons')];
  drawIcons(join(root, 'resources', 'icons', 'pipedraft.svg'), appIcons);
  drawIcons(join(root, 'resources', 'icons', 'plan.svg'), planIcons);
  const app = stage(join(work, 'app'));
  const extras = join(work, 'extras');
  mkdirSync(join(extras, 'licences'), { recursive: true });
  for (const name of ['LICENSE', 'THIRD-PARTY-LICENCES.md']) copyFileSync(join(root, name), join(extras, 'licences', name));
  for (const name of readdirSync(runtime.dist).filter((one) => /^LICENSE/.test(one)))
    copyFileSync(join(runtime.dist, name), join(extras, 'licences', name === 'LICENSE' ? 'LICENSE.electron.txt' : name));
  if (process.platform === 'win32') copyFileSync(join(planIcons, 'icon.ico'), join(extras, 'plan.ico'));
  const list = sbom(root, versionsOf(runtime.executable), date);
  writeFileSync(join(extras, 'licences', 'sbom.cdx.json'), `${JSON.stringify(list, null, 2)}\n`);
  const config = configuration({ app, out: join(work, 'built'), icons: appIcons, extras, here, runtime });
  process.env.SOURCE_DATE_EPOCH = String(date.getTime() / 1000);
  const packages = await progress('Making the program', () => build(config, { here }));
  const unpacked = unpackedIn(join(work, 'built'));
  await checkFuses(programIn(unpacked));
  say('  The fuses are set, and were read back.');
  checkSize(unpacked);
  if (process.platform === 'linux') {
    const { linuxPackages } = await import('./linux/packages.mjs');
    const made = await linuxPackages({ root, unpacked, work, out, appIcons, planIcons, version, date, description, kinds, quick: trial });
    return appimage ? [...made, ...(await moved(await build(config, { here, targets: ['AppImage'], prepackaged: unpacked }), out))] : made;
  }
  return moved(packages, out);
}

/** The folder that goes into the archive: what was built, and a package.json that says what is needed at run time. @param {string} folder */
function stage(folder) {
  const { name, productName, version, description, license, type, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  for (const part of ['main', 'preload', 'renderer']) cpSync(join(root, 'out', part), join(folder, 'out', part), { recursive: true });
  const author = 'The Pipedraft authors';
  const manifest = { name, productName, version, description, author, license, type, main, desktopName: 'pipedraft.desktop' };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
}

/** The versions of the runtime, by its own word. @param {string} executable @returns {Record<string, string>} */
function versionsOf(executable) {
  return JSON.parse(
    execFileSync(executable, ['-p', 'JSON.stringify(process.versions)'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    }),
  );
}

/** @param {string} built */
function unpackedIn(built) {
  const found = readdirSync(built).find((name) => /^(linux|win)(-\w+)?-unpacked$|^mac(-\w+)?$/.test(name));
  if (found === undefined) throw new SetupError('electron-builder made no program.', 'See what it says above.');
  return join(built, found);
}

/** @param {string} unpacked */
function programIn(unpacked) {
  const names = ['pipedraft-desktop', 'Pipedraft.exe', 'Pipedraft.app'];
  const found = names.map((name) => join(unpacked, name)).find((path) => existsSync(path));
  if (found === undefined) throw new SetupError(`There is no program in ${unpacked}.`, 'See what electron-builder says above.');
  return found;
}

/** Refuses an application that has grown beyond what it may add. @param {string} unpacked */
function checkSize(unpacked) {
  const resources = process.platform === 'darwin' ? join(unpacked, 'Pipedraft.app', 'Contents', 'Resources') : join(unpacked, 'resources');
  const own = [
    join(resources, 'app.asar'),
    ...['LICENSE', 'THIRD-PARTY-LICENCES.md', 'sbom.cdx.json'].map((name) => join(resources, 'licences', name)),
  ];
  const onDisk = own.reduce((sum, file) => sum + statSync(file).size, 0);
  const packed = own.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  say(`  Our own files over the runtime: ${megabytes(packed)} packed, ${megabytes(onDisk)} installed.`);
  if (packed > mostAdded)
    throw new SetupError(
      `Our own files are ${megabytes(packed)} packed; they may be ${megabytes(mostAdded)}.`,
      'Find what has grown, and make it smaller.',
    );
}

/** @param {readonly string[]} files @param {string} out @returns {Promise<string[]>} */
async function moved(files, out) {
  return files
    .filter((file) => /\.(exe|zip|dmg|AppImage)$/.test(file))
    .map((file) => {
      const to = join(out, basename(file));
      copyFileSync(file, to);
      return to;
    });
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
