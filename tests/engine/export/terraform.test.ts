import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasGap } from '../../../src/engine/export/gap.ts';
import { infrastructureServices } from '../../../src/engine/export/parts/infrastructure/deployment-of.ts';
import { applyEdits, type Plan } from '#engine/plan';
import { anyPlan, costedPlan } from '../../harness/arbitraries.ts';
import { anyPlanOf, graphOnly } from './awkward-plans.ts';
import { expectGolden, exported, shipped, shippedNames, textOf } from './harness.ts';
import { collidingPlans, everything, filled, hostileNames, variants, withHostile } from './infrastructure-plans.ts';
import { readTerraform, terraformProblems, terraformResources } from './terraform-reader.ts';

const churn = shipped('churn-scoring');
const { plan } = churn.graph;
const terraform = (input = churn) => exported(input, 'terraform');
const folder = 'infra/terraform';

describe('churn scoring', () => {
  const all = terraform();

  it('is written as before', async () => {
    await expectGolden(all, 'terraform/churn-scoring');
    await expectGolden(terraform(shipped('reference-streaming')), 'terraform/reference-streaming');
  });

  it('asks for one value, and for none once it is stated', () => {
    expect(all.gaps).toMatchObject([{ node: 'watch', setting: 'notify', file: `${folder}/terraform.tfvars` }]);
    expect(terraform(graphOnly(filled(plan, all), churn.file)).gaps).toEqual([]);
  });

  it('says from which nodes and edges its lines are', () => {
    const file = all.files.find(({ path }) => path === `${folder}/roles.tf`);
    const line = (file?.text.split('\n').findIndex((one) => one.includes('"nightly_dataScientist_workspace"')) ?? -1) + 1;
    const block = file?.blocks.find(({ first, last, edges }) => first <= line && line <= last && edges.length === 1);
    expect(block).toMatchObject({ nodes: ['nightly', 'score'], edges: ['nightly/score/control'] });
  });

  it('does not mention a node that was deleted', () => {
    for (const id of Object.keys(plan.nodes)) {
      const less = terraform(graphOnly(applyEdits(plan, [{ type: 'remove-nodes', ids: [id], heal: false }]), churn.file));
      const symbol = id.replace(/-/g, '_');
      const mention = new RegExp(
        `"pipedraft-node" += "${id}"|^# .*(?<![\\w-])${id}(?: >|,|$)|> ${id}(?![\\w-])|" "${symbol}[_"]|\\.${symbol}\\.`,
        'm',
      );
      for (const { path, text, blocks } of less.files) {
        expect([id, path, mention.exec(text.replace(/^# [A-Z].*$/gm, ''))?.[0]]).toEqual([id, path, undefined]);
        for (const { nodes, edges } of blocks) expect([...nodes, ...edges.flatMap((edge) => edge.split('/'))]).not.toContain(id);
      }
    }
  });

  it('has other texts only after a new title', () => {
    const titled = applyEdits(plan, [{ type: 'change-node', id: 'cluster', set: { title: 'Other machines' } }]);
    expect(terraform(graphOnly(titled, churn.file)).files.map(({ text }) => text.replaceAll('Other machines', 'CPU cluster'))).toEqual(
      all.files.map(({ text }) => text),
    );
  });
});

describe('all shipped plans', () => {
  it.each(shippedNames())('%s', async (name) => {
    expect(await terraformProblems(terraform(shipped(name)))).toEqual([]);
  });
});

describe('every service', () => {
  it.each(Object.entries(variants))('%s', async (_, more) => {
    const full = everything(more);
    const all = terraform(graphOnly(full));
    expect(await terraformProblems(all)).toEqual([]);
    const done = terraform(graphOnly(filled(full, all)));
    expect(done.gaps).toEqual([]);
    expect(await terraformProblems(done)).toEqual([]);
    expect(done.files.some(({ text }) => hasGap(text))).toBe(false);
  });

  it('holds no secret, tenant or subscription', () => {
    const text = terraform(graphOnly(everything()))
      .files.map((file) => file.text)
      .join('\n');
    expect(text).not.toMatch(/listKeys|password +=|\/subscriptions\/[0-9a-f]|access_key|client_secret|tenant_id += "/i);
  });

  it('makes nothing that Azure has made already', async () => {
    const { resources } = await readTerraform(terraform(graphOnly(everything())));
    const kinds = resources.filter(({ body }) => String(body['type']).startsWith('Microsoft.Storage/storageAccounts/blobServices@'));
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['azapi_update_resource']));
  });

  it('loads a workflow from its file', () => {
    const text = textOf(terraform(graphOnly(everything())), `${folder}/logic-apps.tf`);
    expect(text).toContain('= jsondecode(file("${path.module}/../../logic/azure-logic-apps/workflow.json")).definition');
  });
});

describe('what is still to be filled in', () => {
  it('is refused by Terraform: texts by a check, others by their type', async () => {
    const { variables, values } = await readTerraform(terraform(graphOnly(everything())));
    const open = Object.entries(values).filter(([, value]) => String(value).includes('GAP('));
    expect(open.length).toBeGreaterThan(10);
    for (const [name] of open) {
      const { type, validation } = variables[name] ?? {};
      if (type === '${string}') expect([name, validation]).toMatchObject([name, [{ condition: `\${!can(regex("GAP[(]", var.${name}))}` }]]);
      else expect(['${number}', '${list(string)}']).toContain(type);
    }
  });

  it('is not the region: resources go where their group is', async () => {
    const { region: _, ...context } = plan.context;
    const all = terraform(graphOnly({ ...plan, context }, churn.file));
    const { values, locals } = await readTerraform(all);
    expect(values).not.toHaveProperty('location');
    expect(locals['location']).toBe('${coalesce(var.location, data.azurerm_resource_group.main.location)}');
    expect(all.remarks.map(({ text }) => text)).toContainEqual(expect.stringContaining('states no region'));
  });
});

it('takes a container only after the role to pull its image', async () => {
  const { resources } = await readTerraform(terraform(graphOnly(everything())));
  const app = resources.find(({ address }) => address === 'azapi_resource.azure_container_apps');
  expect(app?.body['depends_on']).toContain('${azurerm_role_assignment.azure_container_apps_imagePull_azure_container_registry}');
});

it('refers to what somebody else made, in a group that is there', async () => {
  const node = plan.nodes['lake'];
  if (!node) throw new Error('No lake.');
  const nodes = { ...plan.nodes, lake: { ...node, settings: { exists: true, name: 'stcompanylake' } } };
  const all = terraform(graphOnly({ ...plan, nodes }, churn.file));
  const files = await readTerraform(all);
  expect(files.resources.find(({ address }) => address === 'data.azapi_resource.lake')?.body).toMatchObject({
    name: 'stcompanylake',
    parent_id: '${data.azurerm_resource_group.main.id}',
  });
  expect(terraformResources(files).filter(({ body }) => body['name'] === 'stcompanylake')).toEqual([]);
  expect(await terraformProblems(all)).toEqual([]);
});

describe('generated plans', () => {
  it('give files that hold, twice the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(costedPlan, anyPlan, anyPlanOf(infrastructureServices)), async (one) => {
        const all = terraform(graphOnly(one));
        expect(await terraformProblems(all)).toEqual([]);
        expect(terraform(graphOnly(one)).files).toEqual(all.files);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile texts', () => {
  it.each(hostileNames)('%j', async (text) => {
    const all = terraform(graphOnly(withHostile(plan, text), churn.file));
    const files = await readTerraform(all);
    const lake = terraformResources(files).find(({ body }) => body['name'] === 'stchurnscoringlake');
    const tags = lake?.body['tags'] as Record<string, string>;
    const read = text.replace('\ud800', '\ufffd');
    expect(tags['owner']).toBe(read);
    expect(tags[read.replace(/[<>%&\\?/]/g, '-')]).toBe(read);
  });
});

it.each(Object.entries(collidingPlans()))('keeps apart ids that would have one name: %s', async (_, one: Plan) => {
  expect(await terraformProblems(terraform(graphOnly(one)))).toEqual([]);
});
