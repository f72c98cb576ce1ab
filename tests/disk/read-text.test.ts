import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fingerprintOf, nodeDisk, readPlanFile, readTextFile, type Disk } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { announcing, diskWith, failing } from '../harness/faulty-disk.ts';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const windows = process.platform === 'win32';
const text = 'pipedraft: 1\nname: Churn\n';

describe('a plan is read from a file', () => {
  it('with its text, format, places, and a fingerprint of what was read', async () => {
    const file = fileWith(text);
    const read = await readPlanFile(file);
    expect(read).toMatchObject({ text, format: 'yaml', plan: { name: 'Churn' } });
    expect(read.placeOf(['name'])).toEqual({ line: 2, column: 1 });
    const { ino, dev, mtimeMs } = await nodeDisk.stat(file);
    expect(read.fingerprint).toEqual({ size: text.length, mtimeMs, ino, dev, sha256: createHash('sha256').update(text).digest('hex') });
    expect(read.fingerprint).toEqual(await fingerprintOf(file));
  });

  it('in JSON by its name', async () => {
    expect((await readPlanFile(fileWith('{"pipedraft": 1, "name": "Churn"}', 'plan.pipedraft.json'))).format).toBe('json');
  });

  it('with its byte order mark, which no other text has', async () => {
    for (const name of ['plan.yaml', 'plan.json']) {
      const file = fileWith(`\uFEFF${name.endsWith('json') ? '{"pipedraft": 1, "name": "Churn"}' : text}`, name);
      const read = await readPlanFile(file);
      expect(read.plan.name).toBe('Churn');
      expect(read.text).toBe(readFileSync(file, 'utf8'));
      expect(read.fingerprint.size).toBe(Buffer.byteLength(read.text));
      expect(read.placeOf(['pipedraft'])).toMatchObject({ line: 1, column: name.endsWith('json') ? 2 : 1 });
      expect((await readTextFile(file)).text).toBe(read.text.slice(1));
    }
  });

  it.skipIf(windows)('through a link, as the file it leads to', async () => {
    const file = fileWith(text);
    const link = join(ownFolder(), 'link.yaml');
    symlinkSync(file, link);
    expect((await readPlanFile(link)).fingerprint).toEqual(await fingerprintOf(file));
  });

  it('in characters that fall between two pieces', async () => {
    const long = `# ${'ü'.repeat(400_000)}\n`;
    expect((await readTextFile(fileWith(long))).text).toBe(long);
  });

  it('with every problem of its text', async () => {
    const file = fileWith('pipedraft: 1\nnaem: Churn\nfoo: 1\n');
    const error = await problems(readPlanFile(file));
    expect(error.file).toBe(file);
    expect(error.problems.length).toBeGreaterThan(1);
  });
});

describe('a file that is no plan is refused with what, where and what to do:', () => {
  it('a missing one', async () => {
    const file = join(ownFolder(), 'none.yaml');
    expect(await refusal(readPlanFile(file))).toMatchObject({
      problem: `There is no file "${file}".`,
      fix: 'Check the path; the file may have been moved, renamed or deleted.',
    });
  });

  it('a folder', async () => {
    const folder = ownFolder();
    expect(await refusal(readPlanFile(folder))).toMatchObject({
      problem: `"${folder}" is a folder.`,
      fix: 'Name a plan in it: a file that ends in .pipedraft.yaml or .pipedraft.json.',
    });
  });

  it.skipIf(windows)('a pipe, without waiting for what comes out of it', async () => {
    const pipe = join(ownFolder(), 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    expect((await refusal(readPlanFile(pipe))).problem).toMatch(/is not an ordinary file/);
    expect((await refusal(fingerprintOf(pipe))).problem).toMatch(/is not an ordinary file/);
  });

  it.skipIf(windows)('a file that became a pipe after it was looked at', async () => {
    const file = fileWith(text);
    const pipe = join(ownFolder(), 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    const disk = diskWith({ stat: () => nodeDisk.stat(file) });
    expect((await refusal(readPlanFile(pipe, disk))).problem).toMatch(/is not an ordinary file/);
  });

  it.skipIf(windows)('a device', async () => {
    expect((await refusal(readPlanFile('/dev/zero'))).problem).toMatch(/is not an ordinary file/);
  });

  it('one of 70 MB, by its size alone, in either format', async () => {
    for (const [name, limit] of [
      ['plan.json', '64 MiB'],
      ['plan.yaml', '32 MiB'],
    ] as const) {
      const file = fileWith('', name);
      truncateSync(file, 70_000_000);
      const calls: string[] = [];
      const error = await refusal(
        readPlanFile(
          file,
          announcing((call) => calls.push(call)),
        ),
      );
      expect(error.problem).toContain(`"${file}" has 66.8 MiB`);
      expect(error.problem).toContain(limit);
      expect(calls).toEqual(['stat']);
    }
  });

  it('one whose size is not told, or that grows while it is read', async () => {
    const file = fileWith('x'.repeat(33 * 1024 * 1024));
    const disk = diskWith({ stat: async (path) => ({ ...(await nodeDisk.stat(path)), size: 0 }) });
    expect((await refusal(readPlanFile(file, disk))).problem).toMatch(/has 32(\.\d)? MiB; a plan in YAML has 32 MiB at most/);
  });

  it.each([
    [
      'with a broken character',
      Buffer.from('pipedraft: 1\nname: Ch\xfcrn\n', 'latin1'),
      { line: 2, column: 9 },
      /not a text file in UTF-8/,
    ],
    ['cut off in a character', Buffer.from('name: Ü').subarray(0, 7), { line: 1, column: 7 }, /not a text file in UTF-8/],
    ['broken at its start', Buffer.from([0x80, 0x41]), { line: 1, column: 1 }, /not a text file in UTF-8/],
    ['in UTF-16', Buffer.from('\uFEFFname: Churn', 'utf16le'), { line: 1, column: 1 }, /UTF-16/],
  ])('one %s', async (_, bytes, place, message) => {
    const file = fileWith(bytes);
    const error = await problems(readPlanFile(file));
    expect(error.file).toBe(file);
    expect(error.problems).toEqual([
      { message: expect.stringMatching(message), fix: 'Choose another file, or save this one as UTF-8 in a text editor.', place },
    ]);
  });

  it.each([
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0xff]), 'This is a compressed file (gzip), not a text file.'],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), 'This is a picture (PNG), not a text file.'],
    ['ZIP', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from([0xff, 0])]), 'This is a ZIP archive, not a text file.'],
    ['ZIP that is UTF-8', Buffer.from('PK\u0003\u0004\u0014\u0000'), 'This is a ZIP archive, not a text file.'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'This is a PDF, not a text file.'],
    ['web page', Buffer.from('<!DOCTYPE html>\n<html></html>\n'), 'This is a web page, such as the sign-in page'],
    [
      'pointer of Git LFS',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
      'This is a pointer of Git LFS',
    ],
  ])('one that is named for what it is: %s', async (_, bytes, message) => {
    for (const name of ['plan.yaml', 'plan.json']) {
      const error = await problems(readPlanFile(fileWith(bytes, name)));
      expect(error.problems).toEqual([expect.objectContaining({ message: expect.stringContaining(message) as unknown })]);
    }
  });

  it('one under a path that cannot be', async () => {
    const file = fileWith(text);
    expect((await refusal(readPlanFile(join(file, 'plan.yaml')))).problem).toMatch(/part of its path is a file|There is no file/);
    expect((await refusal(readPlanFile(`${file}\0`))).problem).toMatch(/cannot be the name of a file/);
    expect((await refusal(readPlanFile(join(ownFolder(), 'x'.repeat(300))))).problem).toMatch(/longer than|There is no file/);
    expect((await refusal(readPlanFile(''))).problem).toMatch(/There is no file/);
  });

  it.skipIf(windows)('a link in a circle', async () => {
    const folder = ownFolder();
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    expect((await refusal(readPlanFile(join(folder, 'loop.yaml')))).problem).toMatch(/leads back to itself/);
  });

  it.each([
    ['EACCES', /may not be read/],
    ['EPERM', /may not be read/],
    ['EBUSY', /held by another program/],
    ['EISDIR', /is a folder/],
    ['EMFILE', /too many files are open/],
    ['EIO', /The disk could not read/],
    ['ETIMEDOUT', /cannot be reached/],
    ['EWHATEVER', /could not be read \(EWHATEVER\)/],
  ])('one where the disk says %s', async (code, problem) => {
    const file = fileWith(text);
    const atRead = diskWith({ openToRead: async (path) => ({ ...(await nodeDisk.openToRead(path)), read: failing(code) }) });
    for (const disk of [diskWith({ stat: failing(code) }), diskWith({ openToRead: failing(code) }), atRead]) {
      const error = await refusal(readPlanFile(file, disk));
      expect(error.problem).toMatch(problem);
      expect(error.problem).toContain(`"${file}"`);
      expect(error.fix).not.toBe('');
    }
  });

  it('but a fault of ours stays one', async () => {
    const disk = diskWith({ stat: () => Promise.reject(new TypeError('ours')) });
    await expect(readPlanFile(fileWith(text), disk)).rejects.toThrow(new TypeError('ours'));
  });
});

describe('a file that is written while it is read', () => {
  it('is read again, so that no half of each is taken for a plan', async () => {
    const file = fileWith(text);
    const read = await readTextFile(file, whileReading(file, 1));
    expect(read.text).toBe(`${text}# 1\n`);
    expect(read.fingerprint).toEqual(await fingerprintOf(file));
  });

  it('and never comes to rest, is refused', async () => {
    const file = fileWith(text);
    expect((await refusal(readPlanFile(file, whileReading(file, Infinity)))).problem).toBe(
      `"${file}" is being written by another program.`,
    );
  });

  /** Another program appends a line each time that the file was opened, the first so many times. */
  function whileReading(file: string, times: number): Disk {
    let opened = 0;
    return diskWith({
      openToRead: async (path) => {
        const open = await nodeDisk.openToRead(path);
        opened += 1;
        let append = opened <= times;
        return {
          ...open,
          read: async (into) => {
            const length = await open.read(into);
            if (append) appendFileSync(file, `# ${opened}\n`);
            append = false;
            return length;
          },
        };
      },
    });
  }
});

it('a fingerprint is told of any file, however large', async () => {
  const file = fileWith('');
  truncateSync(file, 40_000_000);
  const { size, sha256 } = await fingerprintOf(file);
  expect(size).toBe(40_000_000);
  expect(sha256).toBe(createHash('sha256').update(Buffer.alloc(40_000_000)).digest('hex'));
});

function fileWith(content: string | Buffer, name = 'plan.yaml'): string {
  const folder = join(ownFolder(), 'plans');
  mkdirSync(folder);
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function refusal(read: Promise<unknown>): Promise<UserError> {
  const error = await read.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError; // checked above
}

async function problems(read: Promise<unknown>): Promise<PlanProblems> {
  const error = await refusal(read);
  expect(error).toBeInstanceOf(PlanProblems);
  return error as PlanProblems; // checked above
}
