import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareEdges, edgeKindIds, emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { PlanGraph } from '#engine/catalog';
import { type ExportInput } from '#engine/export';
import { book, catalog } from '../../harness/resources.ts';
import { brokenReferences, schemaProblems } from './azureml-checks.ts';
import {
  expectGolden,
  exported,
  filesBelow,
  hasShared,
  inputOf,
  planFrom,
  shared,
  shipped,
  shippedNames,
  textOf,
  valueOf,
} from './harness.ts';

const ids = ['azureml', 'conda', 'docker'] as const;
const churn = shipped('churn-scoring');

/** The same plan with other nodes or edges. */
function changed(input: ExportInput, change: (plan: Plan) => Plan): ExportInput {
  return { ...input, graph: new PlanGraph(change(input.graph.plan), catalog, book) };
}

describe('churn scoring', () => {
  const all = exported(churn, ...ids);

  it.skipIf(!hasShared)('gives the files of the reference', () => {
    const folder = join(shared, 'designs', 'export', 'churn');
    const wanted = filesBelow(join(folder, 'ml')).map((path) => `ml/${path}`);
    expect(all.files.map(({ path }) => path)).toEqual(wanted.sort());
    for (const path of wanted) {
      const reference = parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
      const value = valueOf(all, path) as Record<string, unknown>;
      // a command may have its arguments on lines of their own
      for (const one of [reference, value])
        if (typeof one['command'] === 'string') one['command'] = one['command'].replace(/[\s\\]+/g, ' ');
      // the size that the plan's cost counts
      if (path === 'ml/compute/explore.yml') expect(value['size']).toBe('Standard_D4ds_v4');
      if (path === 'ml/compute/explore.yml') value['size'] = reference['size'];
      expect(value, path).toEqual(reference);
    }
  });

  it('lists what is still to be filled in', () => {
    expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))]).toEqual([
      'customers.path',
      'train.code',
      'train.command',
      'environment.packages',
      'drift.preprocessing',
    ]);
    for (const { how } of all.gaps) expect(how).toMatch(/settings\./);
  });

  it('names the edge behind a line, and says which nodes the lines are from', () => {
    expect(textOf(all, 'ml/pipelines/train.yml')).toContain('default_compute: azureml:cluster # train > cluster');
    expect(textOf(all, 'ml/environments/environment.conda.yml')).toContain('- azureml-mlflow # train > runs');
    const file = all.files.find(({ path }) => path === 'ml/pipelines/train.yml');
    const lines = file?.text.split('\n') ?? [];
    const block = file?.blocks.find(({ edges }) => edges.length === 1 && edges[0] === 'train/models/model');
    expect(lines.slice((block?.first ?? 0) - 1, block?.last).join('\n')).toContain('churn-scoring-models');
    expect(block?.nodes).toEqual(['train', 'models']);
  });

  it('has no gap once the settings are stated', () => {
    const filled = changed(churn, (plan) => {
      const settings: Record<string, PlanNode['settings']> = {
        customers: { path: 'snapshots/2026-11-29/' },
        train: { code: 'src/train', command: 'python train.py' },
        environment: { packages: ['pandas==2.2.3', 'scikit-learn==1.5.2'] },
        drift: { preprocessing: 'churn_scores_to_table:1', notify: ['team@example.com'] },
      };
      return {
        ...plan,
        nodes: Object.fromEntries(
          Object.entries(plan.nodes).map(([id, node]) => [id, settings[id] ? { ...node, settings: settings[id] } : node]),
        ),
      };
    });
    const full = exported(filled, ...ids);
    expect(full.gaps).toEqual([]);
    expect(full.files.filter(({ text }) => text.includes('GAP('))).toEqual([]);
    expect(schemaProblems(full)).toEqual([]);
    expect(valueOf(full, 'ml/components/train.yml')).toMatchObject({ code: '../../src/train' });
    expect(textOf(full, 'ml/components/train.yml')).toContain('  python train.py \\\n    --customers ${{inputs.customers}} \\\n');
    expect(textOf(full, 'ml/data/customers.yml')).toContain('azureml://datastores/lake/paths/snapshots/2026-11-29/');
  });

  it('is not mentioned any more where a node is gone', () => {
    const plan = churn.graph.plan;
    const codes = new Map(Object.keys(plan.nodes).map((id, at) => [id, `zz${String(at).padStart(2, '0')}`]));
    const code = (id: string) => codes.get(id) ?? id;
    const coded: Plan = {
      ...plan,
      nodes: Object.fromEntries(Object.entries(plan.nodes).map(([id, node]) => [code(id), { ...node, title: 'A title' }])),
      edges: plan.edges.map((edge) => ({ ...edge, from: code(edge.from), to: code(edge.to) })),
      layout: {},
    };
    for (const gone of codes.values()) {
      const without = exported(
        changed(churn, () => ({
          ...coded,
          nodes: Object.fromEntries(Object.entries(coded.nodes).filter(([id]) => id !== gone)),
          edges: coded.edges.filter(({ from, to }) => from !== gone && to !== gone),
        })),
        ...ids,
      );
      expect(JSON.stringify(without)).not.toContain(gone);
      expect(schemaProblems(without)).toEqual([]);
    }
  });

  it('changes only texts with a title', () => {
    const renamed = exported(
      changed(churn, (plan) => ({
        ...plan,
        nodes: Object.fromEntries(Object.entries(plan.nodes).map(([id, node]) => [id, { ...node, title: `New ${id}` }])),
      })),
      ...ids,
    );
    const rest = (text: string) => text.replace(/^(?:display_name|description): .*$/gm, '');
    expect(renamed.files.map(({ path, text }) => [path, rest(text)])).toEqual(all.files.map(({ path, text }) => [path, rest(text)]));
  });
});

it.each(['churn-scoring', 'reference-mlops-v2-vision'])('gives the known files of %s', async (name) => {
  await expectGolden(exported(shipped(name), ...ids), `azureml-${name}`);
});

describe.each(shippedNames())('the files of %s', (name) => {
  it('fit the schema and each other', () => {
    const input = shipped(name);
    const all = exported(input, ...ids);
    expect(schemaProblems(all)).toEqual([]);
    expect(brokenReferences(all, input)).toEqual([]);
  });
});

const hostile = [
  "\"quoted\" 'it's'",
  'two\nlines # x',
  '${{inputs.x}} $[[y]]',
  'GAP(train.code)',
  ']]> @{x} %',
  '日本 😀 \u2028',
  ': - & * !',
  '\t',
];

describe('awkward plans', () => {
  it('keep titles without power over the files', () => {
    const plan = churn.graph.plan;
    const nodes = Object.fromEntries(
      Object.entries(plan.nodes).map(([id, node], at) => [
        id,
        {
          ...node,
          title: hostile[at % hostile.length],
          owner: hostile[(at + 1) % hostile.length],
          note: hostile[(at + 2) % hostile.length],
        },
      ]),
    );
    const input = changed(churn, () => ({ ...plan, nodes }) as Plan);
    const all = exported(input, ...ids);
    expect(schemaProblems(all)).toEqual([]);
    expect(brokenReferences(all, input)).toEqual([]);
    const before = exported(churn, ...ids);
    expect(all.gaps.map(({ node, setting, file }) => [node, setting, file])).toEqual(
      before.gaps.map(({ node, setting, file }) => [node, setting, file]),
    );
    const expressions = ({ files }: typeof all) => files.map(({ text }) => text.match(/\$(?:\{\{|\[\[)[^}\]]*/g));
    expect(expressions(all)).toEqual(expressions(before));
  });

  it('keep ids apart that give the same name', () => {
    const long = `${'a'.repeat(58)}`;
    const steps = ['a-b', 'a_b', 'A', 'a', `${long}1`, `${long}2`];
    const text = [
      'pipedraft: 1',
      'name: Ids',
      'nodes:',
      '  p: {service: azure-ml-pipelines}',
      '  s: {service: azure-storage}',
      ...steps.map((id) => `  ${id}: {service: azure-ml-jobs-sdk}`),
      ...steps.map((id) => `  e${id}: {service: azure-ml-managed-online-endpoints}`),
      'edges:',
      ...steps.flatMap((id) => [
        `  - {from: p, to: ${id}, kind: control}`,
        `  - {from: ${id}, to: s, kind: data}`,
        `  - {from: ${id}, to: e${id}, kind: model}`,
      ]),
      '  - {from: a-b, to: a_b, kind: data}',
      '  - {from: A, to: a_b, kind: data}',
      '  - {from: a, to: a_b, kind: data}',
    ].join('\n');
    const input = inputOf(planFrom(text));
    const all = exported(input, 'azureml');
    expect(new Set(all.files.map(({ path }) => path.toLowerCase())).size).toBe(all.files.length);
    expect(schemaProblems(all)).toEqual([]);
    expect(brokenReferences(all, input)).toEqual([]);
    const names = all.files
      .filter(({ path }) => path.endsWith('endpoint.yml'))
      .map(({ path }) => (valueOf(all, path) as { name: string }).name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(steps.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(32);
  });

  const services = [
    ...catalog.services.map(({ id }) => id).filter((id) => id.startsWith('azure-ml-')),
    'docker',
    'conda-environments',
    'azure-storage',
    'azure-storage',
    'azure-devops',
    'azure-data-factory',
    'azure-synapse-spark',
  ];
  const anyAzureMl: fc.Arbitrary<Plan> = fc
    .record({
      services: fc.array(fc.constantFrom(...services), { minLength: 2, maxLength: 12 }),
      picks: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.nat(8)), { maxLength: 40 }),
      titles: fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string()), { minLength: 12, maxLength: 12 }),
      schedule: fc.boolean(),
      runs: fc.constantFrom(1, 4, 5, 30, 720),
    })
    .map(({ services: chosen, picks, titles, schedule, runs }) => {
      const nodes = Object.fromEntries(
        chosen.map((service, at) => {
          const fields = catalog.get(service)?.usage.map(({ id }) => id) ?? [];
          return [
            `n${at}`,
            { service, title: titles[at] || 'x', usage: fields.includes('runsPerMonth') ? { runsPerMonth: runs } : {} } satisfies PlanNode,
          ];
        }),
      );
      const edges = picks.flatMap(([from, to, kindAt]): Edge[] => {
        const [a, b] = [catalog.get(chosen[from % chosen.length] ?? ''), catalog.get(chosen[to % chosen.length] ?? '')];
        const fitting =
          a && b && from % chosen.length !== to % chosen.length ? edgeKindIds.filter((kind) => catalog.shared(a, b, kind).length > 0) : [];
        const kind = fitting[kindAt % Math.max(1, fitting.length)];
        return kind ? [{ from: `n${from % chosen.length}`, to: `n${to % chosen.length}`, kind }] : [];
      });
      const unique = new Map(edges.map((edge) => [`${edge.from}/${edge.to}/${edge.kind}`, edge]));
      return {
        ...emptyPlan('Any'),
        nodes,
        edges: [...unique.values()].sort(compareEdges),
        context: schedule ? { needs: { schedule: 'cron' } } : {},
      } as Plan;
    });

  it('fit the schema and each other when they are generated', () => {
    fc.assert(
      fc.property(anyAzureMl, (plan) => {
        const input = { ...churn, graph: new PlanGraph(plan, catalog, book) };
        const all = exported(input, ...ids);
        expect(schemaProblems(all)).toEqual([]);
        expect(brokenReferences(all, input)).toEqual([]);
        for (const { node } of all.gaps) expect(plan.nodes).toHaveProperty(node ?? '');
      }),
      { numRuns: 300 },
    );
  });
});
