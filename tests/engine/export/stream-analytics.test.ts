import { expect, it } from 'vitest';
import { armProblems, armResources } from './arm-reader.ts';
import { graphOnly } from './awkward-plans.ts';
import { bicepFiles, bicepProblems } from './bicep-reader.ts';
import { exported, planFrom, textOf } from './harness.ts';
import { readTerraform, terraformProblems, terraformResources } from './terraform-reader.ts';

const input = graphOnly(
  planFrom(`pipedraft: 1
name: Stream
context: {region: westeurope}
nodes:
  hub: {service: azure-event-hubs}
  watch: {service: azure-stream-analytics, settings: {query: SELECT * INTO alarms FROM hub}}
  alarms: {service: azure-event-hubs}
  sales: {service: azure-sql-database, settings: {adminName: admins, adminObjectId: some-id, database: facts}}
  lost: {service: azure-sql-database, settings: {adminName: admins, adminObjectId: some-id}}
  live: {service: azure-cosmos-db, settings: {partitionKey: /id, container: readings}}
  notify: {service: azure-functions}
  rows: {service: azure-postgresql, settings: {adminName: admins, adminObjectId: some-id}}
edges:
  - {from: hub, to: watch, kind: data}
  - {from: watch, to: alarms, kind: data}
  - {from: watch, to: sales, kind: data, path: dbo.readings}
  - {from: watch, to: lost, kind: data}
  - {from: watch, to: live, kind: data}
  - {from: watch, to: notify, kind: data}
  - {from: watch, to: rows, kind: data}
`),
);

interface Source {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
const sourceOf = (resources: readonly { readonly type: string; readonly body: Readonly<Record<string, unknown>> }[], name: string) =>
  (
    resources.find(({ type, body }) => type.startsWith('Microsoft.StreamAnalytics/streamingjobs/outputs') && body['name'] === name)?.body[
      'properties'
    ] as { datasource: Source } | undefined
  )?.datasource;

it('a job of Stream Analytics has an output for each kind of sink, in every language', async () => {
  const [bicep, arm, terraform] = ['bicep', 'arm', 'terraform'].map((id) => exported(input, id));
  if (!bicep || !arm || !terraform) throw new Error('No export.');
  const read = [
    [...(await bicepFiles(bicep)).values()].flatMap(({ resources }) => resources),
    armResources(arm),
    terraformResources(await readTerraform(terraform)),
  ];
  for (const resources of read) {
    expect(sourceOf(resources, 'alarms')).toMatchObject({ type: 'Microsoft.EventHub/EventHub', properties: { eventHubName: 'alarms' } });
    expect(sourceOf(resources, 'sales')).toMatchObject({
      type: 'Microsoft.Sql/Server/Database',
      properties: { database: 'facts', table: 'dbo.readings', authenticationMode: 'Msi' },
    });
    expect(sourceOf(resources, 'lost')?.properties['table']).toBe('GAP(watch.lost.path)');
    expect(sourceOf(resources, 'live')).toMatchObject({
      type: 'Microsoft.Storage/DocumentDB',
      properties: { database: 'live', collectionNamePattern: 'readings', authenticationMode: 'Msi' },
    });
    expect(sourceOf(resources, 'notify')).toMatchObject({ type: 'Microsoft.AzureFunction', properties: { functionName: 'notify' } });
    expect(sourceOf(resources, 'rows')).toBeUndefined();
  }
  expect([await bicepProblems(bicep), armProblems(arm), await terraformProblems(terraform)]).toEqual([[], [], []]);
  expect(bicep.gaps).toMatchObject([{ node: 'watch', setting: 'lost.path' }]);
  expect(bicep.remarks.map(({ text }) => text)).toContainEqual('What "watch" writes to "rows" has to be added to its job by hand.');
});

it('the function that a job calls has an HTTP trigger', () => {
  expect(textOf(exported(input, 'functions'), 'functions/notify/function_app.py')).toContain('@app.route(route="notify"');
});
