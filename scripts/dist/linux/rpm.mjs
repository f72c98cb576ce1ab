/** The RPM package, made by rpmbuild from the files as they are. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError, run } from '../../bootstrap/talk.mjs';
import { dateAll, treeOf } from '../files.mjs';

/** What Electron needs: the libraries themselves, since distributions name their packages differently. */
const requires = ['libasound.so.2', 'libatk-bridge-2.0.so.0', 'libgbm.so.1', 'libgtk-3.so.0', 'libnss3.so', 'libXss.so.1'].map(
  (library) => `${library}()(64bit)`,
);

/** @param {import('./packages.mjs').LinuxPackage} of @returns {Promise<string>} path of the package */
export async function makeRpm({ tree, out, base, version, date, description, quick }) {
  const work = mkdtempSync(join(tmpdir(), 'pipedraft-rpm-'));
  try {
    dateAll(tree, date);
    const buildRoot = join(work, 'root');
    const spec = join(work, 'pipedraft.spec');
    mkdirSync(join(work, 'rpms'));
    writeFileSync(spec, specOf({ tree, version, description, buildRoot, quick }));
    const { code, output } = await run('rpmbuild', ['-bb', '--quiet', '--target', 'x86_64', '--define', `_topdir ${work}`, spec], {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(date.getTime() / 1000) },
    });
    if (code !== 0)
      throw new SetupError(`rpmbuild could not make the package:\n${output.trim()}`, 'Install rpm (apt-get install rpm), and try again.');
    const [made] = readdirSync(join(work, 'rpms'));
    const file = join(out, `${base}-${version}-1.x86_64.rpm`);
    copyFileSync(join(work, 'rpms', made ?? ''), file); // a rename does not reach another disk
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {{ tree: string; version: string; description: string; buildRoot: string; quick: boolean }} of */
function specOf({ tree, version, description, buildRoot, quick }) {
  const files = treeOf(tree)
    .filter(({ name, kind }) => kind !== 'folder' || name.startsWith('opt/Pipedraft'))
    .map(({ name, kind, mode }) => {
      const path = `"/${name}"`;
      if (kind === 'folder') return `%dir %attr(0755,root,root) ${path}`;
      return kind === 'link' ? path : `%attr(${mode.toString(8).padStart(4, '0')},root,root) ${path}`;
    });
  const refresh = [
    'update-desktop-database -q /usr/share/applications >/dev/null 2>&1 || :',
    'update-mime-database /usr/share/mime >/dev/null 2>&1 || :',
    'gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor >/dev/null 2>&1 || :',
  ];
  return [
    '%define _build_id_links none',
    '%define debug_package %{nil}',
    '%define __os_install_post %{nil}',
    `%define _binary_payload ${quick ? 'w1.gzdio' : 'w6.xzdio'}`,
    '%define _buildhost localhost',
    '%define use_source_date_epoch_as_buildtime 1',
    '%define clamp_mtime_to_source_date_epoch 1',
    '%define _rpmdir %{_topdir}/rpms',
    '%define _rpmfilename pipedraft.rpm',
    'Name: pipedraft',
    `Version: ${version}`,
    'Release: 1',
    `Summary: ${description}`,
    'License: MIT',
    'AutoReqProv: no',
    ...requires.map((one) => `Requires: ${one}`),
    `BuildRoot: ${buildRoot}`,
    '%description',
    'Pipedraft works without a network. Plans are text files that fit into git.',
    '%install',
    'mkdir -p "%{buildroot}"',
    `cp -a "${tree}/." "%{buildroot}/"`,
    '%post',
    ...refresh,
    '%postun',
    ...refresh,
    '%files',
    ...files,
    '',
  ].join('\n');
}
