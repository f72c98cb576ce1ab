import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';
import { severities } from '#engine/validate';
import { ConfigSchema } from '../../src/config/index.ts';

/* The configuration file of a project: where it is found, what it decides, and what is said of one that is wrong. */

const run = builtCommand();
const root = join(import.meta.dirname, '../..');
const day = ['--today', '2026-11-21'];
const bulk = 'churn-scoring.pipedraft.yaml';

let folder: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const config = (...lines: string[]) => write('.pipedraftrc.yaml', `config: 1\n${lines.join('\n')}\n`);
const check = (...args: string[]) => run(['check', ...day, ...args], { in: folder });

beforeEach(() => {
  folder = ownFolder();
  mkdirSync(join(folder, '.git'));
  for (const name of [bulk, `dev-${bulk}`]) {
    mkdirSync(join(folder, 'plans'), { recursive: true });
    copyFileSync(join(root, 'resources/examples', bulk), join(folder, 'plans', name));
  }
});

it('decides what fails; the command line wins', async () => {
  config('fail-on: info', 'max-cost: 100', 'allow-unknown-cost: true');
  const [file, line, none] = await Promise.all([
    check(`plans/${bulk}`),
    check(`plans/${bulk}`, '--fail-on', 'error', '--max-cost', '100000'),
    check(`plans/${bulk}`, '--no-config'),
  ]);
  expect(file.exit).toBe(1);
  expect(file.talk).toMatch(/^plans\/churn-scoring\.pipedraft\.yaml: A month costs .* that --max-cost allows\.\n$/);
  expect([line, none].map(({ exit, talk }) => ({ exit, talk }))).toEqual([
    { exit: 0, talk: '' },
    { exit: 0, talk: '' },
  ]);
});

it('lists the plans to check, and has budgets of its own for some', async () => {
  config('files: ["plans/**/*.pipedraft.yaml"]', 'budgets: { "plans/dev-*": 1, "plans/*": 100000 }', 'allow-unknown-cost: true');
  const { exit, talk } = await check();
  expect(exit).toBe(1);
  expect(talk).toMatch(/^plans\/dev-churn-scoring\.pipedraft\.yaml: A month costs .*more than the 1\.00 USD that --max-cost allows\.\n$/);
  expect((await run(['check', ...day], { in: join(folder, 'plans') })).talk).toMatch(/^dev-churn-scoring/);
});

it('brings packs and prices from its own folder, wherever the command runs', async () => {
  config('packs: [rules/contoso]');
  write('rules/contoso/pipedraft.pack.yaml', 'pack: 1\nid: contoso\nname: Contoso\nversion: "1.2.0"\n');
  const args = ['--format', 'json', ...day];
  const [here, inside, scored] = await Promise.all([
    run(['check', `plans/${bulk}`, ...args], { in: folder }),
    run(['check', bulk, ...args], { in: join(folder, 'plans') }),
    run(['score', bulk, ...args], { in: join(folder, 'plans') }),
  ]);
  for (const { out } of [here, inside, scored])
    expect(JSON.parse(out)).toMatchObject({ packs: [{ id: 'contoso', name: 'Contoso', version: '1.2.0' }] });
  const piped = await run(['check', '-', ...args], { in: join(folder, 'plans'), input: 'pipedraft: 1\nname: Piped\n' });
  expect(JSON.parse(piped.out)).toMatchObject({ packs: [{ id: 'contoso' }] });
});

it('is that of the nearest folder, each plan by its own, and of none above the repository', async () => {
  config('max-cost: 1', 'allow-unknown-cost: true');
  write('plans/.pipedraftrc.yaml', 'config: 1\n');
  expect((await check(`plans/${bulk}`)).exit).toBe(0);
  copyFileSync(join(folder, 'plans', bulk), join(folder, bulk));
  const both = await check(`plans/${bulk}`, bulk);
  expect(both.talk).toMatch(/^churn-scoring\.pipedraft\.yaml: A month costs [^\n]*\n$/);
  mkdirSync(join(folder, 'other/.git'), { recursive: true });
  copyFileSync(join(folder, bulk), join(folder, 'other', bulk));
  expect((await check(`other/${bulk}`)).exit).toBe(0);
});

it('is another one with --config', async () => {
  write('strict.yaml', 'config: 1\nfail-on: info\n');
  expect((await check(`plans/${bulk}`, '--config', 'strict.yaml')).exit).toBe(1);
  expect(await check(`plans/${bulk}`, '--config', 'none.yaml')).toMatchObject({
    exit: 2,
    talk: expect.stringMatching(/^There is no file "none\.yaml"\./),
  });
  expect((await check(`plans/${bulk}`, '--config', 'strict.yaml', '--no-config')).talk).toMatch(/^Use --config or --no-config, not both\./);
});

it('may limit the rise of the cost, which counts when something is compared with', async () => {
  config('max-cost-increase: [0, "5%"]');
  expect((await check(`plans/${bulk}`)).exit).toBe(0);
  const against = await check(`plans/${bulk}`, '--against', '/dev/null', '--fail-on', 'never', '--allow-unknown-cost');
  expect(against.talk).toContain('--max-cost-increase allows 0 USD');
});

describe('one that is wrong', () => {
  it.each<[string, string]>([
    ['config: 1\nfial-on: error\n', '.pipedraftrc.yaml:2:1: "fial-on" is not a key of the configuration file. Did you mean "fail-on"?\n'],
    ['fail-on: error\n', '.pipedraftrc.yaml:1:1: The configuration file has no "config". '],
    ['config: 2\n', '.pipedraftrc.yaml:1:1: "config" cannot be 2. It is one of: 1.\n'],
    ['config: 1\nmax-cost: much\n', '.pipedraftrc.yaml:2:1: "max-cost" must be a number'],
    ['config: 1\nmax-cost-increase: [tenth]\n', '.pipedraftrc.yaml:2:21: '],
    ['config: 1\nfail-on: fatal\n', '.pipedraftrc.yaml:2:1: "fail-on" cannot be "fatal". It is one of: error, warning, info, never.\n'],
    ['config: [1\n', '.pipedraftrc.yaml:'],
    ['', '.pipedraftrc.yaml:'],
  ])('%j', async (text, says) => {
    write('.pipedraftrc.yaml', text);
    const { exit, out, talk } = await check(`plans/${bulk}`, '--format', 'json');
    expect(exit).toBe(2);
    expect(talk).toContain(says);
    expect(JSON.parse(out)).toMatchObject({ findings: [], errors: [{ file: '.pipedraftrc.yaml' }] });
  });
});

it('knows the severities that the option has', () => {
  expect(ConfigSchema.shape['fail-on'].unwrap().options).toEqual([...severities, 'never']);
});
