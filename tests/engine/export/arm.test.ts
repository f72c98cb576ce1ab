import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasGap } from '../../../src/engine/export/gap.ts';
import { applyEdits, type Plan } from '#engine/plan';
import { anyPlan, costedPlan } from '../../harness/arbitraries.ts';
import { armProblems, armResources, parametersPath, referenceProblems, templateOf, templatePath } from './arm-reader.ts';
import { frameProblems } from './arm-schema.ts';
import { anyPlanOf, graphOnly } from './awkward-plans.ts';
import { expectGolden, exported, hasShared, shipped, shippedNames, textOf, valueOf } from './harness.ts';
import { collidingPlans, everything, filled, hostileNames, variants, withHostile } from './infrastructure-plans.ts';
import { infrastructureServices } from '../../../src/engine/export/parts/infrastructure/deployment-of.ts';

const churn = shipped('churn-scoring');
const { plan } = churn.graph;
const arm = (input = churn) => exported(input, 'arm');

describe('churn scoring', () => {
  const all = arm();

  it('is written as before', async () => {
    await expectGolden(all, 'arm/churn-scoring');
  });

  it('asks for one value, and for none once it is stated', () => {
    expect(all.gaps).toMatchObject([{ node: 'watch', setting: 'notify', file: parametersPath, where: 'parameters.watch_notify.value' }]);
    expect(arm(graphOnly(filled(plan, all), churn.file)).gaps).toEqual([]);
  });

  it('says from which nodes and edges its lines are', () => {
    const file = all.files.find(({ path }) => path === templatePath);
    const line = (file?.text.split('\n').findIndex((one) => one.includes('"comments": "nightly > score"')) ?? -1) + 1;
    const block = file?.blocks.find(({ first, last, edges }) => first < line && line <= last && edges.length === 1);
    expect(block).toMatchObject({ nodes: ['nightly', 'score'], edges: ['nightly/score/control'] });
  });

  it('does not mention a node that was deleted', () => {
    for (const id of Object.keys(plan.nodes)) {
      const less = arm(graphOnly(applyEdits(plan, [{ type: 'remove-nodes', ids: [id], heal: false }]), churn.file));
      const mention = new RegExp(`"pipedraft-node": "${id}"|"comments": "(?:[^".]*[ ])?${id}(?: >|[,".])|"${id.replace(/-/g, '_')}_`);
      for (const { path, text, blocks } of less.files) {
        expect([id, path, mention.exec(text)?.[0]]).toEqual([id, path, undefined]);
        for (const { nodes, edges } of blocks) expect([...nodes, ...edges.flatMap((edge) => edge.split('/'))]).not.toContain(id);
      }
    }
  });

  it('has other texts only after a new title', () => {
    const titled = applyEdits(plan, [{ type: 'change-node', id: 'cluster', set: { title: 'Other machines' } }]);
    expect(arm(graphOnly(titled, churn.file)).files.map(({ text }) => text.replaceAll('Other machines', 'CPU cluster'))).toEqual(
      all.files.map(({ text }) => text),
    );
  });
});

describe('all shipped plans', () => {
  it.each(shippedNames())('%s', (name) => {
    expect(armProblems(arm(shipped(name)))).toEqual([]);
  });
});

describe('every service', () => {
  it.each(Object.entries(variants))('%s', (_, more) => {
    const full = everything(more);
    const all = arm(graphOnly(full));
    expect(armProblems(all)).toEqual([]);
    const done = arm(graphOnly(filled(full, all)));
    expect(done.gaps).toEqual([]);
    expect(armProblems(done)).toEqual([]);
    expect(done.files.some(({ text }) => hasGap(text))).toBe(false);
  });

  it('has the frame of a template', ({ skip }) => {
    if (!hasShared) skip('The schemas of Azure are not here.');
    const template = templateOf(arm(graphOnly(everything())));
    expect(frameProblems(template)).toEqual([]);
    expect(frameProblems({ ...template, resources: [{}] })).not.toEqual([]);
  });

  it('holds no secret, tenant or subscription', () => {
    const text = arm(graphOnly(everything()))
      .files.map((file) => file.text)
      .join('\n');
    expect(text).not.toMatch(/listKeys|securestring|"password"|\/subscriptions\/[0-9a-f]|"connectionString": "/i);
  });

  it('gives a workflow as a parameter that a file fills', () => {
    const all = arm(graphOnly(everything()));
    const { parameters } = templateOf(all);
    expect(parameters['azure_logic_apps_workflow']).toMatchObject({ type: 'object' });
    const workflow = armResources(all).find(({ type }) => type === 'Microsoft.Logic/workflows');
    expect(workflow?.body['properties']).toMatchObject({ definition: "[parameters('azure_logic_apps_workflow').definition]" });
    expect(Object.keys((valueOf(all, parametersPath) as { parameters: object }).parameters)).not.toContain('azure_logic_apps_workflow');
  });
});

it('takes a container only after the role to pull its image', () => {
  const { resources } = templateOf(arm(graphOnly(everything())));
  const app = resources.find(({ type }) => type === 'Microsoft.App/containerApps');
  const roles = (app?.['dependsOn'] as string[]).filter((one) => one.includes('roleAssignments'));
  expect(roles.some((one) => one.includes("variables('imagePull')"))).toBe(true);
  expect(roles.every((one) => one.includes('container-apps'))).toBe(true);
});

it('refers to what somebody else made', () => {
  const node = plan.nodes['lake'];
  if (!node) throw new Error('No lake.');
  const all = arm(
    graphOnly({ ...plan, nodes: { ...plan.nodes, lake: { ...node, settings: { exists: true, name: 'stcompanylake' } } } }, churn.file),
  );
  expect(armResources(all).filter(({ body }) => body['name'] === 'stcompanylake')).toEqual([]);
  expect(textOf(all, templatePath)).toContain('"scope": "[resourceId(\'Microsoft.Storage/storageAccounts\', \'stcompanylake\')]"');
  expect(armProblems(all)).toEqual([]);
});

describe('generated plans', () => {
  it('give templates that hold, twice the same', () => {
    fc.assert(
      fc.property(fc.oneof(costedPlan, anyPlan, anyPlanOf(infrastructureServices)), (one) => {
        const all = arm(graphOnly(one));
        expect(armProblems(all)).toEqual([]);
        expect(arm(graphOnly(one)).files).toEqual(all.files);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile texts', () => {
  it.each(hostileNames)('%j', (text) => {
    const all = arm(graphOnly(withHostile(plan, text), churn.file));
    const read = text.replace('\ud800', '\ufffd');
    const lake = armResources(all).find(({ body }) => body['name'] === 'stchurnscoringlake');
    const written = /^\[[^]*\]$/.test(read) ? `[${read}` : read; // another bracket makes it a text
    const tags = lake?.body['tags'] as Record<string, string>;
    expect(tags['owner']).toBe(written);
    expect(Object.values(tags)).toContain(written);
    // Azure refuses a container with a slash in its name
    expect(referenceProblems(all).filter((problem) => !/ with \d names/.test(problem))).toEqual([]);
  });
});

it.each(Object.entries(collidingPlans()))('keeps apart ids that would have one name: %s', (_, one: Plan) => {
  expect(armProblems(arm(graphOnly(one)))).toEqual([]);
});

it('says so where Azure takes no template of that size', () => {
  const nodes = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`store${at}`, { service: 'azure-storage' }]));
  const remarks = arm(graphOnly({ ...plan, nodes, edges: [] })).remarks.map(({ text }) => text);
  expect(remarks).toContainEqual(expect.stringContaining('900 resources'));
});
