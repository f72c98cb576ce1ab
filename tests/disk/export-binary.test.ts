import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareExport, readRecord, recordPath, writeExport } from '#disk';
import type { ExportedFile } from '#engine/export';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipedraft-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (...list: number[]) => Uint8Array.from([0x50, 0x4b, 0, 0xff, ...list]);
const file = (content: Uint8Array): ExportedFile => ({
  path: 'a.pptx',
  text: 'Title\n',
  bytes: content,
  exporter: 'test',
  blocks: [],
  executable: false,
});
const other: ExportedFile = { path: 'a.yml', text: 'a\n', exporter: 'other', blocks: [], executable: false };
const read = () => [...readFileSync(join(folder, 'a.pptx'))];

/** Exports, and returns the states of the files. */
async function exportAll(files: readonly ExportedFile[], isWhole = true): Promise<Record<string, string>> {
  const plan = { path: join(folder, 'a.pipedraft.yaml'), file: 'a.pipedraft.yaml', name: 'A' };
  const compared = await compareExport(folder, files, isWhole, await readRecord(folder, plan));
  await writeExport(compared, files, 'churn');
  return Object.fromEntries(compared.files.map(({ path, state }) => [path, state]));
}

describe('an exported file that is not text', () => {
  it('is written with its bytes, and recorded by its hash alone', async () => {
    expect(await exportAll([file(bytes(1))])).toEqual({ 'a.pptx': 'new' });
    expect(read()).toEqual([...bytes(1)]);
    const record = JSON.parse(readFileSync(join(folder, recordPath), 'utf8')) as { files: Record<string, object> };
    expect(Object.keys(record.files['a.pptx'] ?? {})).toEqual(['plans', 'exporter', 'sha256']);
    expect(await exportAll([file(bytes(1))])).toEqual({ 'a.pptx': 'same' });
  });

  it('is replaced when nobody edited it', async () => {
    await exportAll([file(bytes(1))]);
    expect(await exportAll([file(bytes(2))])).toEqual({ 'a.pptx': 'changed' });
    expect(read()).toEqual([...bytes(2)]);
  });

  it('is never replaced when a person edited it, until the plan gives what it gave or the file is gone', async () => {
    await exportAll([file(bytes(1))]);
    writeFileSync(join(folder, 'a.pptx'), bytes(9));
    expect(await exportAll([file(bytes(1))])).toEqual({ 'a.pptx': 'edited' });
    expect(await exportAll([file(bytes(2))])).toEqual({ 'a.pptx': 'outdated' });
    expect(await exportAll([file(bytes(2))])).toEqual({ 'a.pptx': 'outdated' });
    expect(read()).toEqual([...bytes(9)]);
    rmSync(join(folder, 'a.pptx'));
    expect(await exportAll([file(bytes(2))])).toEqual({ 'a.pptx': 'new' });
  });

  it('is left alone when no export wrote it', async () => {
    writeFileSync(join(folder, 'a.pptx'), bytes(9));
    expect(await exportAll([file(bytes(1))])).toEqual({ 'a.pptx': 'foreign' });
    expect(read()).toEqual([...bytes(9)]);
  });

  it('is removed when the plan does not give it any more, unless it was edited', async () => {
    await exportAll([file(bytes(1)), other]);
    expect(await exportAll([other])).toEqual({ 'a.yml': 'same', 'a.pptx': 'gone' });
    await exportAll([file(bytes(1)), other]);
    writeFileSync(join(folder, 'a.pptx'), bytes(9));
    expect(await exportAll([other])).toEqual({ 'a.yml': 'same', 'a.pptx': 'kept' });
    expect(read()).toEqual([...bytes(9)]);
    expect(await exportAll([file(bytes(2)), other])).toMatchObject({ 'a.pptx': 'outdated' });
  });

  it('keeps its place in the record when another exporter runs alone', async () => {
    await exportAll([file(bytes(1))]);
    await exportAll([other], false);
    expect(await exportAll([file(bytes(2)), other])).toEqual({ 'a.pptx': 'changed', 'a.yml': 'same' });
  });
});
