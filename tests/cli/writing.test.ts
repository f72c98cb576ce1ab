import { closeSync, linkSync, openSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawingSheet } from '#engine/packet';
import { createShaper, writeSvg } from '#paper';
import { evaluate } from '#engine/evaluate';
import { readPlan, writePlanJson } from '#engine/plan';
import { rules } from '#engine/validate';
import { builtCommand, type Ended } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { book, catalog, icons, scoring } from '../harness/resources.ts';

/* What the command writes: plans in canonical form, and plans in other formats. */

const run = builtCommand();
const byHand = '# ours\nname: Churn\npipedraft: 1 # the version\n';
const canonical = '# ours\npipedraft: 1 # the version\nname: Churn\n';
const schemaLine = '# yaml-language-server: $schema=./pipedraft-v1.schema.json\n';
const example = readFileSync(join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml'), 'utf8');

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = ownFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('fmt', () => {
  it('puts plans into canonical form, says which, and changes nothing a second time', async () => {
    const folder = folderWith({ 'a.yaml': byHand, 'b.json': '{"name":"B","pipedraft":1}', 'c.yaml': canonical });
    const files = ['a.yaml', 'b.json', 'c.yaml'];
    expect(await run(['fmt', ...files], { in: folder })).toEqual<Ended>({
      exit: 0,
      out: '',
      talk: 'a.yaml written in canonical form.\nb.json written in canonical form.\n',
    });
    expect(files.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
      canonical,
      '{\n  "pipedraft": 1,\n  "name": "B"\n}\n',
      canonical,
    ]);
    expect(readdirSync(folder)).toEqual(files);
    expect(await run(['fmt', ...files], { in: folder })).toEqual<Ended>({ exit: 0, out: '', talk: '' });
  });

  it('--check changes nothing, and fails when a plan is not in canonical form', async () => {
    const folder = folderWith({ 'a.yaml': byHand, 'c.yaml': canonical });
    const { mtimeMs } = statSync(join(folder, 'a.yaml'));
    expect(await run(['fmt', '--check', 'a.yaml', 'c.yaml'], { in: folder })).toEqual<Ended>({
      exit: 1,
      out: '',
      talk: 'a.yaml is not in canonical form. Run: pipedraft fmt a.yaml\n',
    });
    expect(await run(['fmt', '--check', 'c.yaml'], { in: folder })).toEqual<Ended>({ exit: 0, out: '', talk: '' });
    expect([readFileSync(join(folder, 'a.yaml'), 'utf8'), statSync(join(folder, 'a.yaml')).mtimeMs]).toEqual([byHand, mtimeMs]);
  });

  it('leaves line ends and byte order marks to whoever checked the file out', async () => {
    const windows = `\ufeff${canonical.replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ 'a.yaml': windows, 'b.yaml': `\ufeff${byHand.replaceAll('\n', '\r\n')}` });
    expect(await run(['fmt', '--check', 'a.yaml'], { in: folder })).toEqual<Ended>({ exit: 0, out: '', talk: '' });
    expect(await run(['fmt', 'a.yaml', 'b.yaml'], { in: folder })).toMatchObject({ exit: 0, talk: 'b.yaml written in canonical form.\n' });
    for (const name of ['a.yaml', 'b.yaml']) expect(readFileSync(join(folder, name), 'utf8')).toBe(windows);
    expect(await run(['fmt', '--check', 'a.yaml', 'b.yaml'], { in: folder })).toMatchObject({ exit: 0 });
  });

  it('leaves a comment at the end at the end, and says that it writes aliases out', async () => {
    const text = `${canonical}x-one: &one 5\nx-two: *one\nlayout:\n  a: [0, 0]\n  # of the layout\n# the end`;
    const folder = folderWith({ 'a.yaml': text });
    expect(await run(['fmt', 'a.yaml'], { in: folder })).toEqual<Ended>({
      exit: 0,
      out: '',
      talk: 'a.yaml: an alias is written out: canonical form repeats values.\na.yaml written in canonical form.\n',
    });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(`${text.replace('&one ', '').replace('*one', '5')}\n`);
  });

  it('writes the line that points at the schema where the schema is, and keeps one that is there', async () => {
    const folder = folderWith({ 'a.yaml': byHand });
    expect(await run(['schema', '--beside', 'a.yaml', './a.yaml'], { in: folder })).toEqual<Ended>({
      exit: 0,
      out: '',
      talk: 'pipedraft-v1.schema.json written.\n"pipedraft fmt" puts the line that points at it on top of a plan.\n',
    });
    expect(readFileSync(join(folder, 'pipedraft-v1.schema.json'), 'utf8')).toBe((await run(['schema'], { in: folder })).out);
    expect(await run(['fmt', 'a.yaml'], { in: folder })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(schemaLine + canonical);
    unlinkSync(join(folder, 'pipedraft-v1.schema.json'));
    expect(await run(['fmt', '--check', 'a.yaml'], { in: folder })).toMatchObject({ exit: 0 });
  });

  it('puts no schema over a file of somebody else', async () => {
    const folder = folderWith({ 'a.yaml': byHand, 'pipedraft-v1.schema.json': '{}' });
    expect(await run(['schema', '--beside', 'a.yaml'], { in: folder })).toMatchObject({ exit: 2, out: '' });
    expect(readFileSync(join(folder, 'pipedraft-v1.schema.json'), 'utf8')).toBe('{}');
  });

  it('writes none of them when one cannot be read', async () => {
    const folder = folderWith({ 'a.yaml': byHand, 'broken.yaml': 'name: [' });
    expect(await run(['fmt', 'a.yaml', 'broken.yaml'], { in: folder })).toMatchObject({ exit: 2, out: '' });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(byHand);
  });

  it('formats standard input to standard output', async () => {
    expect(await run(['fmt', '-'], { in: ownFolder(), input: byHand })).toEqual<Ended>({ exit: 0, out: canonical, talk: '' });
    expect(await run(['fmt', '--check', '-'], { in: ownFolder(), input: byHand })).toMatchObject({ exit: 1, out: '' });
  });
});

describe('export', () => {
  it('keeps the comments of a plan that is YAML already', async () => {
    const folder = folderWith({ 'plan.yaml': byHand });
    expect(await run(['export', 'plan.yaml', '--to', 'yaml'], { in: folder })).toEqual<Ended>({ exit: 0, out: canonical, talk: '' });
  });

  it('to json says the same plan', async () => {
    const folder = folderWith({ 'plan.yaml': example });
    const { exit, out } = await run(['export', 'plan.yaml', '--to', 'json', '--out', 'plan.json'], { in: folder });
    expect({ exit, out }).toEqual({ exit: 0, out: '' });
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(writePlanJson(readPlan(example, 'plan.yaml').plan));
    const back = await run(['export', 'plan.json', '--to', 'json'], { in: folder });
    expect(back.out).toBe(readFileSync(join(folder, 'plan.json'), 'utf8'));
  });

  it('says that a file with several names was parted from them', async () => {
    const folder = folderWith({ 'plan.yaml': example, 'old.json': '{}' });
    linkSync(join(folder, 'old.json'), join(folder, 'other.json'));
    const { exit, talk } = await run(['export', 'plan.yaml', '--to', 'json', '--out', 'old.json'], { in: folder });
    expect(exit).toBe(0);
    expect(talk).toMatch(/old\.json written\.\n.*old\.json.*other name/s);
    expect(readFileSync(join(folder, 'other.json'), 'utf8')).toBe('{}');
  });

  it('to svg draws it as the window does, with findings and cost', async () => {
    const folder = folderWith({ 'plan.yaml': example });
    const { plan } = readPlan(example, 'plan.yaml');
    const { findings, cost } = evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' });
    const { exit, out, talk } = await run(['export', '-', '--to', 'svg', '--today', '2026-11-21'], { in: folder, input: example });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    const list = drawingSheet({ plan, catalog, icons, findings, cost }, await createShaper(), 1);
    const [sheet] = list.sheets;
    expect(out === (sheet && (await writeSvg(sheet, { language: list.language })))).toBe(true);
    expect(out).toMatch(/^<svg [^]*Weekly training[^]*<\/svg>\s*$/);
  });

  it('takes the place of the file that --out names whole, and says so', async () => {
    const folder = folderWith({ 'plan.yaml': byHand, 'plan.svg': 'x'.repeat(100_000) });
    expect(await run(['export', 'plan.yaml', '--to', 'svg', '--out', 'plan.svg'], { in: folder })).toEqual<Ended>({
      exit: 0,
      out: '',
      talk: 'plan.svg written.\n',
    });
    expect(readFileSync(join(folder, 'plan.svg'), 'utf8')).toMatch(/^<svg [^x]*xmlns[^]*<\/svg>\s*$/);
    expect(readdirSync(folder)).toEqual(['plan.svg', 'plan.yaml']);
  });

  it.skipIf(process.platform === 'win32')('writes to a device as it comes, after what is there', async () => {
    const folder = folderWith({ 'plan.yaml': byHand, all: 'before\n' });
    const out = (args: string[], output?: number) =>
      run(['export', 'plan.yaml', '--to', 'yaml', ...args], { in: folder, ...(output === undefined ? {} : { output }) });
    expect(await out(['--out', '/dev/stdout'])).toEqual<Ended>({ exit: 0, out: canonical, talk: '' });
    expect(await out(['--out', '-'])).toEqual<Ended>({ exit: 0, out: canonical, talk: '' });
    const output = openSync(join(folder, 'all'), 'a');
    await out(['--out', '/dev/stdout'], output).finally(() => closeSync(output));
    expect(readFileSync(join(folder, 'all'), 'utf8')).toBe(`before\n${canonical}`);
    expect(readdirSync(folder)).toEqual(['all', 'plan.yaml']);
  });
});
