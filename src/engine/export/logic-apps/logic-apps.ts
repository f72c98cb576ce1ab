import type { ExportContext } from '../context';
import { from, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { prose } from '../parts/expression-text';
import { mainFile, workflowFolder } from '../parts/places';
import type { Workflow } from '../parts/workflows/workflow';
import { connectionName, workflowOf } from '../parts/workflows/workflow-of';

/** Name of the language of workflows; it is never fetched. */
const schema = 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const bundle = { id: 'Microsoft.Azure.Functions.ExtensionBundle.Workflows', version: '[1.*, 2.0.0)' };

/** Workflows of Logic Apps: the files of a Standard app, or the definition that a Consumption resource takes. */
export const logicApps: Exporter = {
  meta: {
    id: 'logic-apps',
    title: 'Logic Apps',
    group: 'data',
    covers: 'Workflows with their triggers and actions, and the connections of a Standard app.',
    services: ['azure-logic-apps'],
  },

  applies: (context) => context.has('azure-logic-apps'),

  *write(context) {
    const flows = context.of('azure-logic-apps').map((node) => workflowOf(context, node));
    for (const flow of flows) yield workflowFile(context, flow);
    for (const flow of flows) if (flow.isStandard) yield* appFiles(context, flow);
  },
};

function workflowFile(context: ExportContext, flow: Workflow): Draft {
  const { node } = flow;
  const owner = node.node.owner === undefined ? {} : { owner: prose(node.node.owner) };
  const definition = {
    $schema: schema,
    contentVersion: '1.0.0.0',
    metadata: { 'pipedraft-node': node.id, plan: context.file, ...owner },
    parameters: flow.isStandard ? {} : ownParameters(flow),
    triggers: flow.triggers,
    actions: flow.actions,
    outputs: {},
  };
  return {
    path: mainFile(context, node) ?? '',
    nodes: [...flow.nodes].sort((a, b) => a.at - b.at).map(({ id }) => id),
    edges: [...flow.edges],
    format: 'json',
    value: flow.isStandard ? { definition, kind: 'Stateful' } : { definition },
  };
}

/** Parameters that the resource of a Consumption workflow gives its values to. */
function ownParameters(flow: Workflow): object {
  return {
    ...(flow.connections.size > 0 ? { $connections: { type: 'Object', defaultValue: {} } } : {}),
    ...Object.fromEntries([...flow.parameters].map((name) => [name, { type: 'String' }])),
  };
}

/** The files of a Standard app beside its workflow. */
function* appFiles(context: ExportContext, flow: Workflow): Iterable<Draft> {
  const folder = workflowFolder(context, flow.node);
  const nodes = [flow.node.id];
  yield { path: `${folder}/host.json`, nodes, format: 'json', value: { version: '2.0', extensionBundle: bundle } };
  const connectors = [...flow.connections].sort();
  if (connectors.length > 0) {
    const managedApiConnections = Object.fromEntries(connectors.map((one) => [one, from(connection(flow, one), { nodes })]));
    yield { path: `${folder}/connections.json`, nodes, format: 'json', value: { managedApiConnections, serviceProviderConnections: {} } };
  }
  const names = [...flow.parameters].sort();
  if (names.length === 0) return;
  const value = Object.fromEntries(names.map((name) => [name, { type: 'String', value: `@appsetting('${settingOf(name)}')` }]));
  yield { path: `${folder}/parameters.json`, nodes, format: 'json', value };
}

function settingOf(parameter: string): string {
  return parameter === 'subscription' ? 'WORKFLOWS_SUBSCRIPTION_ID' : parameter;
}

function connection(flow: Workflow, connector: string): object {
  const subscription = "/subscriptions/@{appsetting('WORKFLOWS_SUBSCRIPTION_ID')}";
  return {
    api: { id: `${subscription}/providers/Microsoft.Web/locations/@{appsetting('WORKFLOWS_LOCATION_NAME')}/managedApis/${connector}` },
    connection: {
      id: `${subscription}/resourceGroups/@{appsetting('WORKFLOWS_RESOURCE_GROUP_NAME')}/providers/Microsoft.Web/connections/${connectionName(flow, connector)}`,
    },
    connectionRuntimeUrl: `@appsetting('${connector}-ConnectionRuntimeUrl')`,
    authentication: { type: 'ManagedServiceIdentity' },
  };
}
