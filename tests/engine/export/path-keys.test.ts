import { describe, expect, it } from 'vitest';
import { PlanValueError } from '#engine/errors';
import type { ExportedFile } from '#engine/export';
import type { Plan } from '#engine/plan';
import { exported, inputOf, planFrom } from './harness.ts';
import { inputFor, shippedInputs } from './release-harness.ts';

/* An error about a path names the key of the plan that it follows from, and the value that helps. */

function refusal(plan: Plan): PlanValueError {
  try {
    exported(inputOf(plan));
  } catch (error) {
    if (error instanceof PlanValueError) return error;
    throw error;
  }
  throw new Error('The export was not refused.');
}

const planWith = (layout: string, nodes = '  train: {service: azure-ml-jobs-sdk}\n  lake: {service: azure-storage}') =>
  planFrom(`pipedraft: 1\nname: P\ncontext: {region: westeurope}\nexports: {layout: ${layout}}\nnodes:\n${nodes}\n`);

describe('a folder under exports.layout', () => {
  it.each([
    ['infra', '../x', 'leaves the folder'],
    ['ml', '/abs', 'is absolute'],
    ['infra', 'a:b', 'has a character that Windows refuses in names'],
    ['docs', '.git/hooks', 'is inside of ".git"'],
    ['scripts', '.github/workflows', 'is the folder of workflows, and GitHub would take the files for some'],
    ['k8s', 'CON', 'has the part "CON", which Windows reserves'], // also where no file is in it
  ])('%s: %s is refused by its key', (key, folder, why) => {
    const error = refusal(planWith(`{${key}: "${folder}"}`));
    expect(error.problem).toBe(`"exports.layout.${key}" of the plan is "${folder}", which ${why}.`);
    expect(error.path).toEqual(['exports', 'layout', key]);
  });

  it('that differs from another one in upper and lower case is named', () => {
    const error = refusal(planWith('{infra: all, ml: All}'));
    expect(error.fix).toMatch(/^Correct "exports\.layout\.(?:ml|infra)" or "exports\.layout\.(?:ml|infra)" of the plan\.$/);
  });
});

describe('the definition of a node', () => {
  it('is named where it leaves the folder', () => {
    const error = refusal(planWith('{}', '  train: {service: azure-ml-jobs-sdk, definition: ../train.yml}'));
    expect([error.path, error.fix]).toEqual([['nodes', 'train', 'definition'], 'Correct "nodes.train.definition" of the plan.']);
  });

  it('is named where two nodes would have one file', () => {
    const error = refusal(
      planWith(
        '{}',
        '  a: {service: azure-ml-jobs-sdk, definition: ml/one.yml, settings: {command: a}}\n  b: {service: azure-ml-jobs-sdk, definition: ml/one.yml, settings: {command: b}}',
      ),
    );
    expect(error.path).toEqual(['nodes', expect.stringMatching(/^[ab]$/), 'definition']);
    expect(error.fix).toBe('Correct "nodes.b.definition" or "nodes.a.definition" of the plan.');
  });
});

it('an exporter that does not exist is named by its place', () => {
  const plan = planFrom('pipedraft: 1\nname: P\nexports: {targets: [csv, bicepp]}\nnodes: {}\n');
  expect(refusal(plan).path).toEqual(['exports', 'targets', 1]);
});

describe('two plans in one folder', () => {
  const withoutOrigin = ({ text }: ExportedFile) => text.replace(/Exported from [^\n"]*/g, '');

  /** A plan with the values that its files say would place them elsewhere. */
  function moved(plan: Plan, taken: readonly ExportedFile[]): Plan {
    const layout: Record<string, string> = { ...plan.exports?.layout };
    const nodes = { ...plan.nodes };
    for (const { elsewhere } of taken) {
      const [first, second = '', third = ''] = elsewhere?.key.split('.') ?? [];
      const value = elsewhere?.value ?? '';
      if (first === 'exports') layout[third] = value;
      else if (first === 'nodes' && nodes[second]) nodes[second] = { ...nodes[second], definition: value };
    }
    return { ...plan, nodes, exports: { ...plan.exports, layout } } as Plan;
  }

  it('of Synapse and Fabric have folders that a plan states', () => {
    const nodes = [
      '  run: {service: synapse-pipelines}',
      '  copy: {service: adf-copy-activity}',
      '  lake: {service: azure-storage}',
      '  load: {service: fabric-data-factory}',
      '  prep: {service: fabric-notebooks}',
      '  house: {service: fabric-lakehouse}',
      'edges:',
      '  - {from: run, to: copy, kind: control}',
      '  - {from: copy, to: lake, kind: data}',
      '  - {from: load, to: prep, kind: control}',
    ].join('\n');
    const paths = exported(inputOf(planWith('{synapse: a/syn, fabric: a/fab}', nodes)), 'synapse', 'fabric').files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['a/syn/pipeline/run.json', 'a/syn/dataset/copy_lake.json', 'a/fab/house.Lakehouse/.platform']),
    );
    expect(paths.filter((path) => !path.startsWith('a/'))).toEqual([]);
  });

  it.each(shippedInputs)('%s: the values that its files name make room for it', (_, { graph: { plan } }) => {
    const first = exported(
      inputFor({ ...plan, name: 'First', context: { ...plan.context, region: 'northeurope' } }, 'first.pipedraft.yaml'),
    );
    const there = new Map(first.files.map((file) => [file.path, withoutOrigin(file)]));
    const taken = (of: Plan) =>
      exported(inputFor(of, 'second.pipedraft.yaml')).files.filter(
        (file) => there.has(file.path) && there.get(file.path) !== withoutOrigin(file),
      );
    const second = { ...plan, name: 'Second', context: { ...plan.context, region: 'uksouth' } };
    const left = taken(moved(second, taken(second)));
    expect(left.map(({ path }) => path)).toEqual([]);
  });
});
