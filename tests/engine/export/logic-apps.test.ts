import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported } from '#engine/export';
import type { Plan, SettingValue } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { expressionsOf, quickInput } from './factory-schema.ts';
import { expectGolden, exported, hasShared, planFrom, shared, shipped, shippedNames, valueOf } from './harness.ts';

type Value = Readonly<Record<string, unknown>>;
interface Definition {
  readonly triggers: Readonly<Record<string, Value>>;
  readonly actions: Readonly<Record<string, Value>>;
  readonly parameters: Value;
}

let validators: Readonly<Record<'definition' | 'file' | 'connections', ValidateFunction>> | undefined;
function validatorOf(kind: 'definition' | 'file' | 'connections'): ValidateFunction {
  if (!validators) {
    const read = (name: string) => JSON.parse(readFileSync(join(shared, 'schemas', 'logicapps', 'derived', name), 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    ajv.addSchema(read('workflow-definition.derived.schema.json'), 'workflow');
    validators = {
      definition: ajv.compile({ $ref: 'workflow#/definitions/definition' }),
      file: ajv.compile({ $ref: 'workflow#/definitions/standardFile' }),
      connections: ajv.compile(read('connections.derived.schema.json')),
    };
  }
  return validators[kind];
}

/** What is wrong with the files of an export. */
function problems(all: Exported): string[] {
  const errors: string[] = [];
  const check = (kind: 'definition' | 'file' | 'connections', value: unknown, path: string) => {
    if (!hasShared || validatorOf(kind)(value)) return;
    errors.push(`${path} ${JSON.stringify(validatorOf(kind).errors?.slice(0, 2))}`);
  };
  /** A file of the app that a workflow is in; empty if the app needs none. */
  const ofApp = (workflow: string, name: string): Value => {
    const path = `${workflow.split('/').slice(0, -2).join('/')}/${name}`;
    return all.files.some((file) => file.path === path) ? (valueOf(all, path) as Value) : {};
  };
  for (const { path } of all.files) {
    if (path.endsWith('/connections.json')) check('connections', valueOf(all, path), path);
    if (!path.endsWith('/workflow.json')) continue;
    const value = valueOf(all, path) as { definition: Definition; kind?: string };
    check(value.kind === undefined ? 'definition' : 'file', value.kind === undefined ? value.definition : value, path);
    errors.push(...orderErrors(value.definition.actions).map((error) => `${path}: ${error}`));
    const text = JSON.stringify(value.definition);
    if (value.kind !== undefined && !('version' in ofApp(path, 'host.json'))) errors.push(`${path}: no host.json`);
    const connections = (ofApp(path, 'connections.json')['managedApiConnections'] ?? {}) as Value;
    const host = ofApp(path, 'parameters.json');
    for (const [, name] of text.matchAll(/"referenceName":"([^"]+)"/g))
      if (!(String(name) in connections)) errors.push(`${path}: no connection ${name ?? ''}`);
    for (const [, name] of text.matchAll(/parameters\('([^']+)'\)/g))
      if (!(String(name) in (value.kind === undefined ? value.definition.parameters : host)))
        errors.push(`${path}: no parameter ${name ?? ''}`);
  }
  return errors;
}

/** Names are unique in the whole workflow, and an action runs after one beside it, which comes before it. */
function orderErrors(actions: Definition['actions'], seen = new Set<string>()): string[] {
  const errors: string[] = [];
  const before = new Set<string>();
  for (const [name, action] of Object.entries(actions)) {
    if (seen.has(name.toLowerCase())) errors.push(`two actions ${name}`);
    if (name.length > 80) errors.push(`${name} is too long`);
    seen.add(name.toLowerCase());
    for (const one of Object.keys((action['runAfter'] ?? {}) as Value)) if (!before.has(one)) errors.push(`${name} runs after ${one}`);
    before.add(name);
    errors.push(...orderErrors((action['actions'] ?? {}) as Definition['actions'], seen));
    errors.push(...orderErrors(((action['else'] as Value | undefined)?.['actions'] ?? {}) as Definition['actions'], seen));
  }
  return errors;
}

function filled(plan: Plan, gaps: Exported['gaps']): Plan {
  const values: Record<string, SettingValue> = {
    start: '2026-12-01T01:00:00Z',
    recurrence: { frequency: 'Day' },
    parameters: { windowStart: '2026-12-01', windowEnd: '2026-12-02' },
  };
  const nodes = { ...plan.nodes };
  for (const { node, setting } of gaps) {
    const owner = node === undefined ? undefined : nodes[node];
    if (owner && node !== undefined) nodes[node] = { ...owner, settings: { ...owner.settings, [setting]: values[setting] ?? 'stated' } };
  }
  return { ...plan, nodes };
}

const flowText = `
pipedraft: 1
name: x
context: {region: westeurope, needs: {schedule: recurrence}}
nodes:
  flow: {service: azure-logic-apps, title: TITLE, usage: {plan: standard, runsPerMonth: 30}, settings: {approvers: owner@example.com, notify: [team@example.com], start: 2026-12-01T06:00:00Z}}
  pipeline: {service: azure-data-factory, title: TITLE}
  score: {service: azure-ml-batch-endpoints, title: TITLE, usage: {timePerRun: 20 min}, settings: {input: features/<window>}}
  hook: {service: azure-functions, title: TITLE}
  other: {service: azure-logic-apps, title: TITLE, usage: {plan: standard}}
  files: {service: azure-storage, title: TITLE}
edges:
  - {from: flow, to: pipeline, kind: control}
  - {from: flow, to: score, kind: control, approval: {by: TITLE}}
  - {from: flow, to: hook, kind: control}
  - {from: flow, to: other, kind: control}
  - {from: files, to: score, kind: data}
  - {from: score, to: files, kind: data}
`;
const flowPlan = (title: string) => {
  const plan = planFrom(flowText.replaceAll('TITLE', 'Plain'));
  const nodes = Object.fromEntries(Object.entries(plan.nodes).map(([id, node]) => [id, { ...node, title, owner: title }]));
  const edges = plan.edges.map((edge) => (edge.approval ? { ...edge, approval: { by: title } } : edge));
  return { ...plan, nodes, edges };
};

it('starts a pipeline, waits for it, and takes events by connectors', async () => {
  const all = exported(shipped('reference-no-code-microsoft-365'), 'logic-apps');
  const { definition } = valueOf(all, 'logic/flow/workflow.json') as { definition: Definition };
  expect(Object.values(definition.triggers).map(({ type, inputs }) => [type, (inputs as Value)['path']])).toEqual([
    ['ApiConnection', '/Mail/OnNewEmail'],
    ['ApiConnection', "/datasets/@{GAP('workbooks.site')}/triggers/onnewfile"],
  ]);
  expect(Object.keys(definition.actions)).toEqual(['pipeline', 'pipeline_wait', 'pipeline_result']);
  expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))]).toEqual([
    'office.folder',
    'workbooks.library',
    'workbooks.site',
  ]);
  await expectGolden(all, 'logic-apps-reference-no-code-microsoft-365');
});

it('is an app with its host, connections and parameters in the Standard plan', async () => {
  const all = exported(quickInput(flowPlan('Plain')), 'logic-apps');
  expect(all.gaps).toEqual([]);
  expect(problems(all)).toEqual([]);
  await expectGolden(all, 'logic-apps-standard');
});

it('is an app of its own in the Standard plan, with its workflow alone', () => {
  const all = exported(quickInput(flowPlan('Plain')), 'logic-apps');
  const apps = ['flow', 'other'].map((id) => all.files.map(({ path }) => path).filter((path) => path.startsWith(`logic/${id}/`)));
  expect(apps).toEqual([
    ['connections.json', 'flow/workflow.json', 'host.json', 'parameters.json'].map((path) => `logic/flow/${path}`),
    ['host.json', 'other/workflow.json'].map((path) => `logic/other/${path}`),
  ]);
  const { other: _, ...nodes } = flowPlan('Plain').nodes;
  const one = exported(
    quickInput({ ...flowPlan('Plain'), nodes, edges: flowPlan('Plain').edges.filter(({ to }) => to !== 'other') }),
    'logic-apps',
  );
  expect(one.files.map(({ path }) => path)).toContain('logic/flow/workflow.json');
  const [deploy = ''] = exported(quickInput(flowPlan('Plain')), 'scripts')
    .files.map(({ text }) => text)
    .filter((text) => text.includes('logicapp'));
  expect(deploy).toContain('cd logic/flow &&');
  expect(deploy).toContain('cd logic/other &&');
});

describe('every plan', () => {
  it.each(shippedNames())('that ships is written, with and without its gaps: %s', (name) => {
    const input = shipped(name);
    const all = exported(input, 'logic-apps');
    expect(problems(all)).toEqual([]);
    let { plan } = input.graph;
    for (let round = 0; round < 3; round += 1) plan = filled(plan, exported(quickInput(plan), 'logic-apps').gaps);
    const full = exported(quickInput(plan), 'logic-apps');
    expect(full.gaps).toEqual([]);
    expect(problems(full)).toEqual([]);
  });

  it('that can be drawn is written', () => {
    fc.assert(
      fc.property(anyPlan, fc.boolean(), (plan, standard) => {
        const nodes = Object.fromEntries(
          Object.entries(plan.nodes).map(([id, node], at) => [
            id,
            at % 3 === 0 ? { ...node, service: 'azure-logic-apps', usage: { plan: standard ? 'standard' : 'consumption' } } : node,
          ]),
        );
        expect(problems(exported(quickInput({ ...plan, nodes }), 'logic-apps'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('titles', () => {
  it.each([
    'it\'s "quoted"',
    '@{workflow()}',
    '@workflow()',
    "'), workflow(), concat('",
    '${{ x }}',
    '[parameters(1)]',
    'two\nlines',
    'GAP(flow.site)',
    '😀',
  ])('are never run, and name nothing: %j', (title) => {
    const all = exported(quickInput(flowPlan(title)), 'logic-apps');
    const plain = exported(quickInput(flowPlan('Plain')), 'logic-apps');
    expect(problems(all)).toEqual([]);
    expect(all.gaps).toEqual([]);
    const run = (one: Exported) => one.files.flatMap(({ path }) => expressionsOf(valueOf(one, path)));
    expect(run(all)).toEqual(run(plain));
    expect(all.files.map(({ path }) => path)).toEqual(plain.files.map(({ path }) => path));
  });
});

it('leaves no mention of a node that is gone', () => {
  const plan = flowPlan('Plain');
  for (const gone of ['pipeline', 'score', 'hook', 'other', 'files']) {
    const { [gone]: _, ...nodes } = plan.nodes;
    const all = exported(
      quickInput({ ...plan, nodes, edges: plan.edges.filter(({ from, to }) => from !== gone && to !== gone) }),
      'logic-apps',
    );
    expect(
      all.files.flatMap(({ blocks }) => blocks.flatMap((block) => [...block.nodes, ...block.edges.flatMap((id) => id.split('/'))])),
    ).not.toContain(gone);
    expect(all.files.map(({ text }) => text).join('\n')).not.toMatch(new RegExp(`"${gone}(?:_|")|> ${gone}\\b`));
    expect(problems(all)).toEqual([]);
  }
});
