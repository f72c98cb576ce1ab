import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareExport, earlierExport, isRecorded, readRecord, recordPath, writeExport, type PlanOfExport } from '#disk';
import { UserError } from '#engine/errors';
import type { ExportedFile } from '#engine/export';

/* One story: what happens to the files of a folder, export after export, from one plan and from several. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipedraft-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, text: string, executable = false): ExportedFile => ({ path, text, exporter: 'test', blocks: [], executable });
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const planAt = (path: string, name = 'Churn'): PlanOfExport => ({ path: join(folder, path), file: basename(path), name });
const recordOf = (plan = planAt('churn.pipedraft.yaml')) => readRecord(folder, plan);
async function exportAs(plan: PlanOfExport, files: ExportedFile[], isWhole = true): Promise<Record<string, string>> {
  const compared = await compareExport(folder, files, isWhole, await recordOf(plan));
  await writeExport(compared, files, plan.file.split('.')[0] ?? '');
  return Object.fromEntries(compared.files.map(({ path, state }) => [path, state]));
}
const exportAll = (...files: ExportedFile[]) => exportAs(planAt('churn.pipedraft.yaml'), files);
const lines = (...list: string[]) => `${list.join('\n')}\n`;
const ten = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

describe('exporting to a folder', () => {
  it('writes new files, with programs executable, and a record with the prefix', async () => {
    expect(await exportAll(file('ml/a.yml', 'a\n'), file('scripts/go.sh', '#!/bin/sh\n', true))).toEqual({
      'ml/a.yml': 'new',
      'scripts/go.sh': 'new',
    });
    expect(read('ml/a.yml')).toBe('a\n');
    expect(statSync(join(folder, 'scripts/go.sh')).mode & 0o111).not.toBe(0);
    expect((await recordOf()).plans).toEqual({ 'churn.pipedraft.yaml': { prefix: 'churn', name: 'Churn' } });
  });

  it('changes nothing when it is done again', async () => {
    await exportAll(file('a.yml', 'a\n'));
    const before = read(recordPath);
    expect(await exportAll(file('a.yml', 'a\n'))).toEqual({ 'a.yml': 'same' });
    expect(read(recordPath)).toBe(before);
  });

  it('replaces a file that nobody edited', async () => {
    await exportAll(file('a.yml', 'a\n'));
    expect(await exportAll(file('a.yml', 'b\n'))).toEqual({ 'a.yml': 'changed' });
    expect(read('a.yml')).toBe('b\n');
  });

  it('keeps edits, merges them with what the plan gives now, and is up to date afterwards', async () => {
    await exportAll(file('a.yml', lines(...ten)));
    put('a.yml', lines('1', 'two, by hand', ...ten.slice(2)));
    expect(await exportAll(file('a.yml', lines(...ten.slice(0, 9), 'ten')))).toEqual({ 'a.yml': 'merged' });
    expect(read('a.yml')).toBe(lines('1', 'two, by hand', ...ten.slice(2, 9), 'ten'));
    expect(await exportAll(file('a.yml', lines(...ten.slice(0, 9), 'ten')))).toEqual({ 'a.yml': 'edited' });
    expect(read('a.yml')).toContain('by hand');
  });

  it('marks conflicts, and leaves the file alone until they are resolved', async () => {
    await exportAll(file('a.yml', 'x: 1\n'));
    put('a.yml', 'x: 2\n');
    expect(await exportAll(file('a.yml', 'x: 3\n'))).toEqual({ 'a.yml': 'conflict' });
    expect(read('a.yml')).toBe('<<<<<<< edited here\nx: 2\n=======\nx: 3\n>>>>>>> exported from the plan\n');
    expect(await exportAll(file('a.yml', 'x: 3\n'))).toEqual({ 'a.yml': 'unresolved' });
    put('a.yml', 'x: 2\n');
    expect(await exportAll(file('a.yml', 'x: 3\n'))).toEqual({ 'a.yml': 'edited' });
    expect(read('a.yml')).toBe('x: 2\n');
  });

  it('leaves a file alone that is not from an export', async () => {
    put('a.yml', 'mine\n');
    expect(await exportAll(file('a.yml', 'a\n'))).toEqual({ 'a.yml': 'foreign' });
    expect(read('a.yml')).toBe('mine\n');
    expect(await exportAll(file('a.yml', 'b\n'))).toEqual({ 'a.yml': 'foreign' });
  });

  it('removes what the plan does not give any more, unless it was edited', async () => {
    await exportAll(file('a.yml', 'a\n'), file('b.yml', 'b\n'), file('c.yml', 'c\n'));
    put('b.yml', 'mine\n');
    expect(await exportAll(file('c.yml', 'c\n'))).toEqual({ 'a.yml': 'gone', 'b.yml': 'kept', 'c.yml': 'same' });
    expect(existsSync(join(folder, 'a.yml'))).toBe(false);
    expect(read('b.yml')).toBe('mine\n');
  });

  it('takes JSON in another layout for the same, and keeps line ends of Windows', async () => {
    await exportAll(file('a.json', '{ "a": 1, "b": [2] }\n'), file('b.yml', lines(...ten)));
    put('a.json', '{\r\n  "b": [\r\n 2 ],\r\n "a": 1 }\r\n');
    put('b.yml', lines('one', ...ten.slice(1)).replaceAll('\n', '\r\n'));
    expect(await exportAll(file('a.json', '{ "a": 1, "b": [2] }\n'), file('b.yml', lines(...ten.slice(0, 9), 'ten')))).toEqual({
      'a.json': 'same',
      'b.yml': 'merged',
    });
    expect(read('b.yml')).toBe(lines('one', ...ten.slice(1, 9), 'ten').replaceAll('\n', '\r\n'));
  });

  it('keeps line ends of Windows in a file that nobody edited', async () => {
    await exportAll(file('a.yml', lines(...ten)));
    put('a.yml', lines(...ten).replaceAll('\n', '\r\n'));
    const next = lines('one', ...ten.slice(1));
    expect(await exportAll(file('a.yml', next))).toEqual({ 'a.yml': 'changed' });
    expect(read('a.yml')).toBe(next.replaceAll('\n', '\r\n'));
    expect(await exportAll(file('a.yml', next))).toEqual({ 'a.yml': 'same' });
  });

  it('of one exporter keeps the record of the others', async () => {
    await exportAll(file('a.yml', 'a\n'), file('b.yml', 'b\n'));
    const part = [file('a.yml', 'a2\n')];
    await writeExport(await compareExport(folder, part, false, await recordOf()), part, 'churn');
    expect(Object.keys((await recordOf()).files)).toEqual(['a.yml', 'b.yml']);
    expect(read('b.yml')).toBe('b\n');
  });
});

describe('several plans in one folder', () => {
  const a = () => planAt('a.pipedraft.yaml', 'First');
  const b = () => planAt('plans/b.pipedraft.yaml', 'Second');
  beforeEach(() => {
    put('a.pipedraft.yaml', 'a');
    put('plans/b.pipedraft.yaml', 'b');
  });

  it('keep their own prefix, files and entries', async () => {
    await exportAs(a(), [file('ml/a.yml', 'a\n')]);
    expect(earlierExport(await recordOf(b()))).toMatchObject({ prefix: undefined });
    expect(isRecorded(await recordOf(b()))).toBe(false);
    expect(await exportAs(b(), [file('ml/b.yml', 'b\n')])).toEqual({ 'ml/b.yml': 'new' });
    expect(read('ml/a.yml')).toBe('a\n');
    expect(await exportAs(a(), [file('ml/a2.yml', 'a\n')])).toEqual({ 'ml/a2.yml': 'new', 'ml/a.yml': 'gone' });
    expect(read('ml/b.yml')).toBe('b\n');
    const record = await recordOf(b());
    expect(record.plans).toEqual({
      'a.pipedraft.yaml': { prefix: 'a', name: 'First' },
      'plans/b.pipedraft.yaml': { prefix: 'b', name: 'Second' },
    });
    expect(Object.entries(record.files).map(([path, { plans }]) => [path, plans])).toEqual([
      ['ml/a2.yml', ['a.pipedraft.yaml']],
      ['ml/b.yml', ['plans/b.pipedraft.yaml']],
    ]);
  });

  it('never write over a file of each other: nothing is written, and the owner is named', async () => {
    await exportAs(a(), [file('README.md', 'a\n')]);
    const files = [file('README.md', 'b\n'), file('ml/b.yml', 'b\n')];
    const error: unknown = await exportAs(b(), files).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).problem).toContain('"README.md" in this folder belongs to the plan a.pipedraft.yaml');
    expect((error as UserError).fix).toContain('Choose another folder for "plans/b.pipedraft.yaml"');
    expect(read('README.md')).toBe('a\n');
    expect(existsSync(join(folder, 'ml/b.yml'))).toBe(false);
  });

  it('share a file while both give the same text, and it stays until neither does', async () => {
    await exportAs(a(), [file('gaps.yml', 'x\n')]);
    expect(await exportAs(b(), [file('gaps.yml', 'x\n')])).toEqual({ 'gaps.yml': 'same' });
    await expect(exportAs(b(), [file('gaps.yml', 'y\n')])).rejects.toThrow('belongs to the plan a.pipedraft.yaml');
    expect(await exportAs(a(), [file('other.yml', 'x\n')])).toEqual({ 'other.yml': 'new' });
    expect(read('gaps.yml')).toBe('x\n');
    expect(await exportAs(b(), [file('gaps.yml', 'y\n')])).toEqual({ 'gaps.yml': 'changed' });
    await exportAs(b(), [file('b.yml', 'y\n')]);
    expect(existsSync(join(folder, 'gaps.yml'))).toBe(false);
  });

  it('share a file that differs only in the plan that it names, and it is rewritten when one plan alone is left', async () => {
    const gaps = (plan: string) => file('gaps.yml', `# Exported from ${plan}.pipedraft.yaml. Nodes: x.\nname: Gaps\n`);
    await exportAs(a(), [gaps('a')]);
    expect(await exportAs(b(), [gaps('b')])).toEqual({ 'gaps.yml': 'same' });
    expect(await exportAs(a(), [gaps('a')])).toEqual({ 'gaps.yml': 'same' });
    await exportAs(a(), [file('a.yml', 'a\n')]);
    expect(await exportAs(b(), [gaps('b')])).toEqual({ 'gaps.yml': 'changed' });
    expect(read('gaps.yml')).toContain('Exported from b.');
  });

  it('are not replaced by an exported file', async () => {
    await exportAs(a(), [file('a.yml', 'a\n')]);
    await expect(exportAs(b(), [file('plans/B.pipedraft.yaml', 'job\n')])).rejects.toThrow('is the file of a plan');
    await expect(exportAs(b(), [file('a.pipedraft.yaml', 'job\n')])).rejects.toThrow('is the file of a plan');
  });

  it('are known after their file was renamed, by their title, and not while the former file is there', async () => {
    await exportAs(a(), [file('ml/a.yml', 'a\n')]);
    const copy = planAt('copy.pipedraft.yaml', 'First');
    expect(isRecorded(await recordOf(copy))).toBe(false);
    rmSync(join(folder, 'a.pipedraft.yaml'));
    expect(isRecorded(await recordOf(planAt('other.pipedraft.yaml', 'Third')))).toBe(false);
    expect(earlierExport(await recordOf(copy)).prefix).toBe('a');
    expect(await exportAs(copy, [file('ml/b.yml', 'b\n')])).toEqual({ 'ml/b.yml': 'new', 'ml/a.yml': 'gone' });
    expect(Object.keys((await recordOf(copy)).plans)).toEqual(['copy.pipedraft.yaml']);
  });

  it('that come from standard input are told apart by their title', async () => {
    const stream = (name: string): PlanOfExport => ({ path: undefined, file: 'plan.pipedraft.yaml', name });
    await exportAs(stream('First'), [file('a.yml', 'a\n')]);
    expect(isRecorded(await recordOf(stream('First')))).toBe(true);
    expect(isRecorded(await recordOf(stream('Second')))).toBe(false);
    expect(await exportAs(stream('Second'), [file('b.yml', 'b\n')])).toEqual({ 'b.yml': 'new' });
    expect(read('a.yml')).toBe('a\n');
  });

  const old = (prefix: string, text: string) => {
    put('ml/a.yml', text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const entry = { exporter: 'test', sha256, text: deflateRawSync(text).toString('base64') };
    put(recordPath, JSON.stringify({ pipedraftExports: 1, prefix, files: { 'ml/a.yml': entry } }));
  };

  it('leave an old record to the plan that its texts name', async () => {
    old('former', '# Exported from a.pipedraft.yaml. Nodes: x.\n');
    await expect(exportAs(b(), [file('ml/a.yml', 'b\n')])).rejects.toThrow('belongs to the plan a.pipedraft.yaml');
    expect(await exportAs(b(), [file('ml/b.yml', 'b\n')])).toEqual({ 'ml/b.yml': 'new' });
    expect(earlierExport(await recordOf(a())).prefix).toBe('former');
    expect(await exportAs(a(), [file('ml/a.yml', '# Exported from a.pipedraft.yaml.\n')])).toEqual({ 'ml/a.yml': 'changed' });
    expect(Object.keys((await recordOf(a())).plans).sort()).toEqual(['a.pipedraft.yaml', 'plans/b.pipedraft.yaml']);
  });

  it('leave an old record that names no plan to the one with its prefix', async () => {
    old('a', 'x\n');
    expect(isRecorded(await recordOf(b()))).toBe(false);
    expect(isRecorded(await recordOf(a()))).toBe(true);
  });
});

describe('a file that somebody edited', () => {
  it('is named as edited while the plan gives what it gave', async () => {
    await exportAll(file('a.yml', lines(...ten)));
    put('a.yml', lines('one', ...ten.slice(1)));
    const { files } = await compareExport(folder, [file('a.yml', lines(...ten))], true, await recordOf());
    expect(files).toMatchObject([{ state: 'edited', given: lines(...ten), disk: lines('one', ...ten.slice(1)) }]);
  });

  it('is left alone when it was emptied, also when the plan gives another text now', async () => {
    await exportAll(file('a.yml', 'a\n'), file('b.yml', 'b\n'));
    put('a.yml', '\n');
    expect(await exportAll(file('a.yml', 'a\n'), file('b.yml', 'b\n'))).toEqual({ 'a.yml': 'emptied', 'b.yml': 'same' });
    expect(await exportAll(file('a.yml', 'a2\n'), file('b.yml', 'b\n'))).toEqual({ 'a.yml': 'emptied', 'b.yml': 'same' });
    rmSync(join(folder, 'a.yml'));
    expect(await exportAll(file('a.yml', 'a2\n'), file('b.yml', 'b\n'))).toEqual({ 'a.yml': 'new', 'b.yml': 'same' });
  });
});

describe('an export that cannot be written as a whole', () => {
  it('writes nothing if a name is too long, a place is taken, or the record cannot be written', async () => {
    await expect(exportAll(file('a.yml', 'a\n'), file(`${'x'.repeat(300)}/b.yml`, 'b\n'))).rejects.toThrow('longer than');
    const deep = Array.from({ length: 60 }, () => 'y'.repeat(80)).join('/');
    await expect(exportAll(file('a.yml', 'a\n'), file(`${deep}/b.yml`, 'b\n'))).rejects.toThrow('longer than');
    put('.pipedraft', 'a file');
    await expect(exportAll(file('a.yml', 'a\n'))).rejects.toThrow('".pipedraft" in');
    expect(existsSync(join(folder, 'a.yml'))).toBe(false);
  });

  it('records what was written before a file failed, so that the next one invents no conflict', async () => {
    const files = (text: string) => [file('a.yml', `a: ${text}\n`), file('b.yml', `b: ${text}\n`), file('c.yml', `c: ${text}\n`)];
    await exportAll(...files('1'));
    const second = await compareExport(folder, files('2'), true, await recordOf());
    const failing = (path: string, content: string | Uint8Array) => {
      if (path.endsWith('b.yml')) return Promise.reject(new UserError('The disk is full.', 'Make room.'));
      writeFileSync(path, content);
      return Promise.resolve();
    };
    const error: unknown = await writeExport(second, files('2'), 'churn', failing).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      problem: 'The disk is full.',
      fix: '1 file of 3 was written and is recorded. Make room. Then export again.',
    });
    expect(await exportAll(...files('3'))).toEqual({ 'a.yml': 'changed', 'b.yml': 'changed', 'c.yml': 'changed' });
    expect(read('a.yml')).toBe('a: 3\n');
  });

  it('leaves no empty folder of files that it has removed', async () => {
    await exportAll(file('ml/compute/a.yml', 'a\n'), file('ml/b.yml', 'b\n'));
    await exportAll(file('ml/b.yml', 'b\n'));
    expect(existsSync(join(folder, 'ml/compute'))).toBe(false);
    expect(existsSync(join(folder, 'ml'))).toBe(true);
  });
});

describe('what an exporter wrote that was asked for alone', () => {
  it('stays when everything that the plan calls for is exported, until that gives it too', async () => {
    const [plan, bundle] = [planAt('churn.pipedraft.yaml'), [file('a.yml', 'a\n')]];
    await exportAs(plan, [file('infra/main.tf', 'x\n')], false);
    expect(await exportAs(plan, bundle)).toEqual({ 'a.yml': 'new' });
    expect(read('infra/main.tf')).toBe('x\n');
    expect(await exportAs(plan, [file('infra/main.tf', 'y\n')], false)).toEqual({ 'infra/main.tf': 'changed' });
    await exportAs(plan, [...bundle, file('infra/main.tf', 'y\n')]);
    expect(await exportAs(plan, bundle)).toMatchObject({ 'infra/main.tf': 'gone' });
  });
});

describe('a folder that cannot be used', () => {
  it('is refused with symbolic links in it, and nothing is written', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'pipedraft-outside-'));
    symlinkSync(outside, join(folder, 'ml'));
    await expect(exportAll(file('b.yml', 'b\n'), file('ml/a.yml', 'a\n'))).rejects.toThrow('is a symbolic link');
    expect(existsSync(join(folder, 'b.yml'))).toBe(false);
    rmSync(outside, { recursive: true });
  });

  it('is refused with a folder in the place of a file, or a file in the place of a folder', async () => {
    mkdirSync(join(folder, 'a.yml'));
    await expect(exportAll(file('a.yml', 'a\n'))).rejects.toThrow('is a folder');
    put('ml', 'x');
    await expect(exportAll(file('ml/b.yml', 'b\n'))).rejects.toThrow('is a file');
  });

  it('is refused with a damaged record', async () => {
    await exportAll(file('a.yml', 'a\n'));
    put(recordPath, '<<<<<<< HEAD\n');
    await expect(exportAll(file('a.yml', 'a\n'))).rejects.toThrow('damaged');
  });

  it('is left alone when a file would be written outside of it', async () => {
    await expect(exportAll(file('a.yml', 'a\n'), file('../a.yml', 'a\n'))).rejects.toThrow('leaves the folder');
    expect(existsSync(join(folder, 'a.yml'))).toBe(false);
  });

  it('does not follow a path of the record that leaves it', async () => {
    await exportAll(file('a.yml', 'a\n'));
    put('victim.txt', 'v\n');
    put(recordPath, read(recordPath).replace('"a.yml"', '"sub/../../victim.txt"'));
    await exportAll(file('b.yml', 'b\n'));
    expect(read('victim.txt')).toBe('v\n');
  });
});
