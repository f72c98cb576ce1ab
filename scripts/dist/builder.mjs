/** What electron-builder is told, and starting it. It makes the folder of the program on every system, and the installers of Windows and macOS. */
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { npm } from '../bootstrap/dependencies.mjs';
import { SetupError, progress } from '../bootstrap/talk.mjs';
import { electronFuses } from './fuses.mjs';
import { program } from './linux/desktop.mjs';

/** Installs electron-builder in this folder when it is not there: it brings 280 packages that no other work needs. @param {string} here */
export async function ensureBuilder(here) {
  if (existsSync(join(here, 'node_modules', 'electron-builder', 'package.json'))) return;
  await progress('Installing electron-builder', async () => {
    const { code, output } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: here });
    if (code !== 0)
      throw new SetupError(`electron-builder could not be installed:\n${output.trim()}`, 'Check that the npm registry can be reached.');
  });
}

/**
 * The configuration. Paths are absolute, so that nothing depends on where it is started.
 * @param {object} from
 * @param {string} from.app folder of the built application, with its package.json
 * @param {string} from.out folder for what is made
 * @param {string} from.icons folder of icon.ico and icon.icns
 * @param {string} from.extras folder whose content goes beside the application's archive
 * @param {string} from.here scripts/dist
 * @param {{ version: string; dist: string }} from.runtime
 */
export function configuration({ app, out, icons, extras, here, runtime }) {
  return {
    appId: 'io.github.pipedraft',
    productName: 'Pipedraft',
    copyright: 'Copyright © 2026 The Pipedraft authors',
    directories: { app, output: out, buildResources: icons },
    files: ['out/**', 'package.json', '!node_modules/**'],
    extraResources: [{ from: extras, to: '.' }],
    asar: true,
    npmRebuild: false,
    publish: null,
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    electronFuses,
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    // an application that lies in the runtime would be one more in the package
    afterExtract: (/** @type {{ appOutDir: string }} */ { appOutDir }) => {
      for (const name of ['app', 'default_app.asar']) rmSync(join(appOutDir, 'resources', name), { recursive: true, force: true });
    },
    linux: { target: ['dir'], executableName: program, icon: icons, category: 'Development' },
    win: { target: ['nsis', 'zip'], icon: join(icons, 'icon.ico') },
    nsis: {
      artifactName: '${productName}-${version}-setup-${arch}.${ext}',
      oneClick: false, // the assistant asks whether to install for oneself or for everybody; /S answers with /currentuser or /allusers
      perMachine: false,
      allowElevation: true,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false, // settings and unsaved work are the user's
      include: join(here, 'windows', 'installer.nsh'),
    },
    mac: {
      target: ['dmg', 'zip'],
      icon: join(icons, 'icon.icns'),
      category: 'public.app-category.developer-tools',
      hardenedRuntime: true,
      // signed when the machine has a certificate, see docs/releasing.md
      ...(process.env.CSC_LINK || process.env.CSC_NAME ? {} : { identity: null }),
      // macOS, too, knows files by the part after the last dot: Pipedraft offers itself, and takes nothing from other programs
      fileAssociations: [{ ext: ['yaml', 'yml', 'json'], name: 'Pipedraft plan', role: 'Editor', rank: 'Alternate' }],
    },
  };
}

/**
 * Runs electron-builder on the system it builds for.
 * @param {ReturnType<typeof configuration>} config
 * @param {{ here: string; targets?: readonly string[]; prepackaged?: string }} how
 * @returns {Promise<string[]>} paths of the packages
 */
export async function build(config, { here, targets, prepackaged }) {
  const { build: start, Platform } = createRequire(join(here, 'package.json'))('electron-builder');
  const platform = { darwin: Platform.MAC, win32: Platform.WINDOWS }[/** @type {string} */ (process.platform)] ?? Platform.LINUX;
  try {
    return await start({
      config,
      publish: 'never',
      projectDir: here,
      ...(prepackaged && { prepackaged }),
      targets: platform.createTarget(targets ?? null),
    });
  } catch (error) {
    throw new SetupError(
      `electron-builder failed: ${error instanceof Error ? error.message : String(error)}`,
      'See what it says above. On Windows and macOS it downloads its tools, which needs a network.',
    );
  }
}
