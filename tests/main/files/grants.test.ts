import { copyFileSync, linkSync, mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { nodeDisk } from '#disk';
import { UserError } from '#engine/errors';
import { Grants, sameFile } from '../../../src/main/files/grants.ts';
import { diskWith } from '../../harness/faulty-disk.ts';
import { ownFolder } from '../../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const windows = process.platform === 'win32';

describe('a granted file', () => {
  it('may be used, and no other', async () => {
    const { folder, file } = made();
    const grants = new Grants('linux');
    expect(await grants.has(file)).toBe(false);
    expect(await grants.grant(file)).toBe(file);
    expect(await grants.has(file)).toBe(true);
    expect(await grants.assert(file)).toBe(file);
    writeFileSync(join(folder, 'other.yaml'), 'x');
    for (const other of [join(folder, 'other.yaml'), folder, join(folder, '..'), `${file}.bak`, '/etc/passwd', '', '\0'])
      expect(await grants.has(other), other).toBe(false);
  });

  it('is refused in words when it was not granted', async () => {
    const { file } = made();
    const error = await new Grants('linux').assert(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      problem: `"${file}" was not opened here, so Pipedraft leaves it alone.`,
      fix: 'Choose it with File > Open, or drop it on the window.',
    });
  });

  it('is the same by every way to write its path', async () => {
    const { folder, file } = made();
    const grants = new Grants('linux');
    await grants.grant(relative(process.cwd(), file));
    expect(await grants.has(file)).toBe(true);
    expect(await grants.assert(join(folder, 'x', '..', basename(file)))).toBe(file);
  });

  it('may be one that is yet to be written', async () => {
    const { folder } = made();
    const grants = new Grants('linux');
    const fresh = join(folder, 'fresh.yaml');
    expect(await grants.grant(fresh)).toBe(fresh);
    expect(await grants.has(fresh)).toBe(true);
    writeFileSync(fresh, 'x');
    expect(await grants.assert(fresh)).toBe(fresh);
  });

  it('in a folder that is not there cannot be granted', async () => {
    const { folder } = made();
    const grants = new Grants('linux');
    await expect(grants.grant(join(folder, 'none', 'plan.yaml'))).rejects.toBeInstanceOf(UserError);
    await expect(grants.assert(join(folder, 'none', 'plan.yaml'))).rejects.toBeInstanceOf(UserError);
  });

  it('in a folder that is not there says so in words for saving, where it is to be saved', async () => {
    const { folder } = made();
    const file = join(folder, 'none', 'plan.yaml');
    await expect(new Grants('linux').grant(file, 'save')).rejects.toMatchObject({
      problem: `There is no folder "${join(folder, 'none')}": "plan.yaml" was not saved.`,
    });
  });

  it('goes by capital and small letters only where the system does', async () => {
    const { file } = made();
    for (const [platform, same] of [
      ['win32', true],
      ['darwin', true],
      ['linux', false],
    ] as const) {
      const grants = new Grants(platform, diskWith({ realpath: (path) => Promise.resolve(path) }));
      await grants.grant(file);
      expect(await grants.has(file.toUpperCase()), platform).toBe(same);
    }
  });

  it.skipIf(windows)('is the file that a link leads to: the link may be used, until it is turned elsewhere', async () => {
    const { folder, file } = made();
    const link = join(folder, 'link.yaml');
    symlinkSync(file, link);
    const grants = new Grants('linux');
    expect(await grants.grant(link)).toBe(file);
    expect(await grants.assert(link)).toBe(file);
    expect(await grants.has(file)).toBe(true);
    unlinkSync(link);
    writeFileSync(join(folder, 'secret'), 'x');
    symlinkSync(join(folder, 'secret'), link);
    expect(await grants.has(link)).toBe(false);
    await expect(grants.assert(link)).rejects.toBeInstanceOf(UserError);
  });

  it.skipIf(windows)('that was replaced by a link to another file may not be used', async () => {
    const { folder, file } = made();
    const grants = new Grants('linux');
    await grants.grant(file);
    writeFileSync(join(folder, 'secret'), 'x');
    unlinkSync(file);
    symlinkSync('secret', file);
    expect(await grants.has(file)).toBe(false);
  });

  it.skipIf(windows)('in a folder that was replaced by a link to another may not be used', async () => {
    const { folder } = made();
    mkdirSync(join(folder, 'mine'));
    mkdirSync(join(folder, 'theirs'));
    for (const name of ['mine', 'theirs']) writeFileSync(join(folder, name, 'plan.yaml'), name);
    const grants = new Grants('linux');
    await grants.grant(join(folder, 'mine', 'plan.yaml'));
    renameSync(join(folder, 'mine'), join(folder, 'away'));
    symlinkSync('theirs', join(folder, 'mine'));
    expect(await grants.has(join(folder, 'mine', 'plan.yaml'))).toBe(false);
  });
});

describe('two paths', () => {
  it('are one file by what the file system says, and not by what is in them', async () => {
    const { folder, file } = made();
    copyFileSync(file, join(folder, 'copy.yaml'));
    expect(await sameFile(file, file, 'linux')).toBe(true);
    expect(await sameFile(file, join(folder, 'copy.yaml'), 'linux')).toBe(false);
  });

  it.skipIf(windows)('are one file through links of either kind', async () => {
    const { folder, file } = made();
    symlinkSync(file, join(folder, 'soft.yaml'));
    linkSync(file, join(folder, 'hard.yaml'));
    expect(await sameFile(file, join(folder, 'soft.yaml'), 'linux')).toBe(true);
    expect(await sameFile(file, join(folder, 'hard.yaml'), 'linux')).toBe(true);
  });

  it('are compared by name when one is not there, as the system compares names', async () => {
    const { folder } = made();
    const [a, b] = [join(folder, 'none.yaml'), join(folder, 'NONE.yaml')];
    expect(await sameFile(a, a, 'linux')).toBe(true);
    expect(await sameFile(a, b, 'linux')).toBe(false);
    expect(await sameFile(a, b, 'darwin')).toBe(true);
    expect(await sameFile(a, b, 'win32')).toBe(true);
  });

  it('are compared by name where the drive numbers no files', async () => {
    const { folder, file } = made();
    copyFileSync(file, join(folder, 'copy.yaml'));
    const disk = diskWith({ stat: async (path) => ({ ...(await nodeDisk.stat(path)), ino: '0' }) });
    expect(await sameFile(file, join(folder, 'copy.yaml'), 'linux', disk)).toBe(false);
    expect(await sameFile(file, file, 'linux', disk)).toBe(true);
  });

  it('that cannot be looked at are refused in words', async () => {
    const { folder, file } = made();
    await expect(sameFile(file, join(folder, 'none', 'plan.yaml'), 'linux')).rejects.toBeInstanceOf(UserError);
  });
});

function made() {
  const folder = ownFolder();
  const file = join(folder, 'Plan.yaml');
  writeFileSync(file, 'plan\n');
  return { folder, file };
}
