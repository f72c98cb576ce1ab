/** Requirements on the machine: on Linux some shared libraries, and a display or a virtual one. Built-ins only. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError, progress, run, say } from './talk.mjs';

/** Debian's packages that bring what Electron and its tests need. Source: Electron's Linux build notes, tried on Debian 12. */
const libraryPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libnotify4'];
const displayPackages = ['xvfb', 'xauth'];
/** Programs that tests look at PDF files with, and the packages that bring them. */
const pdfPrograms = { pdfinfo: 'poppler-utils', qpdf: 'qpdf' };

/** True if a window can be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Electron refuses its sandbox to root; that is for tests and servers only. */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Sees to it that the runtime's shared libraries are there, and what else is asked for.
 * @param {string} executable the Electron program
 * @param {{ virtualDisplay?: boolean; pdfTools?: boolean; trace?: boolean }} needs
 */
export async function ensureSystem(executable, needs) {
  if (process.platform !== 'linux') return;
  /** @type {string[]} */
  const packages = [];
  const missing = await missingLibraries(executable);
  if (missing.length > 0) packages.push(...libraryPackages);
  if (needs.virtualDisplay && !(onPath('Xvfb') && onPath('xauth'))) packages.push(...displayPackages);
  if (needs.pdfTools) for (const [program, name] of Object.entries(pdfPrograms)) if (!onPath(program)) packages.push(name);
  if (needs.trace && !onPath('strace')) packages.push('strace');
  if (packages.length === 0) return;

  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!(isRoot() && onPath('apt-get'))) {
    const what =
      missing.length > 0
        ? `These shared libraries are missing: ${missing.join(', ')}.`
        : `These programs are missing: ${packages.join(', ')}.`;
    throw new SetupError(
      what,
      onPath('apt-get')
        ? `Install them with:\n  sudo ${command}`
        : `Install the packages of your distribution that correspond to Debian's: ${packages.join(' ')}.`,
    );
  }
  say(`Needed from Debian: ${packages.join(' ')}`);
  await progress('Installing them', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = () => run('sh', ['-c', command], { env });
    let result = await install();
    if (result.code !== 0) {
      await run('apt-get', ['update'], { env }); // the package lists may be older than the packages
      result = await install();
    }
    if (result.code !== 0)
      throw new SetupError(
        `apt-get could not install them:\n${result.output.trim()}`,
        `Run it yourself and see what it says:\n  ${command}`,
      );
  });
  const still = await missingLibraries(executable);
  if (still.length > 0)
    throw new SetupError(
      `These shared libraries are still missing: ${still.join(', ')}.`,
      'Install the packages that bring them, then run the same command again.',
    );
}

/** @param {string} executable @returns {Promise<string[]>} */
async function missingLibraries(executable) {
  const { output, code } = await run('ldd', [executable]);
  if (code !== 0) return [];
  return [...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)));
}

/**
 * The command line that runs a program under a screen of its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function underVirtualDisplay(command, args) {
  return ['xvfb-run', ['-a', '-s', '-screen 0 1920x1200x24', command, ...args]];
}
