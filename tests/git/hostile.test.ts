import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GitProblem, openRepository } from '#git';
import { guarded } from '../../src/git/problem.ts';
import { ownFolder } from '../harness/folder.ts';
import { TestRepository, whyNoGit } from '../harness/git.ts';

/* Repositories that are damaged, or made to harm whoever reads them: each ends with one kind of error. */

const path = 'plan.yaml';

/** The plan of HEAD, or why it cannot be read. Anything but an answer or a GitProblem is thrown. */
function answer(folder: string, revision = 'HEAD'): string {
  let repository;
  try {
    repository = openRepository(folder);
    return repository.fileAt(repository.resolve(revision), path).toString();
  } catch (error) {
    if (error instanceof GitProblem) return `${error.fault} ${error.detail}`.trim();
    throw error;
  } finally {
    repository?.close();
  }
}

/** The files of a repository without any object. */
function bare(): string {
  const folder = ownFolder();
  for (const name of ['objects/pack', 'refs/heads']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n');
  return folder;
}

const aHash = 'aa'.repeat(20);
const anotherHash = 'bb'.repeat(20);

/** Puts bytes where the object with an id would be, and makes it the head of the branch. */
function loose(folder: string, bytes: Uint8Array): string {
  mkdirSync(join(folder, 'objects/aa'), { recursive: true });
  writeFileSync(join(folder, 'objects/aa', aHash.slice(2)), bytes);
  writeFileSync(join(folder, 'refs/heads/main'), `${aHash}\n`);
  return folder;
}

describe('a hostile repository', () => {
  it('whose objects are differences to each other does not go on for ever', () => {
    expect(answer(packed([differenceTo(anotherHash, 20), differenceTo(aHash, 20)]))).toBe(
      'damaged an object is a difference of too many others',
    );
  });

  it('whose object is announced as larger than is read is not decompressed', () => {
    expect(answer(packed([differenceTo(anotherHash, 2 ** 32 - 1), differenceTo(aHash, 20)]))).toContain('an object');
    expect(answer(loose(bare(), deflateSync(Buffer.from('blob 3999999999\0'))))).toBe('too-large an object');
  });

  it('whose object is larger than it says is not decompressed further', () => {
    const bomb = deflateSync(Buffer.concat([Buffer.from('commit 5\0'), Buffer.alloc(50_000_000)]));
    expect(answer(loose(bare(), bomb))).toBe('damaged an object is larger than it says');
  });

  it('whose object has another content than its id says is refused', () => {
    const content = Buffer.from(`commit 46\0tree ${anotherHash}\n`);
    expect(answer(loose(bare(), deflateSync(content)))).toBe(`damaged the object ${aHash.slice(0, 12)} has another content`);
  });

  it('whose references leave it, go in circles or are no ids is refused without their content', () => {
    const folder = bare();
    writeFileSync(join(folder, 'HEAD'), 'ref: ../../../../../../etc/hostname\n');
    expect(answer(folder)).toBe('damaged the name of a reference');
    writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/a\n');
    writeFileSync(join(folder, 'refs/heads/a'), 'ref: refs/heads/b\n');
    writeFileSync(join(folder, 'refs/heads/b'), 'ref: refs/heads/a\n');
    expect(answer(folder)).toBe('damaged references refer to each other');
    writeFileSync(join(folder, 'refs/heads/a'), 'a secret\n');
    expect(answer(folder)).toBe('damaged the reference refs/heads/a');
    rmSync(join(folder, 'refs/heads/a'));
    writeFileSync(join(folder, 'packed-refs'), `not hexadecimal, and as long as an id...... refs/heads/a\n`);
    expect(answer(folder)).toBe('damaged the list of packed references');
  });

  it.skipIf(process.platform === 'win32')('whose references are pipes, devices or folders does not make it wait', () => {
    const folder = bare();
    execFileSync('mkfifo', [join(folder, 'refs/heads/main')]);
    expect(answer(folder)).toBe('damaged "main" is not a file');
    rmSync(join(folder, 'refs/heads/main'));
    symlinkSync('/dev/zero', join(folder, 'refs/heads/main'));
    expect(answer(folder)).toBe('damaged "main" is not a file');
    rmSync(join(folder, 'refs/heads/main'));
    mkdirSync(join(folder, 'refs/heads/main'));
    expect(answer(folder)).toBe('no-commit-yet');
  });

  it('whose lists are endless is refused', () => {
    const folder = loose(bare(), deflateSync(Buffer.from('commit 0\0')));
    mkdirSync(join(folder, 'objects/info'));
    for (let number = 0; number < 9; number += 1) mkdirSync(join(folder, `objects/other-${number}`));
    writeFileSync(join(folder, 'objects/info/alternates'), Array.from({ length: 9 }, (_, number) => `other-${number}`).join('\n'));
    expect(answer(folder)).toBe('too-large the list of alternates');
    writeFileSync(join(folder, 'objects/info/alternates'), '.\n..\n');
    expect(answer(folder)).toBe(`damaged the object ${aHash.slice(0, 12)} has another content`);
  });

  it('whose file ".git" is no file of git, or leads nowhere, is refused', () => {
    const folder = ownFolder();
    writeFileSync(join(folder, '.git'), 'something else\n');
    expect(answer(folder)).toBe('damaged the file ".git"');
    writeFileSync(join(folder, '.git'), 'gitdir: /nowhere/at/all\n');
    expect(answer(folder)).toBe('no-repository /nowhere/at/all');
  });
});

describe('the border of the reader', () => {
  it('turns every other error into the one kind', () => {
    expect(() => guarded(() => Buffer.alloc(1).readUInt32BE(0))).toThrow(new GitProblem('damaged', 'RangeError'));
  });
});

describe('references in tables', () => {
  const id = (byte: string) => byte.repeat(20);

  it('are found by their names, the newest table first', () => {
    const folder = bare();
    writeFileSync(join(folder, 'config'), '[core]\nrepositoryFormatVersion = 1\n[extensions] refStorage = reftable\n');
    mkdirSync(join(folder, 'reftable'));
    writeFileSync(join(folder, 'reftable/tables.list'), 'old.ref\nnew.ref\n');
    writeFileSync(
      join(folder, 'reftable/old.ref'),
      table([
        ['HEAD', 'refs/heads/main'],
        ['refs/heads/gone', id('cc')],
        ['refs/heads/main', id('aa')],
      ]),
    );
    writeFileSync(
      join(folder, 'reftable/new.ref'),
      table([
        ['refs/heads/gone', undefined],
        ['refs/heads/main', id('bb')],
      ]),
    );
    expect(answer(folder)).toBe(`damaged the object ${id('bb').slice(0, 12)} is missing`);
    expect(answer(folder, 'gone')).toBe('unknown-revision gone');
    writeFileSync(join(folder, 'reftable/new.ref'), 'REFT\u0001 cut off');
    expect(answer(folder)).toBe('damaged a table of references');
  });
});

describe.skipIf(whyNoGit)('a repository with bytes changed anywhere', () => {
  it('gives the right content or one kind of error', () => {
    const made = new TestRepository(join(ownFolder(), 'good'));
    for (let number = 0; number < 6; number += 1)
      made.commit({ [path]: `name: Plan ${number}\n${'line\n'.repeat(200)}`, other: String(number) });
    made.git('gc', '--quiet');
    made.commit({ [path]: 'name: The newest\n' });
    const right = new Set(Array.from({ length: 7 }, (_, back) => answer(made.folder, `HEAD~${back}`)));
    const files = [
      'HEAD',
      'config',
      'packed-refs',
      'refs/heads/main',
      ...filesIn(join(made.folder, '.git/objects')).map((file) => `objects/${file}`),
    ].filter((file) => existsSync(join(made.folder, '.git', file)));
    const random = numbers(20_261_130);
    const faults = new Map<string, number>();
    for (let run = 0; run < 400; run += 1) {
      const file = join(made.folder, '.git', files[random(files.length)] ?? '');
      const good = readFileSync(file);
      const bad = Buffer.from(good);
      for (let change = random(4); change >= 0; change -= 1) bad[random(bad.length)] = random(256);
      const cut = random(5) === 0 ? bad.subarray(0, random(bad.length)) : bad;
      rmSync(file, { force: true });
      writeFileSync(file, cut);
      const found = answer(made.folder, `HEAD~${random(7)}`);
      if (!right.has(found)) faults.set(found.split(' ')[0] ?? '', (faults.get(found.split(' ')[0] ?? '') ?? 0) + 1);
      rmSync(file, { force: true });
      writeFileSync(file, good);
    }
    expect([...faults.keys()].filter((fault) => fault.startsWith('name:'))).toEqual([]);
    expect(faults.get('damaged')).toBeGreaterThan(50);
  });
});

/** The same numbers in every run, from 0 to less than a limit (mulberry32). */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
}

/** An entry of a pack: the difference to an object, which is announced with a size. */
function differenceTo(base: string, size: number): Buffer {
  const head: number[] = [];
  let rest = Math.floor(size / 16);
  head.push((7 << 4) | (size % 16) | (rest > 0 ? 128 : 0));
  for (; rest > 0; rest = Math.floor(rest / 128)) head.push((rest % 128) | (rest >= 128 ? 128 : 0));
  return Buffer.concat([Buffer.from(head), Buffer.from(base, 'hex'), deflateSync(Buffer.alloc(20))]);
}

/** A repository with a pack of two objects, `aHash` and `anotherHash`; the first is the head of the branch. */
function packed(entries: readonly [Buffer, Buffer]): string {
  const folder = bare();
  writeFileSync(join(folder, 'refs/heads/main'), `${aHash}\n`);
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const pack = Buffer.concat([Buffer.from('PACK'), number(2), number(2), ...entries, Buffer.alloc(20)]);
  const counts = Array.from({ length: 256 }, (_, byte) => number(byte < 0xaa ? 0 : byte < 0xbb ? 1 : 2));
  const offsets = [number(12), number(12 + entries[0].length)];
  const ids = Buffer.from(aHash + anotherHash, 'hex');
  const index = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63]),
    number(2),
    ...counts,
    ids,
    Buffer.alloc(8),
    ...offsets,
    Buffer.alloc(40),
  ]);
  const name = join(folder, 'objects/pack', `pack-${'0'.repeat(40)}`);
  writeFileSync(`${name}.pack`, pack);
  writeFileSync(`${name}.idx`, index);
  return folder;
}

/** A table of references with one block: names to ids or other names, or `undefined` for what is gone. */
function table(refs: readonly (readonly [name: string, value: string | undefined])[]): Buffer {
  const three = (value: number) => Buffer.from([value >> 16, (value >> 8) & 255, value & 255]);
  const records = refs.map(([name, value]) => {
    const type = value === undefined ? 0 : value.includes('/') ? 3 : 1;
    const length = name.length * 8 + type;
    const varint = length < 128 ? [length] : [(length >> 7) - 1 + 128, length & 127];
    const content =
      value === undefined ? Buffer.alloc(0) : type === 3 ? Buffer.from([value.length, ...Buffer.from(value)]) : Buffer.from(value, 'hex');
    return Buffer.concat([Buffer.from([0, ...varint]), Buffer.from(name), Buffer.from([0]), content]);
  });
  const body = Buffer.concat(records);
  const block = Buffer.concat([Buffer.from('r'), three(24 + 4 + body.length + 5), body, three(28), Buffer.from([0, 1])]);
  const head = Buffer.concat([Buffer.from('REFT'), Buffer.from([1]), three(0), Buffer.alloc(16)]);
  return Buffer.concat([head, block, Buffer.alloc(68)]);
}
