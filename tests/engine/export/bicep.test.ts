import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { hasGap } from '../../../src/engine/export/gap.ts';
import { applyEdits, emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { anyPlan, costedPlan } from '../../harness/arbitraries.ts';
import { hasSchema } from './arm-schema.ts';
import { graphOnly as inputOf } from './awkward-plans.ts';
import { bicepFiles, bicepProblems } from './bicep-reader.ts';
import { expectGolden, exported, hasShared, shipped, shippedNames, textOf, valueOf } from './harness.ts';
import { collidingPlans, everything, filled, hostileNames, variants, withHostile } from './infrastructure-plans.ts';

const churn = shipped('churn-scoring');
const bundle = (input = churn) => exported(input, 'bicep');

describe('churn scoring', () => {
  const all = bundle();

  it('is written as before', async () => {
    await expectGolden(all, 'bicep/churn-scoring');
    await expectGolden(bundle(shipped('reference-streaming')), 'bicep/reference-streaming');
  });

  it('has what the reference has', async () => {
    const files = await bicepFiles(all);
    const resources = [...files.values()].flatMap((file) => file.resources.filter(({ existing }) => !existing));
    const names = (type: string) => resources.filter((one) => one.type === type).map(({ body }) => body['name']);
    expect(names('Microsoft.Storage/storageAccounts')).toEqual(expect.arrayContaining(['stchurnscoringlake', 'stchurnscoringscores']));
    expect(names('Microsoft.DataFactory/factories')).toEqual(['adf-churn-scoring']);
    expect(names('Microsoft.MachineLearningServices/workspaces')).toEqual(['mlw-churn-scoring']);
    expect(names('Microsoft.MachineLearningServices/workspaces/datastores')).toEqual(['lake', 'scores']);
    expect(names('Microsoft.MachineLearningServices/workspaces/computes')).toEqual(['cluster']);
    expect(names('Microsoft.Insights/scheduledQueryRules')).toEqual(['nightly-failed', 'nightly-late', 'score-failed']);
    expect(names('Microsoft.Insights/actionGroups')).toEqual(['ag-churn-scoring']);
    for (const type of ['KeyVault/vaults', 'ContainerRegistry/registries', 'Insights/components', 'ManagedIdentity/userAssignedIdentities'])
      expect(names(`Microsoft.${type}`)).toHaveLength(1);
    const roles = files.get('infra/modules/roles.bicep')?.resources.map(({ symbol }) => symbol);
    expect(roles).toEqual(
      expect.arrayContaining([
        'nightly_blobContributor_lake',
        'cluster_blobReader_lake',
        'nightly_dataScientist_workspace',
        'cluster_blobContributor_scores',
        'nightly_blobContributor_scores',
      ]),
    );
  });

  it('asks for one value, and for none once it is stated', () => {
    expect(all.gaps).toMatchObject([{ node: 'watch', setting: 'notify', file: 'infra/main.parameters.json' }]);
    const done = bundle(inputOf(filled(churn.graph.plan, all), churn.file));
    expect(done.gaps).toEqual([]);
    expect(
      (valueOf(done, 'infra/main.parameters.json') as { parameters: Readonly<Record<string, { readonly value: unknown }>> }).parameters[
        'watch_notify'
      ]?.value,
    ).toEqual(['team@example.com']);
  });

  it('says from which nodes and edges its lines are', () => {
    const file = all.files.find(({ path }) => path === 'infra/modules/roles.bicep');
    const line = (file?.text.split('\n').findIndex((one) => one.startsWith('resource nightly_dataScientist_workspace')) ?? -1) + 1;
    const block = file?.blocks.find(({ first, last, edges }) => first <= line && line <= last && edges.length === 1);
    expect(block).toMatchObject({ nodes: ['nightly', 'score'], edges: ['nightly/score/control'] });
    expect(textOf(all, 'infra/main.bicep')).toContain('watch_id: monitoring.outputs.watch_id // nightly > watch');
  });

  it('does not mention a node that was deleted', () => {
    for (const id of Object.keys(churn.graph.plan.nodes)) {
      const less = bundle(inputOf(applyEdits(churn.graph.plan, [{ type: 'remove-nodes', ids: [id], heal: false }]), churn.file));
      // as a tag, in a comment, as a symbol, in a name, or in the origin of lines
      const mention = new RegExp(
        `'pipedraft-node': '${id}'|// .*(?<![\\w-])${id}(?: >|,|$)|> ${id}(?![\\w-])|^resource ${id.replace(/-/g, '_')}[ _]`,
        'm',
      );
      for (const { path, text, blocks } of less.files) {
        expect([id, path, mention.exec(text.replace(/^\/\/ [A-Z].*$/gm, ''))?.[0]]).toEqual([id, path, undefined]);
        for (const { nodes, edges } of blocks) expect([...nodes, ...edges.flatMap((edge) => edge.split('/'))]).not.toContain(id);
      }
    }
  });

  it('has other texts only after a new title', () => {
    const titled = applyEdits(churn.graph.plan, [{ type: 'change-node', id: 'cluster', set: { title: 'Other machines' } }]);
    const [before, after] = [all, bundle(inputOf(titled, churn.file))];
    expect(after.files.map(({ text }) => text.replaceAll('Other machines', 'CPU cluster'))).toEqual(before.files.map(({ text }) => text));
  });
});

describe('all shipped plans', () => {
  it.each(shippedNames())('%s', async (name) => {
    const all = bundle(shipped(name));
    expect(await bicepProblems(all)).toEqual([]);
  });
});

describe('every service', () => {
  it.each(Object.entries(variants))('%s', async (_, more) => {
    const plan = everything(more);
    const all = bundle(inputOf(plan));
    expect(await bicepProblems(all)).toEqual([]);
    const done = bundle(inputOf(filled(plan, all)));
    expect(done.gaps).toEqual([]);
    expect(await bicepProblems(done)).toEqual([]);
    expect(done.files.some(({ text }) => hasGap(text))).toBe(false);
  });

  it('is checked against a schema, but for a few types that have none here', async ({ skip }) => {
    if (!hasShared) skip('The schemas of Azure are not here.');
    const files = await bicepFiles(bundle(inputOf(everything())));
    const without = [...files.values()]
      .flatMap(({ resources }) => resources)
      .filter((one) => !hasSchema(one))
      .map(({ type }) => type.split('/')[0]);
    expect([...new Set(without)].sort()).toEqual([
      'Microsoft.ApiManagement',
      'Microsoft.Batch',
      'Microsoft.Cache',
      'Microsoft.DBforPostgreSQL',
      'Microsoft.DocumentDB',
      'Microsoft.Insights', // diagnostic settings
      'Microsoft.Logic', // the schema at hand is older than what the service takes
      'Microsoft.Network',
      'Microsoft.Purview',
      'Microsoft.ServiceBus',
    ]);
  });
});

describe('what a plan states about security', () => {
  const shut = everything(() => ({ safeguards: { access: 'private-endpoint', outbound: 'approved' } }));
  const { 'azure-virtual-network': _, ...withoutNetwork } = shut.nodes;

  it('closes each service to the internet, and gives it a private endpoint where there is a network', async () => {
    const files = await bicepFiles(bundle(inputOf(shut)));
    const open = [...files.values()]
      .flatMap(({ resources }) => resources)
      .filter(({ existing, body }) => !existing && JSON.stringify(body).includes('"publicNetworkAccess":"Enabled"'))
      .map(({ type }) => type);
    // tiers that cannot be closed, which a remark says
    expect(open.sort()).toEqual(['Microsoft.ContainerRegistry/registries', 'Microsoft.ServiceBus/namespaces']);
    const endpoints = files
      .get('infra/modules/private-endpoints.bicep')
      ?.resources.filter(({ type }) => type === 'Microsoft.Network/privateEndpoints');
    expect(endpoints?.length).toBeGreaterThan(15);
    const workspace = files.get('infra/modules/machine-learning.bicep')?.resources.find(({ symbol }) => symbol === 'azure_ml_workspace');
    expect(workspace?.body['properties']).toMatchObject({ managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' } });
  });

  it('gives a workspace that no node stands for a private endpoint, too', async () => {
    const plan: Plan = {
      ...emptyPlan('Closed'),
      nodes: {
        train: { service: 'azure-ml-pipelines', safeguards: { access: 'private-endpoint' } },
        web: { service: 'azure-container-apps', safeguards: { access: 'private-endpoint' } },
        network: { service: 'azure-virtual-network' },
      },
    };
    const files = await bicepFiles(bundle(inputOf(plan)));
    const symbols = files.get('infra/modules/private-endpoints.bicep')?.resources.map(({ symbol }) => symbol);
    expect(symbols).toEqual(expect.arrayContaining(['train_amlworkspace', 'web_managedEnvironments']));
    expect(await bicepProblems(bundle(inputOf(plan)))).toEqual([]);
  });

  it('says so where there is no network for private endpoints', async () => {
    const all = bundle(inputOf({ ...shut, nodes: withoutNetwork }));
    expect(all.files.some(({ path }) => path.endsWith('private-endpoints.bicep'))).toBe(false);
    expect(all.remarks.map(({ text }) => text)).toContainEqual(expect.stringContaining('without a private endpoint'));
    expect(await bicepProblems(all)).toEqual([]);
  });

  it('lets callers sign in with keys only where it says keys', () => {
    const texts = (plan: Plan) =>
      bundle(inputOf(plan))
        .files.map(({ text }) => text)
        .join('\n');
    const keys = texts(everything(() => ({ safeguards: { identity: 'keys' } })));
    expect(texts(shut)).not.toMatch(/allowSharedKeyAccess: true|disableLocalAuth: false|adminUserEnabled: true/);
    expect(keys).toMatch(/allowSharedKeyAccess: true/);
    expect(keys).toMatch(/disableLocalAuth: false/);
  });

  it('holds no secret, tenant or subscription', () => {
    const text = bundle(inputOf(everything()))
      .files.map((file) => file.text)
      .join('\n');
    expect(text).not.toMatch(/listKeys|password:|\/subscriptions\/[0-9a-f]|connectionString: '/i);
  });
});

it('refers to what somebody else made, and writes nothing below it', async () => {
  const node = churn.graph.plan.nodes['lake'] as PlanNode;
  const plan = {
    ...churn.graph.plan,
    nodes: { ...churn.graph.plan.nodes, lake: { ...node, settings: { exists: true, name: 'stcompanylake' } } },
  };
  const files = await bicepFiles(bundle(inputOf(plan, churn.file)));
  const lake = files.get('infra/modules/storage.bicep')?.resources.filter(({ symbol }) => symbol.startsWith('lake'));
  expect(lake?.every(({ existing }) => existing)).toBe(true);
  expect(lake?.[0]?.body).toEqual({ name: 'stcompanylake' });
  const roles = files.get('infra/modules/roles.bicep')?.resources.map(({ symbol }) => symbol);
  expect(roles).toContain('nightly_blobContributor_lake');
  const nameless = bundle(inputOf({ ...plan, nodes: { ...plan.nodes, lake: { ...node, settings: { exists: true } } } }, churn.file));
  expect(nameless.gaps).toContainEqual(expect.objectContaining({ node: 'lake', setting: 'name' }));
});

describe('generated plans', () => {
  it('give files that hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(costedPlan, anyPlan), async (plan) => {
        expect(await bicepProblems(bundle(inputOf(plan)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile texts', () => {
  it.each(hostileNames)('%j', async (text) => {
    const all = bundle(inputOf(withHostile(churn.graph.plan, text), churn.file));
    const files = await bicepFiles(all);
    for (const [path, file] of files) {
      expect([path, file.hasError]).toEqual([path, false]);
      expect([...file.used].filter((name) => name === 'evil')).toEqual([]);
    }
    const lake = files.get('infra/modules/storage.bicep')?.resources.find(({ symbol }) => symbol === 'lake');
    expect((lake?.body['tags'] as Record<string, string>)['owner']).toBe(text.replace('\ud800', '\ufffd'));
    expect(Object.keys(lake?.body['tags'] ?? {})).toContain(text.replace('\ud800', '\ufffd').replace(/[<>%&\\?/]/g, '-'));
  });
});

it('keeps apart ids that would have one name', async () => {
  for (const [service, plan] of Object.entries(collidingPlans()))
    expect([service, await bicepProblems(bundle(inputOf(plan)))]).toEqual([service, []]);
});
