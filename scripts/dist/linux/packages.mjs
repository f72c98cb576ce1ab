/** The packages for Linux, from the folder of the program. */
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError, progress } from '../../bootstrap/talk.mjs';
import { dateAll, treeOf } from '../files.mjs';
import { makeDeb } from './deb.mjs';
import { program, writeShare } from './desktop.mjs';
import { makeRpm } from './rpm.mjs';
import { makeTar } from './tar.mjs';

/**
 * What a package is made of.
 * @typedef {object} LinuxPackage
 * @property {string} tree folder with the files as they will be installed, from the top of the file system
 * @property {string} out folder for the package
 * @property {string} base beginning of its name
 * @property {string} version
 * @property {Date} date of all files
 * @property {string} description one line
 * @property {boolean} quick packs in seconds rather than small
 */

/**
 * @param {object} from
 * @param {string} from.root the checkout
 * @param {string} from.unpacked folder of the program
 * @param {string} from.work folder for what is needed on the way
 * @param {string} from.out
 * @param {string} from.appIcons
 * @param {string} from.planIcons
 * @param {string} from.version
 * @param {Date} from.date
 * @param {string} from.description
 * @param {boolean} from.quick packs in seconds rather than small
 * @param {ReadonlySet<string>} from.kinds of `deb`, `rpm` and `tar.gz`
 * @returns {Promise<string[]>} paths of the packages
 */
export async function linuxPackages({ root, unpacked, work, out, appIcons, planIcons, version, date, description, kinds, quick }) {
  for (const [kind, tool] of Object.entries({ deb: 'dpkg-deb', rpm: 'rpmbuild' }))
    if (kinds.has(kind) && !onPath(tool))
      throw new SetupError(
        `${tool} is missing.`,
        `Install it (apt-get install ${kind === 'rpm' ? 'rpm' : 'dpkg'}), or name other packages with --only=tar.gz.`,
      );
  plainModes(unpacked);
  const share = join(work, 'share');
  writeShare({ root, appIcons, planIcons }, share);
  plainModes(share); // a checkout has the modes of whoever made it
  const made = [];
  const base = 'pipedraft';
  if (kinds.has('deb') || kinds.has('rpm')) {
    const tree = join(work, 'tree');
    systemTree(unpacked, share, tree);
    const of = { tree, out, base, version, date, description, quick };
    if (kinds.has('deb')) made.push(await progress('Packing the deb', () => makeDeb(of)));
    if (kinds.has('rpm')) made.push(await progress('Packing the rpm', () => makeRpm(of)));
    rmSync(tree, { recursive: true });
  }
  if (kinds.has('tar.gz')) {
    const folder = join(work, 'archive');
    mkdirSync(folder, { recursive: true });
    cpSync(unpacked, join(folder, 'program'), { recursive: true, verbatimSymlinks: true });
    cpSync(share, join(folder, 'share'), { recursive: true });
    copyFileSync(join(dirname(fileURLToPath(import.meta.url)), 'install.sh'), join(folder, 'install.sh'));
    chmodSync(join(folder, 'install.sh'), 0o755);
    const top = `${base}-${version}-linux-x64`;
    made.push(await progress('Packing the tar.gz', () => makeTar({ folder, file: join(out, `${top}.tar.gz`), top, date, quick })));
    rmSync(folder, { recursive: true });
  }
  return made;
}

/** The files as they lie on a system that has the package. @param {string} unpacked @param {string} share @param {string} tree */
function systemTree(unpacked, share, tree) {
  const home = join(tree, 'opt', 'Pipedraft');
  mkdirSync(home, { recursive: true });
  cpSync(unpacked, home, { recursive: true, verbatimSymlinks: true });
  // the helper of Chromium's sandbox, for systems on which an ordinary user may not make namespaces
  chmodSync(join(home, 'chrome-sandbox'), 0o4755);
  cpSync(share, join(tree, 'usr', 'share'), { recursive: true });
  mkdirSync(join(tree, 'usr', 'bin'), { recursive: true });
  symlinkSync(`../../opt/Pipedraft/${program}`, join(tree, 'usr', 'bin', program));
  for (const { path, kind } of treeOf(tree)) if (kind === 'folder') chmodSync(path, 0o755);
  chmodSync(tree, 0o755);
}

/** Programs and libraries keep their right to be run; nothing else depends on who built it. @param {string} folder */
function plainModes(folder) {
  for (const { path, kind, mode } of treeOf(folder))
    if (kind !== 'link') chmodSync(path, kind === 'folder' || mode & 0o100 ? 0o755 : 0o644);
  chmodSync(folder, 0o755);
  dateAll(folder, new Date(0));
}

/** @param {string} tool */
function onPath(tool) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, tool)));
}
