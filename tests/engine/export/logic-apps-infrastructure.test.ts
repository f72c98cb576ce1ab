import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runExporters, exporterById, type Exported, type ExportInput } from '#engine/export';
import { anyPlanOf } from './awkward-plans.ts';
import { quickInput } from './factory-schema.ts';
import { planFrom, shipped, shippedNames, valueOf } from './harness.ts';

/*
 * What the files of workflows name, infrastructure makes: connections, values of parameters, settings of apps. Neither file can be deployed
 * without the other.
 */

type Value = Readonly<Record<string, unknown>>;
const asMap = (value: unknown) => (typeof value === 'object' && value !== null ? (value as Value) : {});

function bundle(input: ExportInput): Exported {
  const both = ['logic-apps', 'arm', 'scripts'].map((id) => exporterById(id));
  return runExporters(
    input,
    both.filter((one) => one !== undefined),
  );
}

/** What workflows name and the template does not make. */
function missing(all: Exported): string[] {
  if (!all.files.some(({ path }) => path.endsWith('/azuredeploy.json'))) return [];
  const template = asMap(valueOf(all, 'infra/arm/azuredeploy.json'));
  const resources = Object.values(asMap(template['resources'])).map(asMap);
  const text = JSON.stringify(template);
  const connections = resources.filter(({ type }) => type === 'Microsoft.Web/connections').map(({ name }) => String(name));
  return all.files.flatMap(({ path }) => {
    if (path.endsWith('/connections.json'))
      return Object.keys(asMap(asMap(valueOf(all, path))['managedApiConnections'])).flatMap((name) => [
        ...(connections.includes(name) ? [] : [`${path}: no connection ${name}`]),
        ...(text.includes(`"${name}-ConnectionRuntimeUrl"`) ? [] : [`${path}: no address of ${name}`]),
      ]);
    if (path.endsWith('/parameters.json') && path.startsWith('logic/'))
      return Object.values(asMap(valueOf(all, path))).flatMap((one) => {
        const setting = /@appsetting\('([^']+)'\)/.exec(String(asMap(one)['value']))?.[1] ?? '';
        return text.includes(`"name":"${setting}"`) ? [] : [`${path}: no setting ${setting}`];
      });
    const value = path.endsWith('/workflow.json') ? asMap(valueOf(all, path)) : {};
    if (path.endsWith('/workflow.json') && value['kind'] === undefined) {
      const definition = asMap(value['definition']);
      const node = String(asMap(definition['metadata'])['pipedraft-node']);
      const resource = resources.find(
        (one) => one['type'] === 'Microsoft.Logic/workflows' && String(asMap(one['tags'])['pipedraft-node']).split(' ').includes(node),
      );
      const given = asMap(asMap(resource?.['properties'])['parameters']);
      return Object.keys(asMap(definition['parameters'])).flatMap((name) => (name in given ? [] : [`${path}: nothing gives ${name}`]));
    }
    return [];
  });
}

const plan = (usage: string) =>
  planFrom(`
pipedraft: 1
name: x
context: {region: westeurope, needs: {schedule: recurrence}}
nodes:
  mail: {service: microsoft-365, settings: {folder: Inbox}}
  files: {service: azure-storage}
  events: {service: azure-event-grid}
  flow: {service: azure-logic-apps, usage: {plan: ${usage}}, settings: {notify: [team@example.com]}}
  board: {service: human-approval, settings: {approvers: board@example.com, timeout: 2 d}}
  score: {service: azure-ml-batch-endpoints, settings: {input: features/}}
  hook: {service: azure-functions}
  other: {service: azure-logic-apps, usage: {plan: standard}}
edges:
  - {from: mail, to: flow, kind: control}
  - {from: files, to: flow, kind: control}
  - {from: files, to: events, kind: control}
  - {from: events, to: flow, kind: control}
  - {from: flow, to: hook, kind: control}
  - {from: flow, to: other, kind: control}
  - {from: flow, to: board, kind: control}
  - {from: board, to: score, kind: control}
  - {from: files, to: score, kind: data}
`);

it.each(shippedNames())('makes what the workflows of %s name', (name) => {
  expect(missing(bundle(shipped(name)))).toEqual([]);
});

it('makes what the workflows of generated plans name', () => {
  fc.assert(
    fc.property(
      anyPlanOf(['azure-logic-apps', 'sharepoint', 'microsoft-365', 'azure-event-grid', 'azure-functions']),
      fc.boolean(),
      (one, standard) => {
        const nodes = Object.fromEntries(
          Object.entries(one.nodes).map(([id, node]) => [
            id,
            node.service === 'azure-logic-apps' ? { ...node, settings: {}, usage: { plan: standard ? 'standard' : 'consumption' } } : node,
          ]),
        );
        expect(missing(bundle(quickInput({ ...one, nodes })))).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

it.each(['consumption', 'standard'])('gives connections, values and roles to a workflow that is %s', (usage) => {
  const all = bundle(quickInput(plan(usage)));
  expect(missing(all)).toEqual([]);
  const template = JSON.stringify(valueOf(all, 'infra/arm/azuredeploy.json'));
  const names =
    usage === 'standard' ? ['azureblob', 'azureeventgrid', 'office365'] : ['plan-azureblob', 'plan-azureeventgrid', 'plan-office365'];
  for (const name of names) expect(template).toContain(`"name":"${name}"`);
  // events, data behind an approval, secrets
  for (const role of [
    '428e0ff0-5e57-4d9c-a221-2c70d0e0a443',
    'f6c7c914-8db3-469d-8ca1-694a8f32e121',
    '4633458b-17de-408a-b874-0445c86b69e6',
  ])
    expect(template).toContain(role);
});

it('starts what follows an approval behind it, and asks those whom the approval names', () => {
  const all = bundle(quickInput(plan('consumption')));
  const { definition } = valueOf(all, 'logic/flow/workflow.json') as { definition: { actions: Value; triggers: Value } };
  const { actions } = asMap(asMap(definition.actions)['work']) as { actions: Value };
  expect(asMap(actions['score'])['runAfter']).toEqual({ board_approved: ['Succeeded'] });
  const board = asMap(actions['board']);
  expect(JSON.stringify(board)).toContain('board@example.com');
  expect(board['limit']).toEqual({ timeout: 'PT48H' });
});

it('subscribes to the store that Event Grid hands on, and has no schedule beside the event', () => {
  const all = bundle(quickInput(plan('consumption')));
  const { definition } = valueOf(all, 'logic/flow/workflow.json') as { definition: { triggers: Record<string, Value> } };
  expect(Object.keys(definition.triggers)).toEqual(['events_event', 'files_blob_created', 'mail_email']);
  expect(JSON.stringify(definition.triggers['events_event'])).toContain('/providers/Microsoft.Storage/storageAccounts/stplanfiles');
});

it('stops at a gap of a workflow before the infrastructure that loads it', () => {
  const { files } = bundle(quickInput(plan('consumption')));
  const [script = ''] = files.filter(({ exporter }) => exporter === 'scripts').map(({ text }) => text);
  expect(script).toMatch(/gaps infra logic\/flow\/workflow\.json/);
});
