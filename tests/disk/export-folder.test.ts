import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareExport, readRecord, recordPath, writeExport } from '#disk';
import type { ExportedFile } from '#engine/export';

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
async function exportAll(...files: ExportedFile[]): Promise<Record<string, string>> {
  const compared = await compareExport(folder, files, true);
  await writeExport(compared, files, 'churn');
  return Object.fromEntries(compared.files.map(({ path, state }) => [path, state]));
}
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
    expect((await readRecord(folder))?.prefix).toBe('churn');
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
    expect(await exportAll(file('a.yml', lines(...ten.slice(0, 9), 'ten')))).toEqual({ 'a.yml': 'same' });
    expect(read('a.yml')).toContain('by hand');
  });

  it('marks conflicts, and leaves the file alone until they are resolved', async () => {
    await exportAll(file('a.yml', 'x: 1\n'));
    put('a.yml', 'x: 2\n');
    expect(await exportAll(file('a.yml', 'x: 3\n'))).toEqual({ 'a.yml': 'conflict' });
    expect(read('a.yml')).toBe('<<<<<<< edited here\nx: 2\n=======\nx: 3\n>>>>>>> exported from the plan\n');
    expect(await exportAll(file('a.yml', 'x: 3\n'))).toEqual({ 'a.yml': 'unresolved' });
    put('a.yml', 'x: 2\n');
    expect(await exportAll(file('a.yml', 'x: 3\n'))).toEqual({ 'a.yml': 'same' });
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

  it('of one exporter keeps the record of the others', async () => {
    await exportAll(file('a.yml', 'a\n'), file('b.yml', 'b\n'));
    const part = [file('a.yml', 'a2\n')];
    await writeExport(await compareExport(folder, part, false), part, 'churn');
    expect(Object.keys((await readRecord(folder))?.files ?? {})).toEqual(['a.yml', 'b.yml']);
    expect(read('b.yml')).toBe('b\n');
  });
});

describe('a folder that cannot be used', () => {
  it('is refused with symbolic links in it, and nothing is written', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'pipedraft-outside-'));
    symlinkSync(outside, join(folder, 'ml'));
    await expect(exportAll(file('b.yml', 'b\n'), file('ml/a.yml', 'a\n'))).rejects.toThrow('"ml" is a symbolic link');
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
