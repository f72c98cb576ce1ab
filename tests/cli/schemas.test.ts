import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { allCommands } from '../../src/cli/command-table.ts';
import { schemaFile, schemaNames, schemaText } from '../../src/cli/output/schemas.ts';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* JSON Schemas of everything that people write and that the command writes as JSON, against what it really writes. */

const run = builtCommand();
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'resources/schema');
const example = 'resources/examples/churn-scoring.pipedraft.yaml';
const templates = ['azure-ml', 'azure-ml-mlflow'].map((name) => `resources/examples/template-${name}.pipedraft.yaml`);
const day = ['--today', '2026-11-21'];

function validator(name: string) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  return ajv.compile(JSON.parse(schemaText(name)) as AnySchema);
}

function problemsOf(name: string, value: unknown) {
  const isValid = validator(name);
  return isValid(value) ? [] : isValid.errors;
}

it('are checked in, each as the command prints it; "npm run generate" writes them', () => {
  expect(readdirSync(folder).sort()).toEqual(schemaNames.map(schemaFile).sort());
  for (const name of schemaNames) expect(readFileSync(join(folder, schemaFile(name)), 'utf8'), name).toBe(schemaText(name));
});

it('cover every command that writes JSON', async () => {
  const writing = (await allCommands()).filter(({ options }) => options['format']?.choices?.includes('json')).map(({ name }) => name);
  const covered = new Set([...schemaNames, 'export', 'schema']); // the gaps of an export; schemas themselves
  expect(writing.filter((name) => !covered.has(name))).toEqual([]);
});

describe('of outputs', () => {
  it.each<[name: string, args: readonly string[]]>([
    ['check', ['check', example, ...day]],
    ['check', ['check', 'tests/fixtures/small.pipedraft.yaml', example, 'none.pipedraft.yaml', ...day, '--against', '/dev/null']],
    ['check', ['check', example, '--prices', 'none.csv']],
    ['check', ['check', example, '--pack', 'docs/packs/contoso', ...day]],
    ['table', ['check', 'tests/fixtures/small.pipedraft.yaml', example, 'none.pipedraft.yaml', ...day, '--table']],
    ['score', ['score', example, ...day]],
    ['score', ['score', 'none.pipedraft.yaml']],
    ['diff', ['diff', ...templates, ...day]],
    ['diff', ['diff', '/dev/null', example, ...day]],
    ['gaps', ['export', example, '--to', 'bundle', '--gaps', ...day]],
    ['pack', ['pack', 'docs/packs/contoso']],
    ['failure', ['diff', 'none.pipedraft.yaml', example]],
    ...['rules', 'exporters', 'services', 'starts', 'knowledge', 'limits', 'scoring', 'safeguards'].map((name): [string, string[]] => [
      name,
      [name],
    ]),
  ])('%s: %j', async (name, args) => {
    const { out } = await run([...args, '--format', 'json'], { in: root });
    expect(problemsOf(name, JSON.parse(out))).toEqual([]);
  });

  it('refuse an answer without a promised key', async () => {
    const { out } = await run(['check', example, ...day, '--format', 'json'], { in: root });
    const { cost: _, ...less } = JSON.parse(out) as { cost: object };
    expect(problemsOf('check', less)).not.toEqual([]);
  });
});

describe('of the configuration file', () => {
  it.each([
    ['config: 1\nfail-on: warning\nbudgets: { "plans/**": 5 }\nmax-cost-increase: [100, "10%"]\n', 0],
    ['config: 1\nfail-on: fatal\n', 2],
    ['config: 1\nfial-on: error\n', 2],
    ['fail-on: error\n', 2],
    ['config: 1\nmax-cost-increase: [tenth]\n', 2],
    ['config: 1\nmin-maintainability: 101\n', 2],
  ])('agrees with the command: %j', async (text, exit) => {
    const place = ownFolder();
    writeFileSync(join(place, '.pipedraftrc.yaml'), text);
    writeFileSync(join(place, 'a.pipedraft.yaml'), 'pipedraft: 1\nname: A\n');
    const ended = await run(['score', 'a.pipedraft.yaml'], { in: place });
    expect(ended.exit).toBe(exit);
    expect((problemsOf('config', parse(text)) ?? []).length > 0).toBe(exit === 2);
  });
});
