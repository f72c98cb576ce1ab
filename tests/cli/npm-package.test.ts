import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packCommand } from '../../scripts/pack-command.mjs';

/* The npm package: packed, installed into an empty project without a network, and used there as a command and by a program. */

const root = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'pipedraft-npm-'));
const project = join(home, 'project');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function ran(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: project,
    encoding: 'utf8',
    timeout: 120_000,
    shell: process.platform === 'win32',
  });
  return { exit: status, out: stdout, talk: stderr };
}

let packed: { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] };

beforeAll(async () => {
  mkdirSync(project);
  await packCommand(root, join(home, 'package'));
  const { out } = ran(npm, 'pack', join(home, 'package'), '--json', '--offline', '--pack-destination', home);
  [packed] = JSON.parse(out) as [typeof packed];
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  copyFileSync(join(root, 'resources/examples/churn-scoring.pipedraft.yaml'), join(project, 'churn.pipedraft.yaml'));
  const installed = ran(npm, 'install', '--offline', '--no-audit', '--no-fund', join(home, packed.filename));
  expect(installed.exit, installed.talk).toBe(0);
}, 300_000);
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

describe('what is packed', () => {
  it('is at most 1.5 MB, and depends on nothing', () => {
    expect(packed.size).toBeLessThan(1.5 * 1024 * 1024);
    expect(statSync(join(home, packed.filename)).size).toBe(packed.size);
    const manifest = JSON.parse(readFileSync(join(project, 'node_modules/pipedraft/package.json'), 'utf8')) as Record<string, unknown>;
    for (const key of ['dependencies', 'optionalDependencies', 'peerDependencies', 'scripts']) expect(manifest).not.toHaveProperty(key);
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['pipedraft']);
  });

  it('has the licences of what is inside, and no tests', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'THIRD-PARTY-LICENCES.md',
        'README.md',
        'index.d.ts',
        'types.d.ts',
        'pipedraft.1',
        'schema/pipedraft-v1.schema.json',
      ]),
    );
    expect(paths.filter((path) => /test|electron|svelte/i.test(path))).toEqual([]);
    const licences = readFileSync(join(project, 'node_modules/pipedraft/THIRD-PARTY-LICENCES.md'), 'utf8');
    for (const name of ['yaml', 'zod', 'picomatch', '@lucide/svelte', 're2js']) expect(licences).toContain(`## ${name} `);
    for (const name of ['dexie', '@codemirror/state']) expect(licences).not.toContain(`## ${name} `);
  });

  it('names no place of the machine that it was made on', () => {
    const folder = join(project, 'node_modules/pipedraft');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => /\.(?:mjs|ts|json|md|1)$/.test(one)))
      expect(readFileSync(join(folder, name), 'utf8').includes(root), name).toBe(false);
  });
});

/** The files that a file loads before it runs, itself among them. */
function loadedBy(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/^import (?:[^"';]* from )?["'](\.[^"']+)["'];$/gm))
    loadedBy(join(dirname(file), path), known);
  return known;
}

it('loads for a check only what a check needs', () => {
  const folder = join(project, 'node_modules/pipedraft');
  const loaded = new Set([join(folder, 'pipedraft.mjs'), join(folder, 'parts/check.mjs')].flatMap((file) => [...loadedBy(file)]));
  const all = readdirSync(join(folder, 'parts')).map((name) => join(folder, 'parts', name));
  const having = (part: string, files: Iterable<string>) => [...files].filter((file) => readFileSync(file, 'utf8').includes(part));
  for (const needed of ['PlanSchema = ', 'scorePlan(']) expect(having(needed, loaded), needed).not.toEqual([]);
  // of packs, of merging, of git, of comparisons, and schemas of files that ship
  for (const needless of [
    'RE2JS',
    'ManifestSchema = ',
    'diff3Merge',
    'GitProblem = class',
    'function diffPlans(',
    'ServiceSchema = ',
    'ConfigSchema = ',
  ]) {
    expect(having(needless, all), needless).not.toEqual([]);
    expect(having(needless, loaded), needless).toEqual([]);
  }
});

describe('installed', () => {
  it('is a command', () => {
    const checked = ran(
      process.platform === 'win32' ? 'npx.cmd' : 'npx',
      '--no-install',
      'pipedraft',
      'check',
      '.',
      '--today',
      '2026-11-21',
    );
    expect({ exit: checked.exit, talk: checked.talk }).toEqual({ exit: 0, talk: '' });
    expect(checked.out).toContain('1 plan checked: ');
  });

  it('is a library, as its page shows', () => {
    writeFileSync(
      join(project, 'use.mjs'),
      `import { readFileSync } from 'node:fs';
import { diff, evaluate, exportPlan, PipedraftError, readPlan, version } from 'pipedraft';
const text = readFileSync('churn.pipedraft.yaml', 'utf8');
const plan = readPlan(text, 'churn.pipedraft.yaml');
const options = { today: '2026-11-21' };
const evaluation = await evaluate(plan, options);
const { changes, same } = await diff(plan, readPlan(text.replace('Churn scoring', 'Churn scores')), options);
const bundle = await exportPlan(plan, { ...options, to: 'bundle' });
const svg = await exportPlan(plan, { ...options, to: 'svg' });
const refused = async (work) => { try { await work(); } catch (error) { return error instanceof PipedraftError ? error.problems : String(error); } };
console.log(JSON.stringify({
  version, plan, same, changes: changes.length, evaluation,
  paths: bundle.files.map(({ path }) => path), gaps: bundle.gaps.length, svg: svg.files.map(({ path, content }) => [path, content.slice(0, 4)]),
  broken: await refused(() => readPlan('pipedraft: 1\\nnmae: x\\n')),
  format: await refused(() => exportPlan(plan, { to: 'word' })),
  day: await refused(() => evaluate(plan, { today: 'soon' })),
  pack: await refused(() => evaluate(plan, { packs: ['none'] })),
  other: await refused(() => evaluate({ ...plan })),
}));
`,
    );
    const { exit, out, talk } = ran(process.execPath, 'use.mjs');
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    const said = JSON.parse(out) as Record<string, unknown>;
    expect(said).toMatchObject({
      version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
      plan: { file: 'churn.pipedraft.yaml', name: 'Churn scoring' },
      same: false,
      changes: 1,
      paths: expect.arrayContaining(['README.md']),
      svg: [['churn.pipedraft.svg', '<svg']],
      broken: expect.arrayContaining([expect.objectContaining({ line: 2, message: expect.stringContaining('"nmae"') })]),
      format: [{ message: 'There is no format "word".' }],
      day: [{ message: '"soon" is no day.' }],
      pack: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('none') })]),
      other: [{ message: 'This is no plan of "readPlan".' }],
    });
    // the same as the command
    const checked = ran(
      process.execPath,
      'node_modules/pipedraft/pipedraft.mjs',
      'check',
      'churn.pipedraft.yaml',
      '--format',
      'json',
      '--today',
      '2026-11-21',
    );
    expect(said['evaluation']).toEqual(JSON.parse(checked.out));
  });

  it('has types that a strict program can be written with', () => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { evaluate, exportPlan, diff, readPlan, PipedraftError, type Evaluation } from 'pipedraft';
const plan = readPlan('pipedraft: 1');
const { cost, findings }: Evaluation = await evaluate(plan, { today: '2026-11-21' });
export const total: number = cost.monthly.likely;
export const rules: string[] = findings.map(({ rule }) => rule);
export const paths: string[] = (await exportPlan(plan, { to: 'bundle' })).files.map(({ path }) => path);
export const same: boolean = (await diff(plan, plan)).same;
export const lines = (error: PipedraftError): (number | null)[] => error.problems.map(({ line }) => line);
// @ts-expect-error there is no such option
await evaluate(plan, { day: 'today' });
`,
    );
    const compile = (...more: string[]) =>
      ran(
        process.execPath,
        join(root, 'node_modules/typescript/bin/tsc'),
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        ...more,
        'use.ts',
      );
    for (const mode of ['nodenext', 'preserve']) {
      const { exit, out } = compile('--module', mode);
      expect({ exit, out }).toEqual({ exit: 0, out: '' });
    }
  });
});
