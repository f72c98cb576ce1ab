import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* Exported files that are not text: written, compared by their bytes, and never replaced once a person edited them. */

const run = builtCommand();
const plan = (title: string) => `pipedraft: 1\nname: A plan\nnodes:\n  lake: {service: azure-storage, title: ${title}}\n`;
const file = 'docs/a.pptx';

function folderWithPlan(): string {
  const folder = ownFolder();
  writeFileSync(join(folder, 'a.pipedraft.yaml'), plan('Lake'));
  return folder;
}
const exporting = (...options: readonly string[]) => ['export', 'a.pipedraft.yaml', '--to', 'pptx', '--today', '2026-11-21', ...options];

describe('export --to pptx', () => {
  it('needs a folder, since slides are not text', async () => {
    const folder = folderWithPlan();
    const { exit, out, talk } = await run(exporting(), { in: folder });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(talk).toContain('"pptx" writes a file that is not text. Name the folder with --out.');
  });

  it('writes slides, compares them, and leaves edited ones alone', async () => {
    const folder = folderWithPlan();
    expect(await run(exporting('--out', '.'), { in: folder })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, file)).subarray(0, 2).toString()).toBe('PK');
    expect(await run(exporting('--check'), { in: folder })).toMatchObject({ exit: 0, out: '' });

    writeFileSync(join(folder, 'a.pipedraft.yaml'), plan('Another'));
    expect(await run(exporting('--check'), { in: folder })).toMatchObject({
      exit: 1,
      out: `Binary files a/${file} and b/${file} differ\n`,
    });

    appendFileSync(join(folder, file), 'edited');
    const before = readFileSync(join(folder, file));
    const { exit, talk } = await run(exporting('--out', '.'), { in: folder });
    expect(exit).toBe(1);
    expect(talk).toContain(`${file}: left alone: it is not text and was edited`);
    expect(readFileSync(join(folder, file))).toEqual(before);
  });

  it('is no part of the bundle', async () => {
    const folder = folderWithPlan();
    expect(await run(['export', 'a.pipedraft.yaml', '--to', 'bundle', '--out', '.'], { in: folder })).toMatchObject({ exit: 0 });
    expect(existsSync(join(folder, file))).toBe(false);
  });
});
