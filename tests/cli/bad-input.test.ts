import {
  cpSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  existsSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtCommand, type Ended } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { mountDisk, whyNoMounts } from '../harness/mounts.ts';

/* What the command says of input that cannot be used, and that it leaves everything as it was. */

const run = builtCommand();
const fixtures = join(import.meta.dirname, '../fixtures/bad-input');
const cases = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'said.txt')));
const good = 'pipedraft: 1\nname: Churn\n';

describe('a file that is no plan', () => {
  it.each(cases)('%s', async (name) => {
    const said = readFileSync(join(fixtures, name, 'said.txt'), 'utf8');
    const folder = ownFolder();
    cpSync(join(fixtures, name, 'plan.pipedraft.yaml'), join(folder, 'plan.pipedraft.yaml'));
    const before = readFileSync(join(folder, 'plan.pipedraft.yaml'));
    const commands = [['check', '--format', 'json'], ['fmt'], ['export', '--to', 'json', '--out', 'plan.pipedraft.yaml']];
    const ended = await Promise.all(commands.map((args) => run([...args, 'plan.pipedraft.yaml'], { in: folder })));
    const [checked, ...others] = ended;
    expect(others).toEqual(others.map((): Ended => ({ exit: 2, out: '', talk: said })));
    expect({ exit: checked?.exit, talk: checked?.talk }).toEqual({ exit: 2, talk: said });
    // the report has the same problems, each with its line
    const { problems } = JSON.parse(checked?.out ?? '') as {
      problems: { message: string; fix: string; line: number | null; column: number }[];
    };
    const lines = problems.map(
      ({ message, fix, line, column }) => `${line === null ? '' : `plan.pipedraft.yaml:${line}:${column}: `}${message} ${fix}`,
    );
    const bare = said.replaceAll(/^plan\.pipedraft\.yaml: /gm, '');
    expect(`${lines.join('\n')}\n`).toBe(bare);
    expect(readFileSync(join(folder, 'plan.pipedraft.yaml'))).toEqual(before);
    expect(readdirSync(folder)).toEqual(['plan.pipedraft.yaml']);
  });

  it('has every problem told at once, of every file that is named', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'good.yaml'), good);
    for (const name of ['duplicate-keys', 'unknown-keys'])
      cpSync(join(fixtures, name, 'plan.pipedraft.yaml'), join(folder, `${name}.yaml`));
    const { exit, out, talk } = await run(['check', 'duplicate-keys.yaml', 'good.yaml', 'unknown-keys.yaml'], { in: folder });
    const places = [
      'duplicate-keys.yaml:9:3',
      'duplicate-keys.yaml:11:1',
      'unknown-keys.yaml:3:1',
      'unknown-keys.yaml:8:5',
      'unknown-keys.yaml:10:40',
    ];
    expect({ exit, talk: talk.match(/^[\w-]+\.yaml:\d+:\d+/gm) }).toEqual({ exit: 2, talk: places });
    expect(out).toMatch(/^Churn {2}good\.yaml$/m);
    expect(out).not.toMatch(/keys\.yaml/); // standard error says it
  });
});

describe('a plan with faults', () => {
  it.each<[name: string, found: readonly string[]]>([
    [
      'unknown-services',
      [
        'known-service: "Copy orders" uses "adf-copy-activty", which the catalog does not have; Azure Data Factory Copy activity is close to it.',
        'known-service: "Train" uses "skynet", which the catalog does not have.',
      ],
    ],
    [
      'edges-to-nowhere',
      [
        'no-dangling-edge: The edge copy/train/data names "train", which the plan does not have.',
        'no-dangling-edge: The edge nightly/copy/control names "nightly", which the plan does not have.',
      ],
    ],
  ])('%s: is read, and what is wrong is a finding with its place', async (name, found) => {
    const { exit, out, talk } = await run(['check', '--format', 'json', 'plan.pipedraft.yaml'], { in: join(fixtures, name) });
    const { findings } = JSON.parse(out) as { findings: { rule: string; severity: string; message: string; path: unknown }[] };
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect({ exit, talk, errors: errors.map(({ rule, message }) => `${rule}: ${message}`) }).toEqual({ exit: 1, talk: '', errors: found });
    const { out: text } = await run(['check', 'plan.pipedraft.yaml'], { in: join(fixtures, name) });
    expect(text).toMatch(/plan\.pipedraft\.yaml:\d+:\d+ {2}(known-service|no-dangling-edge)/);
  });
});

describe('a file that cannot be read', () => {
  it('has 70 MB', async () => {
    const folder = ownFolder();
    for (const [name, limit] of [
      ['plan.pipedraft.yaml', 'YAML has 32'],
      ['plan.pipedraft.json', 'JSON has 64'],
    ] as const) {
      writeFileSync(join(folder, name), '');
      truncateSync(join(folder, name), 70 * 1024 * 1024);
      expect(await run(['check', name], { in: folder })).toMatchObject({
        exit: 2,
        out: '',
        talk: `"${name}" has 70 MiB; a plan in ${limit} MiB at most. Check that it is the file you meant. A very large plan can be split, or saved as JSON (64 MiB at most).\n`,
      });
    }
  });

  it('comes from standard input without end, and is not read to it', async () => {
    const { exit, out, talk } = await run(['check', '-'], { in: ownFolder(), input: Buffer.alloc(40 * 1024 * 1024, 'a\n') });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(talk).toMatch(/^"<stdin>" has 32(\.\d)? MiB; a plan in YAML has 32 MiB at most\. /);
  });

  it('is a folder without a plan', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'plans'));
    for (const command of ['check', 'fmt'])
      expect(await run([command, 'plans'], { in: folder })).toMatchObject({
        exit: 2,
        out: '',
        talk: '"plans" is a folder without a plan. Name a plan: a file that ends in .pipedraft.yaml or .pipedraft.json.\n',
      });
  });

  it('is not there, or was a link to something that is gone', async () => {
    const folder = ownFolder();
    const talk = 'There is no file "plan.yaml". Check the path; the file may have been moved, renamed or deleted.\n';
    expect(await run(['check', 'plan.yaml'], { in: folder })).toMatchObject({
      exit: 2,
      out: '',
      talk,
    });
    if (process.platform === 'win32') return; // links there ask for rights of their own
    symlinkSync('gone.yaml', join(folder, 'plan.yaml'));
    expect(await run(['fmt', 'plan.yaml'], { in: folder })).toEqual<Ended>({ exit: 2, out: '', talk });
  });
});

describe('a disk that takes nothing', () => {
  it('has no room for what the command prints', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux has a device that is always full');
    const folder = ownFolder();
    writeFileSync(join(folder, 'plan.yaml'), good);
    const output = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(output));
    expect(await run(['check', 'plan.yaml'], { in: folder, output })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'The answer could not be written: the disk is full. Make room, or write it elsewhere.\n',
    });
    expect(await run(['export', 'plan.yaml', '--to', 'yaml', '--out', '/dev/full'], { in: folder })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'The disk is full: "/dev/full" was not saved. Nothing was written. Make room and save again, or save it in a folder on another disk.\n',
    });
  });

  it('is full: the file is as it was', async ({ skip }) => {
    skip(whyNoMounts !== undefined, whyNoMounts);
    const disk = join(ownFolder(), 'disk');
    const { unmount } = mountDisk(disk, 16);
    onTestFinished(unmount);
    writeFileSync(join(disk, 'plan.yaml'), `# ours\n${good}`.replace('Churn', 'C'.repeat(4000)).replace('name', 'name '));
    writeFileSync(join(disk, 'old.svg'), 'old');
    fill(disk);
    const before = snapshot(disk);
    expect(await run(['fmt', 'plan.yaml'], { in: disk })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'The disk is full: "plan.yaml" was not saved. The file is as it was before. Make room and save again, or save it in a folder on another disk.\n',
    });
    expect(await run(['export', 'plan.yaml', '--to', 'svg', '--out', 'old.svg'], { in: disk })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'The disk is full: "old.svg" was not saved. The file is as it was before. Make room and save again, or save it in a folder on another disk.\n',
    });
    expect(snapshot(disk)).toEqual(before);
  });

  it('is read-only: plans on it are read, and nothing is written', async ({ skip }) => {
    skip(whyNoMounts !== undefined, whyNoMounts);
    const disk = join(ownFolder(), 'disk');
    const { freeze, unmount } = mountDisk(disk, 64);
    onTestFinished(unmount);
    writeFileSync(join(disk, 'plan.yaml'), good.replace(': ', ':  ')); // which fmt would write
    freeze();
    expect(await run(['check', '--fail-on', 'never', 'plan.yaml'], { in: disk })).toMatchObject({ exit: 0, talk: '' });
    expect(await run(['fmt', 'plan.yaml'], { in: disk })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'The disk of "plan.yaml" is read-only: the file was not saved. The file is as it was before. Save it in a folder on another disk.\n',
    });
    expect(await run(['export', 'plan.yaml', '--to', 'svg', '--out', 'plan.svg'], { in: disk })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'The disk of "plan.svg" is read-only: the file was not saved. Nothing was written. Save it in a folder on another disk.\n',
    });
    expect(readdirSync(disk)).toEqual(['plan.yaml']);
  });

  it('has no folder of that name', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'plan.yaml'), good);
    expect(await run(['export', 'plan.yaml', '--to', 'json', '--out', join('none', 'plan.json')], { in: folder })).toEqual<Ended>({
      exit: 2,
      out: '',
      talk: 'There is no folder "none": "plan.json" was not saved. Nothing was written. Make the folder again, or save it in another one.\n',
    });
    expect(await run(['export', 'plan.yaml', '--to', 'json', '--out', '.'], { in: folder })).toMatchObject({ exit: 2, out: '' });
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });
});

/** Leaves no room on a disk. */
function fill(disk: string): void {
  const file = openSync(join(disk, 'filler'), 'w');
  try {
    for (;;) writeFileSync(file, Buffer.alloc(1024));
  } catch {
    // it is full
  } finally {
    closeSync(file);
  }
}

function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}
