import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ChangedOnDisk, fingerprintOf, nodeDisk, saveAtomically, type Saved } from '#disk';
import { UserError } from '#engine/errors';
import { announcing, diskWhoseNewFiles, diskWith, failing, fault } from '../harness/faulty-disk.ts';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const windows = process.platform === 'win32';
const root = process.getuid?.() === 0;

describe('a save', () => {
  it('makes a file, in UTF-8 without a byte order mark, and says what it holds now', async () => {
    const file = join(ownFolder(), 'plan.yaml');
    const saved = await saveAtomically(file, 'name: Übung — 図\n');
    expect(readFileSync(file)).toEqual(Buffer.from('name: Übung — 図\n'));
    expect(saved).toEqual({ file, fingerprint: await fingerprintOf(file) });
  });

  it('replaces a file, and leaves nothing beside it', async () => {
    const { folder, file } = plan('old\n');
    const saved = await saveAtomically(file, 'new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
    expect(saved.fingerprint).toEqual(await fingerprintOf(file));
  });

  it('writes bytes as they are', async () => {
    const { file } = plan('old\n');
    const bytes = Uint8Array.from([0x89, 0x50, 0x00, 0xff]);
    await saveAtomically(file, bytes);
    expect(new Uint8Array(readFileSync(file))).toEqual(bytes);
  });

  it('writes an empty text', async () => {
    const { file } = plan('old\n');
    await saveAtomically(file, '');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('goes on where the disk takes a text in small pieces', async () => {
    const { file } = plan('old\n');
    const text = 'x'.repeat(10_000);
    const disk = diskWhoseNewFiles((open) => ({ write: (bytes) => open.write(bytes.subarray(0, 999)) }));
    await saveAtomically(file, text, { disk });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('writes to a name that is as long as a name may be', async () => {
    const folder = ownFolder();
    const file = join(folder, `${'ü'.repeat(120)}.yaml`);
    await saveAtomically(file, 'one\n');
    await saveAtomically(file, 'two\n');
    expect(readFileSync(file, 'utf8')).toBe('two\n');
  });

  it('has the text on the disk before it is moved into place, and the folder after', async () => {
    const { folder, file } = plan('old\n');
    const calls: string[] = [];
    await saveAtomically(file, 'new\n', { disk: announcing((call) => calls.push(call)), platform: 'linux' });
    const order = ['create', 'create.write', 'create.sync', 'create.close', 'openToRead.read', 'rename', 'syncFolder'];
    expect(calls.filter((call, at) => order.includes(call) && calls.indexOf(call) === at)).toEqual(order);
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('makes its temporary file in the same folder, under a name that tells whose it is', async () => {
    const { folder, file } = plan('old\n');
    const made: string[] = [];
    const disk = diskWith({
      create: (path, mode) => {
        made.push(path);
        return nodeDisk.create(path, mode);
      },
    });
    await saveAtomically(file, 'new\n', { disk });
    await saveAtomically(file, 'newer\n', { disk });
    expect(new Set(made).size).toBe(2);
    for (const path of made) expect(path.slice(folder.length)).toMatch(/^[\\/]\.plan\.yaml\.pipedraft-[0-9a-f]{8}-\d+-[0-9a-f]{12}\.tmp$/);
  });

  it('does not take over a temporary file that someone else made', async () => {
    const { file } = plan('old\n');
    const disk = diskWith({
      create: (path, mode) => {
        writeFileSync(path, 'theirs');
        return nodeDisk.create(path, mode);
      },
    });
    await expect(saveAtomically(file, 'new\n', { disk })).rejects.toBeInstanceOf(UserError);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
  });
});

describe.skipIf(windows)('a save keeps', () => {
  it('a link a link, and writes the file it leads to', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'repository'));
    const real = join(folder, 'repository', 'plan.yaml');
    writeFileSync(real, 'old\n');
    const link = join(folder, 'link.yaml');
    symlinkSync('repository/plan.yaml', link);

    const saved = await saveAtomically(link, 'new\n');
    expect(saved.file).toBe(real);
    expect(readlinkSync(link)).toBe('repository/plan.yaml');
    expect(readFileSync(real, 'utf8')).toBe('new\n');
    expect(readdirSync(folder).sort()).toEqual(['link.yaml', 'repository']);
    expect(readdirSync(join(folder, 'repository'))).toEqual(['plan.yaml']);
  });

  it('a link whose file is not there yet a link, over several links', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'there'));
    symlinkSync('second.yaml', join(folder, 'first.yaml'));
    symlinkSync(join('there', 'plan.yaml'), join(folder, 'second.yaml'));
    await saveAtomically(join(folder, 'first.yaml'), 'new\n');
    expect(lstatSync(join(folder, 'first.yaml')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, 'second.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'there', 'plan.yaml'), 'utf8')).toBe('new\n');
  });

  it.each(['600', '640', '666', '755'])('the permissions %s, whatever new files get', async (octal) => {
    const mode = Number.parseInt(octal, 8);
    const { file } = plan('old\n');
    chmodSync(file, mode);
    const before = process.umask(0o077);
    try {
      await saveAtomically(file, 'new\n');
    } finally {
      process.umask(before);
    }
    expect(statSync(file).mode & 0o777).toBe(mode);
  });

  it('a private file private at every moment', async () => {
    const { file } = plan('old\n');
    chmodSync(file, 0o600);
    const modes: number[] = [];
    const disk = diskWith({
      create: async (path, mode) => {
        const open = await nodeDisk.create(path, mode);
        modes.push(statSync(path).mode & 0o777);
        return open;
      },
    });
    await saveAtomically(file, 'new\n', { disk });
    expect(modes).toEqual([0o600]);
  });

  it.skipIf(!root)(`the owner and the group${root ? '' : ' (skipped: only root can give files away)'}`, async () => {
    const { file } = plan('old\n');
    chownSync(file, 1234, 2345);
    chmodSync(file, 0o640);
    await saveAtomically(file, 'new\n');
    const { uid, gid, mode } = statSync(file);
    expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 2345, mode: 0o640 });
  });

  it('going where owner and permissions cannot be set', async () => {
    const { file } = plan('old\n');
    const stat = async (path: string) => ({ ...(await nodeDisk.stat(path)), uid: 4321, mode: 0o100666 });
    const disk = { ...diskWhoseNewFiles(() => ({ chown: failing('EPERM'), chmod: failing('EPERM') })), stat };
    await saveAtomically(file, 'new\n', { disk });
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });
});

describe('a save that expects the file as it was read', () => {
  it('goes ahead when it is, and says what the next one is to expect', async () => {
    const { file } = plan('old\n');
    let saved: Saved = await saveAtomically(file, 'one\n', { expected: await fingerprintOf(file) });
    saved = await saveAtomically(file, 'two\n', { expected: saved.fingerprint });
    expect(readFileSync(file, 'utf8')).toBe('two\n');
    await saveAtomically(file, 'three\n', { expected: saved.fingerprint });
    expect(readFileSync(file, 'utf8')).toBe('three\n');
  });

  it('compares what is in it, and not when or as which file it was written', async () => {
    const { folder, file } = plan('old\n');
    const expected = await fingerprintOf(file);
    writeFileSync(join(folder, 'copy'), 'old\n');
    renameSync(join(folder, 'copy'), file);
    utimesSync(file, 1_000_000, 1_000_000);
    await saveAtomically(file, 'new\n', { expected });
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });

  it('refuses without writing when another program changed it, though size and time are the same', async () => {
    const { folder, file } = plan('old\n');
    utimesSync(file, 1_000_000, 1_000_000);
    const expected = await fingerprintOf(file);
    writeFileSync(file, 'OLD\n');
    utimesSync(file, 1_000_000, 1_000_000);
    const calls: string[] = [];
    const error = await refusal(saveAtomically(file, 'new\n', { expected, disk: announcing((call) => calls.push(call)) }));
    expect(error).toBeInstanceOf(ChangedOnDisk);
    expect(error).toMatchObject({
      name: 'ChangedOnDisk',
      file,
      expected,
      found: await fingerprintOf(file),
      problem: `"${file}" was changed by another program after it was opened.`,
      fix: 'Nothing was written. Reload the file, save a copy under another name, or save again to overwrite it.',
    });
    expect(calls).not.toContain('create');
    expect(readFileSync(file, 'utf8')).toBe('OLD\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('refuses when the file is replaced while the text is being written', async () => {
    const { folder, file } = plan('old\n');
    const expected = await fingerprintOf(file);
    const disk = diskWhoseNewFiles((open) => ({
      sync: async () => {
        writeFileSync(join(folder, 'theirs'), 'theirs\n');
        renameSync(join(folder, 'theirs'), file);
        await open.sync();
      },
    }));
    expect(await refusal(saveAtomically(file, 'new\n', { expected, disk }))).toBeInstanceOf(ChangedOnDisk);
    expect(readFileSync(file, 'utf8')).toBe('theirs\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('refuses when the file is gone, and does not bring it back by itself', async () => {
    const { file } = plan('old\n');
    const expected = await fingerprintOf(file);
    rmSync(file);
    const error = await refusal(saveAtomically(file, 'new\n', { expected }));
    expect(error).toBeInstanceOf(ChangedOnDisk);
    expect(error).toMatchObject({ found: null, problem: `"${file}" is no longer there: it was moved or deleted after it was opened.` });
    expect(existsSync(file)).toBe(false);
    await saveAtomically(file, 'new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });

  it('needs no more of it than its hash, which is what recovery files keep', async () => {
    const { file } = plan('old\n');
    const { sha256 } = await fingerprintOf(file);
    await saveAtomically(file, 'new\n', { expected: { sha256 } });
    expect(await refusal(saveAtomically(file, 'newer\n', { expected: { sha256 } }))).toBeInstanceOf(ChangedOnDisk);
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });

  it('goes ahead when the file holds what is to be written already', async () => {
    const { file } = plan('old\n');
    const expected = await fingerprintOf(file);
    writeFileSync(file, 'new\n');
    expect((await saveAtomically(file, 'new\n', { expected })).fingerprint).toEqual(await fingerprintOf(file));
    await saveAtomically(file, 'new\n', { expected: null });
  });

  it('or expects none, refuses when there is one', async () => {
    const { file } = plan('theirs\n');
    expect(await refusal(saveAtomically(file, 'new\n', { expected: null }))).toMatchObject({
      name: 'ChangedOnDisk',
      problem: `There is a file "${file}" by now.`,
    });
    expect(readFileSync(file, 'utf8')).toBe('theirs\n');
    const fresh = join(ownFolder(), 'plan.yaml');
    await saveAtomically(fresh, 'new\n', { expected: null });
    expect(readFileSync(fresh, 'utf8')).toBe('new\n');
  });

  it('writes nothing when it cannot read the file to compare', async () => {
    const { folder, file } = plan('old\n');
    const expected = await fingerprintOf(file);
    const disk = diskWith({ openToRead: failing('EIO') });
    const error = await refusal(saveAtomically(file, 'new\n', { expected, disk }));
    expect(error.problem).toBe(`"${file}" was not saved, because another program may have changed it. The disk could not read "${file}".`);
    expect(error.fix).toMatch(/^The file is as it was before\. .* [Ss]ave it/);
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });
});

describe('a save that cannot be', () => {
  it.each([
    ['ENOSPC', /^The disk is full/, /Make room .* save it .* another disk/],
    ['EDQUOT', /^Your share of the disk is used up/, /Make room .* save it/],
    ['EFBIG', /larger than this disk lets a file be/, /Save it/],
    ['EIO', /^The disk failed while/, /Save it .* have this disk checked/],
    ['ESTALE', /cannot be reached/, /Connect it/],
    ['EWHATEVER', /could not be saved \(EWHATEVER\)/, /save it/],
  ])('for %s while writing leaves the old file, and says so', async (code, problem, fix) => {
    for (const call of ['write', 'sync', 'stat', 'close'] as const) {
      const { folder, file } = plan('old\n');
      const disk = diskWhoseNewFiles((open) => ({
        [call]: async () => {
          if (call === 'close') await open.close();
          throw fault(code);
        },
      }));
      const error = await refusal(saveAtomically(file, 'new\n', { disk }));
      expect(error.problem, call).toMatch(problem);
      expect(error.problem).toContain(`"${file}"`);
      expect(error.fix).toMatch(/^The file is as it was before\. /);
      expect(error.fix).toMatch(fix);
      expect(error.cause).toMatchObject({ code });
      expect(readFileSync(file, 'utf8')).toBe('old\n');
      expect(readdirSync(folder), call).toEqual(['plan.yaml']);
    }
  });

  it.each([
    ['create', 'EACCES', /its folder ".*" may not be written to/],
    ['create', 'EROFS', /is read-only/],
    ['create', 'EMFILE', /too many files are open/],
    ['mayWrite', 'EACCES', /is write-protected/],
    ['mayWrite', 'EROFS', /is read-only/],
    ['rename', 'EPERM', /may not be written to/],
    ['rename', 'EIO', /The disk failed/],
    ['openToRead', 'EIO', /The disk failed/],
    ['stat', 'EIO', /The disk failed/],
    ['realpath', 'EIO', /The disk failed/],
  ] as const)('since %s gives %s leaves the old file', async (call, code, problem) => {
    const { folder, file } = plan('old\n');
    const error = await refusal(saveAtomically(file, 'new\n', { disk: diskWith({ [call]: failing(code) }), platform: 'linux' }));
    expect(error.problem).toMatch(problem);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('since the disk takes only a part, and says so by a number, leaves the old file', async () => {
    const { folder, file } = plan('old\n');
    let left = 3;
    const full = diskWhoseNewFiles((open) => ({
      write: async (bytes) => {
        const taken = Math.min(left, bytes.length);
        left -= taken;
        return taken === 0 ? 0 : open.write(bytes.subarray(0, taken));
      },
    }));
    expect((await refusal(saveAtomically(file, 'new text\n', { disk: full }))).problem).toMatch(/took only a part/);

    const lying = diskWhoseNewFiles((open) => ({
      write: async (bytes) => {
        await open.write(bytes.subarray(0, 3));
        return bytes.length;
      },
    }));
    expect((await refusal(saveAtomically(file, 'new text\n', { disk: lying }))).problem).toMatch(/took only a part/);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('since the disk gives back something else leaves the old file', async () => {
    const { folder, file } = plan('old\n');
    const disk = diskWhoseNewFiles((open) => ({ write: (bytes) => open.write(Buffer.alloc(bytes.length)) }));
    expect((await refusal(saveAtomically(file, 'new\n', { disk }))).problem).toMatch(/gave back something else/);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('says the first error when the temporary file cannot be removed either', async () => {
    const { file } = plan('old\n');
    const disk = diskWith({ rename: failing('ENOSPC'), unlink: failing('EIO') });
    expect((await refusal(saveAtomically(file, 'new\n', { disk }))).problem).toMatch(/^The disk is full/);
  });

  it('of a new file says that nothing was written', async () => {
    const folder = ownFolder();
    const disk = diskWith({ create: failing('ENOSPC') });
    expect((await refusal(saveAtomically(join(folder, 'plan.yaml'), 'new\n', { disk }))).fix).toMatch(/^Nothing was written\. /);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('to a folder that is not there names the folder', async () => {
    const folder = join(ownFolder(), 'gone');
    expect(await refusal(saveAtomically(join(folder, 'plan.yaml'), 'new\n'))).toMatchObject({
      problem: `There is no folder "${folder}": "plan.yaml" was not saved.`,
      fix: 'Nothing was written. Make the folder again, or save it in another one.',
    });
  });

  it('to a name that is too long, or no name, says so', async () => {
    const folder = ownFolder();
    const error = await refusal(saveAtomically(join(folder, 'x'.repeat(300)), 'new\n'));
    expect(error.problem).toMatch(/is longer than the file system allows/);
    expect(error.problem.length).toBeLessThan(200);
    expect((await refusal(saveAtomically(join(folder, 'a\0b'), 'new\n'))).problem).toMatch(/cannot be the name of a file/);
    expect((await refusal(saveAtomically('', 'new\n'))).problem).toMatch(/is a folder/);
  });

  it('to a folder, or through a file, says so', async () => {
    const { folder, file } = plan('old\n');
    expect(await refusal(saveAtomically(folder, 'new\n'))).toMatchObject({
      problem: `"${folder}" is a folder.`,
      fix: 'Nothing was written. Name a file in it, or move the folder away.',
    });
    expect((await refusal(saveAtomically(join(file, 'plan.yaml'), 'new\n'))).problem).toMatch(/a part of its path is a file/);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
  });

  it.skipIf(windows)('to a pipe or a link in a circle leaves it as it is', async () => {
    const folder = ownFolder();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect((await refusal(saveAtomically(pipe, 'new\n'))).problem).toMatch(/not an ordinary file/);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    symlinkSync('loop', join(folder, 'loop'));
    expect((await refusal(saveAtomically(join(folder, 'loop'), 'new\n'))).problem).toMatch(/leads back to itself/);
    expect(lstatSync(join(folder, 'loop')).isSymbolicLink()).toBe(true);
  });

  it('for a fault of ours keeps the fault, and the file', async () => {
    const { folder, file } = plan('old\n');
    const disk = diskWhoseNewFiles(() => ({ write: () => Promise.reject(new TypeError('ours')) }));
    await expect(saveAtomically(file, 'new\n', { disk })).rejects.toThrow(new TypeError('ours'));
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });
});

it('whichever call to the disk fails, in whatever way: the file is old and the user is told, or it is new', async () => {
  const calls: string[] = [];
  const first = plan('old\n');
  await saveAtomically(first.file, 'new\n', { disk: announcing((call) => calls.push(call)), expected: await fingerprintOf(first.file) });
  expect(calls.length).toBeGreaterThan(20);

  for (const code of ['ENOSPC', 'EIO', 'EPERM', 'EACCES', 'EINVAL', 'EBUSY']) {
    for (const at of calls.keys()) {
      const { folder, file } = plan('old\n');
      let seen = -1;
      const disk = announcing(() => {
        seen += 1;
        if (seen === at) throw fault(code);
      });
      const where = `${code} at ${calls[at]}`;
      const outcome = await saveAtomically(file, 'new\n', { disk, expected: await fingerprintOf(file) }).catch((error: unknown) => error);
      const text = readFileSync(file, 'utf8');
      if (outcome instanceof Error) {
        expect(outcome, where).toBeInstanceOf(UserError);
        expect(text, where).toBe('old\n');
      } else expect(text, where).toBe('new\n');
      expect(readdirSync(folder), where).toEqual(['plan.yaml']);
    }
  }
});

describe('after the text is in place', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES', 'EISDIR'])('a folder that cannot be synced (%s) raises no doubt', async (code) => {
    const { file } = plan('old\n');
    const saved = await saveAtomically(file, 'new\n', { disk: diskWith({ syncFolder: failing(code) }), platform: 'linux' });
    expect(saved.doubt).toBeUndefined();
  });

  it('a disk that fails raises a doubt, and no error', async () => {
    const { file } = plan('old\n');
    const saved = await saveAtomically(file, 'new\n', { disk: diskWith({ syncFolder: failing('EIO') }), platform: 'linux' });
    expect(saved.doubt).toMatchObject({ name: 'UserError', problem: `"${file}" was saved, but its disk did not confirm it.` });
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });
});

describe('on Windows', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('a file that another program holds (%s) is tried again, longer each time', async (code) => {
    const { file } = plan('old\n');
    const waits: number[] = [];
    let times = 0;
    const disk = diskWith({
      rename: (from, to) => {
        times += 1;
        return times <= 4 ? Promise.reject(fault(code)) : nodeDisk.rename(from, to);
      },
      syncFolder: () => Promise.reject(new Error('Windows cannot')),
    });
    await saveAtomically(file, 'new\n', { disk, platform: 'win32', pause: async (ms) => waits.push(ms) });
    expect(waits).toEqual([10, 20, 40, 80]);
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });

  it('is given up after about five seconds, with words', async () => {
    const { folder, file } = plan('old\n');
    const waits: number[] = [];
    const disk = diskWith({ rename: failing('EPERM') });
    const error = await refusal(saveAtomically(file, 'new\n', { disk, platform: 'win32', pause: async (ms) => waits.push(ms) }));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(4500);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(6000);
    expect(error.problem).toBe(`"${file}" is held by another program and was not saved.`);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('other errors are not tried again, nor any elsewhere', async () => {
    const { file } = plan('old\n');
    const pause = () => Promise.reject(new Error('waited'));
    await refusal(saveAtomically(file, 'new\n', { disk: diskWith({ rename: failing('ENOSPC') }), platform: 'win32', pause }));
    await refusal(saveAtomically(file, 'new\n', { disk: diskWith({ rename: failing('EBUSY') }), platform: 'linux', pause }));
  });

  it('what another program wrote while we waited for it is not overwritten', async () => {
    const { file } = plan('old\n');
    const expected = await fingerprintOf(file);
    let times = 0;
    const disk = diskWith({
      rename: (from, to) => {
        times += 1;
        return times === 1 ? Promise.reject(fault('EBUSY')) : nodeDisk.rename(from, to);
      },
    });
    const pause = async () => writeFileSync(file, 'theirs\n');
    expect(await refusal(saveAtomically(file, 'new\n', { expected, disk, platform: 'win32', pause }))).toBeInstanceOf(ChangedOnDisk);
    expect(readFileSync(file, 'utf8')).toBe('theirs\n');
  });
});

const noMount = mountProblem();

describe('on a disk that is full', () => {
  it.skipIf(noMount)(`the old file is kept whole, and the user is told${noMount}`, async () => {
    const folder = ownFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
    try {
      const file = join(folder, 'plan.yaml');
      const old = `old\n${'o'.repeat(900_000)}`;
      writeFileSync(file, old);
      for (const size of [1_300_000, 3_000_000]) {
        const error = await refusal(saveAtomically(file, 'n'.repeat(size)));
        expect(error.problem).toBe(`The disk is full: "${file}" was not saved.`);
        expect(readFileSync(file, 'utf8')).toBe(old);
        expect(readdirSync(folder)).toEqual(['plan.yaml']);
      }
      await saveAtomically(file, 'small\n');
      expect(readFileSync(file, 'utf8')).toBe('small\n');
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

it.skipIf(windows)('another name of the same file (a hard link) keeps the old text', async () => {
  const { folder, file } = plan('old\n');
  linkSync(file, join(folder, 'second.yaml'));
  await saveAtomically(file, 'new\n');
  expect(readFileSync(join(folder, 'second.yaml'), 'utf8')).toBe('old\n'); // what moving into place costs
});

function plan(text: string): { readonly folder: string; readonly file: string } {
  const folder = ownFolder();
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, text);
  return { folder, file };
}

/** The UserError of a save that must fail. */
async function refusal(save: Promise<unknown>): Promise<UserError> {
  const error = await save.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError; // checked above
}

/** @returns why no disk can be mounted, for the test's name */
function mountProblem(): string {
  if (process.platform !== 'linux' || !root) return ' (skipped: only root on Linux can mount a small disk)';
  const folder = `/tmp/pipedraft-mount-${process.pid}`;
  mkdirSync(folder);
  try {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) return ' (skipped: mount does not work here)';
    spawnSync('umount', [folder]);
    return '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
