import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* Files of exporters in a folder: several plans beside each other, edits, refusals that write nothing, and the options of the command. */

const run = builtCommand();
const examples = join(import.meta.dirname, '../../resources/examples');
const exampleText = (id: string) => readFileSync(join(examples, `${id}.pipedraft.yaml`), 'utf8');
const lake = (more = '') => `pipedraft: 1\nname: Lake\nnodes:\n  lake: {service: azure-storage, title: Lake${more}}\n`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = ownFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
const exporting = (plan: string, ...options: readonly string[]) => ['export', plan, '--today', '2026-11-21', ...options];
const bundle = (plan: string, ...options: readonly string[]) => exporting(plan, '--to', 'bundle', '--out', '.', ...options);

describe('two plans in one folder', () => {
  it('keep apart: the second is refused where it would write the files of the first', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': exampleText('churn-scoring'), 'b.pipedraft.yaml': exampleText('template-azure-ml') });
    const first = await run(bundle('a.pipedraft.yaml'), { in: folder });
    expect(first.exit).toBe(0);
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const second = await run(bundle('b.pipedraft.yaml'), { in: folder });
    expect(second).toMatchObject({ exit: 2, out: '' });
    expect(second.talk).toContain('in this folder belong to the plan a.pipedraft.yaml. Nothing was written.');
    // a value for each key that moves one of the files, and with them the export is written
    const values = [...second.talk.matchAll(/"([\w.-]+): ([^"]+)"/g)].map(([, key = '', value = '']) => [key, value] as const);
    expect(values).toEqual([
      ['exports.layout.docs', 'b/docs'],
      ['exports.layout.infra', 'b/infra'],
      ['exports.layout.ml', 'b/ml'],
    ]);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(readme);
    expect(await run(bundle('b.pipedraft.yaml', '--check'), { in: folder })).toMatchObject({ exit: 2, out: '' });

    // what only the second gives is written under its own prefix
    expect(await run(exporting('b.pipedraft.yaml', '--to', 'drawio', '--out', '.'), { in: folder })).toMatchObject({ exit: 0 });
    expect(await run(bundle('a.pipedraft.yaml', '--check'), { in: folder })).toMatchObject({ exit: 0, out: '' });
    const { plans } = JSON.parse(readFileSync(join(folder, '.pipedraft/exports.json'), 'utf8')) as { plans: object };
    expect(plans).toEqual({
      'a.pipedraft.yaml': { prefix: 'a', name: expect.any(String) as string },
      'b.pipedraft.yaml': { prefix: 'b', name: expect.any(String) as string },
    });
  });

  it('fit once the second states the values that its refusal names', async () => {
    const names = ['a', 'b'].map((name) => `${name}.pipedraft.yaml`);
    const [a = '', b = ''] = names;
    const folder = folderWith({
      [a]: exampleText('churn-scoring'),
      [b]: exampleText('churn-scoring').replace('\nname: ', '\nname: Other '),
    });
    expect(await run(bundle(a), { in: folder })).toMatchObject({ exit: 0 });
    const { talk } = await run(bundle(b), { in: folder });
    const values = new Map([...talk.matchAll(/"([\w.-]+): ([^"]+)"/g)].map(([, key = '', value = '']) => [key, value]));
    expect(values.get('nodes.release.definition')).toBe('azure-pipelines-b.yml');
    const layout = [...values].flatMap(([key, value]) =>
      key.startsWith('exports.layout.') ? [`${key.slice('exports.layout.'.length)}: ${value}`] : [],
    );
    const stated = readFileSync(join(folder, b), 'utf8')
      .replace(/^nodes:/m, `exports: {layout: {${layout.join(', ')}}}\nnodes:`)
      .replace(/^ {2}release:\n/m, `  release:\n    definition: ${values.get('nodes.release.definition') ?? ''}\n`);
    writeFileSync(join(folder, b), stated);
    expect(await run(bundle(b), { in: folder })).toMatchObject({ exit: 0 });
    expect(existsSync(join(folder, 'azure-pipelines-b/variables.yml'))).toBe(true);
    for (const name of names) expect(await run(bundle(name, '--check'), { in: folder })).toMatchObject({ exit: 0, out: '' });
  });

  it('share a repository where the plan states other folders', async () => {
    const other = exampleText('template-azure-ml').replace(
      /^nodes:/m,
      'exports: {layout: {infra: b/infra, docs: b/docs, ml: b/ml}}\nnodes:',
    );
    const folder = folderWith({ 'a.pipedraft.yaml': exampleText('churn-scoring'), 'b.pipedraft.yaml': other });
    expect(await run(bundle('a.pipedraft.yaml'), { in: folder })).toMatchObject({ exit: 0 });
    expect(await run(bundle('b.pipedraft.yaml'), { in: folder })).toMatchObject({ exit: 0 });
    expect(existsSync(join(folder, 'b/docs/summary.md'))).toBe(true);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('a.pipedraft.yaml');
    expect(await run(bundle('a.pipedraft.yaml', '--check'), { in: folder })).toMatchObject({ exit: 0, out: '' });
    expect(await run(bundle('b.pipedraft.yaml', '--check'), { in: folder })).toMatchObject({ exit: 0, out: '' });
  });

  it('are one plan if only the file was renamed', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    await run(bundle('a.pipedraft.yaml'), { in: folder });
    renameSync(join(folder, 'a.pipedraft.yaml'), join(folder, 'c.pipedraft.yaml'));
    expect(await run(bundle('c.pipedraft.yaml'), { in: folder })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, '.pipedraft/exports.json'), 'utf8')).toContain('"c.pipedraft.yaml": {"prefix":"a","name":"Lake"}');
  });
});

describe('export --check', () => {
  it('names an edited file with its difference, and passes: an export would leave it as it is', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    await run(bundle('a.pipedraft.yaml'), { in: folder });
    const file = join(folder, 'infra/main.bicep');
    writeFileSync(file, `${readFileSync(file, 'utf8')}// by hand\n`);
    const { exit, out, talk } = await run(bundle('a.pipedraft.yaml', '--check'), { in: folder });
    expect(exit).toBe(0);
    expect(out).toContain('--- a/infra/main.bicep\n+++ b/infra/main.bicep\n');
    expect(out).toContain('\n-// by hand\n');
    expect(talk).toContain('infra/main.bicep: edited since the export.');
    expect(talk).toMatch(/\d+ files as the plan gives them, 1 edited\.\n$/);
  });

  it.each([
    ['emptied', ''],
    ['emptied but for a line end', '\n'],
    ['deleted', undefined],
  ] as const)('fails if a file was %s', async (_, text) => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    await run(bundle('a.pipedraft.yaml'), { in: folder });
    const file = join(folder, 'infra/main.bicep');
    if (text === undefined) renameSync(file, `${file}.gone`);
    else writeFileSync(file, text);
    const { exit, out } = await run(bundle('a.pipedraft.yaml', '--check'), { in: folder });
    expect(exit).toBe(1);
    expect(out).toContain('+++ b/infra/main.bicep\n');
  });
});

describe('an export that is refused', () => {
  it('because of a value names its key and its line', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': `${lake()}exports:\n  layout:\n    infra: ../x\n` });
    const { exit, talk } = await run(bundle('a.pipedraft.yaml'), { in: folder });
    expect(exit).toBe(2);
    expect(talk).toContain('a.pipedraft.yaml:7:5: "exports.layout.infra" of the plan is "../x", which leaves the folder.');
  });

  it.each([
    ['.pipedraft/exports.json', 'is inside of ".pipedraft"'],
    ['README.md', 'Two things would be written to "README.md"'],
    ['infra/MAIN.bicep', 'are one place on Windows and macOS'],
    ['Infra/job.yml', 'are one place on Windows and macOS'],
    ['infra', 'a folder is needed there'],
    ['infra/main.bicep/job.yml', 'a folder is needed there'],
    ['a.pipedraft.yaml', 'is the file of a plan'],
    ['~/job.yml', 'home folder'],
    ['ml/\u202etxt.yml', 'direction of text'],
    [`${'x'.repeat(300)}/job.yml`, 'longer than file systems allow'],
  ])('because of the definition %s writes nothing', async (definition, problem) => {
    const step = `  step: {service: azure-ml-jobs-sdk, title: Step, definition: ${JSON.stringify(definition)}}\n`;
    const folder = folderWith({ 'a.pipedraft.yaml': `${lake()}${step}` });
    const { exit, talk } = await run(bundle('a.pipedraft.yaml'), { in: folder });
    expect(talk).toContain(problem);
    expect(exit).toBe(2);
    expect(existsSync(join(folder, 'README.md'))).toBe(false);
    expect(existsSync(join(folder, '.pipedraft'))).toBe(false);
  });

  it('because --out is a file says so', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake(), out: 'x' });
    const { exit, talk } = await run(exporting('a.pipedraft.yaml', '--to', 'bundle', '--out', 'out'), { in: folder });
    expect(exit).toBe(2);
    expect(talk).toContain('out" is a file, and a folder is needed for the export.');
  });
});

describe('the options of an export', () => {
  it('write a single file under the name that --out states', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    mkdirSync(join(folder, 'sub'));
    expect(await run(exporting('a.pipedraft.yaml', '--to', 'csv', '--out', 'sub/c.csv'), { in: folder })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, 'sub/c.csv'), 'utf8')).toContain('Lake');
    expect(existsSync(join(folder, 'sub/.pipedraft'))).toBe(false);
    expect(await run(exporting('a.pipedraft.yaml', '--to', 'pptx', '--out', 's.pptx'), { in: folder })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, 's.pptx')).subarray(0, 2).toString()).toBe('PK');
    const check = exporting('a.pipedraft.yaml', '--to', 'csv', '--out', 'sub/c.csv', '--check');
    expect(await run(check, { in: folder })).toMatchObject({ exit: 0 });
    writeFileSync(join(folder, 'sub/c.csv'), '');
    expect(await run(check, { in: folder })).toMatchObject({ exit: 1 });
    expect(await run(exporting('a.pipedraft.yaml', '--to', 'csv', '--out', 'sub'), { in: folder })).toMatchObject({ exit: 0 });
    expect(existsSync(join(folder, 'sub/cost.csv'))).toBe(true);
  });

  it('write nothing for an exporter that the plan has nothing for', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    for (const to of ['adf', 'github-actions']) {
      const { exit, talk } = await run(exporting('a.pipedraft.yaml', '--to', to, '--out', 'out'), { in: folder });
      expect({ exit, talk }).toEqual({ exit: 0, talk: `The plan has nothing for "${to}".\n` });
    }
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('keep files of an exporter that was asked for alone', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    await run(exporting('a.pipedraft.yaml', '--to', 'terraform', '--out', '.'), { in: folder });
    const { talk } = await run(bundle('a.pipedraft.yaml'), { in: folder });
    expect(talk).not.toContain('removed');
    expect(existsSync(join(folder, 'infra/terraform/main.tf'))).toBe(true);
  });

  it('are refused when one is given twice, or the folder has no name', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': lake() });
    const twice = await run(exporting('a.pipedraft.yaml', '--to', 'csv', '--to', 'markdown'), { in: folder });
    expect(twice).toMatchObject({ exit: 2, out: '' });
    expect(twice.talk).toContain('--to was given twice');
    const nameless = await run(exporting('a.pipedraft.yaml', '--to', 'bundle', '--out', ''), { in: folder });
    expect(nameless).toMatchObject({ exit: 2, out: '' });
    expect(nameless.talk).toContain('--out needs a path');
    expect(existsSync(join(folder, '.pipedraft'))).toBe(false);
  });

  it('say how many errors the plan has', async () => {
    const folder = folderWith({ 'a.pipedraft.yaml': `${lake()}edges:\n  - {from: lake, to: nowhere, kind: data}\n` });
    const { talk } = await run(bundle('a.pipedraft.yaml'), { in: folder });
    expect(talk).toContain('"pipedraft check" lists');
  });
});

it('"-" is no folder to export to', async () => {
  const folder = folderWith({ 'a.pipedraft.yaml': lake() });
  const { exit, talk } = await run(exporting('a.pipedraft.yaml', '--to', 'markdown', '--out', '-'), { in: folder });
  expect({ exit, made: existsSync(join(folder, '-')) }).toEqual({ exit: 2, made: false });
  expect(talk).toContain('Without --out, a single file goes to standard output.');
});
