/** The Debian package, made by dpkg-deb. It has no scripts: Debian's own triggers see to menus, kinds of files and icons. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, run } from '../../bootstrap/talk.mjs';
import { dateAll, sizeOf } from '../files.mjs';

/** What Electron needs of Debian and Ubuntu, under its older and newer names. */
const depends = [
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libc6 (>= 2.28)',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libxss1',
  'xdg-utils',
];

/** @param {import('./packages.mjs').LinuxPackage} of @returns {Promise<string>} path of the package */
export async function makeDeb({ tree, out, base, version, date, description, quick }) {
  const control = join(tree, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(
    join(control, 'control'),
    [
      'Package: pipedraft',
      `Version: ${version}`,
      'Architecture: amd64',
      'Maintainer: The Pipedraft authors <pipedraft@invalid>',
      `Installed-Size: ${Math.ceil(sizeOf(tree) / 1024)}`,
      `Depends: ${depends.join(', ')}`,
      'Section: devel',
      'Priority: optional',
      `Description: ${description}`,
      ' Pipedraft works without a network. Plans are text files that fit into git.',
      '',
    ].join('\n'),
  );
  dateAll(tree, date);
  const file = join(out, `${base}_${version}_amd64.deb`);
  const { code, output } = await run('dpkg-deb', ['--root-owner-group', ...(quick ? ['-Zgzip', '-z1'] : ['-Zxz']), '--build', tree, file], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(date.getTime() / 1000), DPKG_DEB_THREADS_MAX: '1' },
  });
  rmSync(control, { recursive: true });
  if (code !== 0) throw new SetupError(`dpkg-deb could not make the package:\n${output.trim()}`, 'Install dpkg, and try again.');
  return file;
}
