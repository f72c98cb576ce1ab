import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { factoryObjectName, pipelineParameters, type FactoryHost } from '../parts/factory';
import { callSecret } from '../parts/factory-secrets';
import { keyVaultName, resourceName } from '../parts/resources';
import { literal, orGap, prose } from '../parts/expression-text';
import type { Call } from './call';
import { annotations, reference, type Factory } from './factory';
import { sparkCall } from './spark';

/** Version of the REST interface of Key Vault. */
const keyVaultApi = '7.4';

/**
 * The activity that starts a node of another service, or the same factory's pipeline; `undefined` if Data Factory has none.
 * @param by the orchestrator
 */
export function callOf(factory: Factory, node: GraphNode, by: GraphNode, host: FactoryHost): Call | undefined {
  switch (node.node.service) {
    case 'azure-data-factory':
      return host === 'adf' ? executePipeline(factory, node) : undefined;
    case 'synapse-pipelines':
      return host === 'synapse' ? executePipeline(factory, node) : undefined;
    case 'azure-databricks':
    case 'databricks-notebooks':
      return databricksNotebook(factory, node, by);
    case 'databricks-lakeflow-jobs':
      return databricksJob(factory, node, by);
    case 'azure-synapse-spark':
      return sparkCall(factory, node, host);
    case 'azure-functions':
      return functionCall(factory, node);
    case 'azure-logic-apps':
      return workflowCall(factory, node);
    default:
      return undefined;
  }
}

function executePipeline({ context }: Factory, node: GraphNode): Call {
  const parameters = Object.fromEntries(
    pipelineParameters(context, node).map((name) => [name, { value: `@pipeline().parameters.${name}`, type: 'Expression' }]),
  );
  return {
    type: 'ExecutePipeline',
    body: {
      typeProperties: {
        pipeline: reference(factoryObjectName(context, node), 'PipelineReference'),
        waitOnCompletion: true,
        ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      },
    },
  };
}

/** The linked service of the workspace that a notebook or job is in: one for each workspace, or one that the plan implies. */
function databricksService(factory: Factory, node: GraphNode, by: GraphNode, withCluster: boolean): string {
  const { context } = factory;
  const [first] = context.of('azure-databricks');
  const workspace = node.node.service === 'azure-databricks' ? node : (first ?? node);
  const drawn = workspace.node.service === 'azure-databricks';
  const key = `databricks ${withCluster ? node.id : workspace.id}${withCluster ? '' : ' jobs'}`;
  const wished = `${context.names.symbol(withCluster ? node.id : workspace.id)}_databricks`;
  const machines = context.graph.usage(node).values;
  const size = context.graph.value(node, 'vmSize');
  const count = machines['nodes']?.likely;
  return factory.add('linkedService', key, wished, { nodes: workspace === node ? [node] : [workspace, node], edges: [] }, ({ nodes }) => ({
    type: 'AzureDatabricks',
    description: prose(`Workspace of "${node.title}".`),
    annotations: annotations(nodes),
    typeProperties: {
      domain: drawn
        ? orGap(context.text(workspace, 'host'), () => context.gapOf(workspace, 'host'))
        : orGap(context.text(by, 'databricksHost'), () => context.gapOf(by, 'databricksHost')),
      accessToken: factory.secret(workspace, callSecret(context, node)?.name ?? ''),
      ...(withCluster
        ? {
            newClusterVersion: orGap(context.text(workspace, 'sparkVersion') ?? context.text(by, 'databricksRuntime'), () =>
              drawn ? context.gapOf(workspace, 'sparkVersion') : context.gapOf(by, 'databricksRuntime'),
            ),
            newClusterNodeType: orGap(typeof size === 'string' ? size : context.text(by, 'databricksSize'), () =>
              context.gapOf(by, 'databricksSize'),
            ),
            newClusterNumOfWorker: typeof count === 'number' ? String(Math.max(1, Math.round(count))) : '1',
          }
        : {}),
    },
  }));
}

/** What a map of the orchestrator's settings says about a node. */
function entryOf(context: ExportContext, by: GraphNode, setting: string, node: GraphNode): string | undefined {
  const value = context.map(by, setting)?.[node.id];
  return value === undefined || typeof value === 'object' || value === '' ? undefined : String(value);
}

function databricksNotebook(factory: Factory, node: GraphNode, by: GraphNode): Call {
  const { context } = factory;
  const path = entryOf(context, by, 'notebooks', node);
  const parameters = context.map(node, 'parameters');
  return {
    type: 'DatabricksNotebook',
    body: {
      typeProperties: {
        notebookPath: orGap(path, () => context.gapOf(by, 'notebooks')),
        ...(parameters ? { baseParameters: parameters } : {}),
      },
      linkedServiceName: reference(databricksService(factory, node, by, true), 'LinkedServiceReference'),
    },
  };
}

function databricksJob(factory: Factory, node: GraphNode, by: GraphNode): Call {
  const { context } = factory;
  return {
    type: 'DatabricksJob',
    body: {
      typeProperties: {
        jobId: orGap(entryOf(context, by, 'jobs', node), () => context.gapOf(by, 'jobs')),
      },
      linkedServiceName: reference(databricksService(factory, node, by, false), 'LinkedServiceReference'),
    },
  };
}

function functionCall(factory: Factory, node: GraphNode): Call {
  const { context } = factory;
  const app = factory.add('linkedService', `function ${node.id}`, context.names.symbol(node.id), { nodes: [node], edges: [] }, () => ({
    type: 'AzureFunction',
    description: prose(node.title),
    annotations: annotations([node]),
    typeProperties: {
      functionAppUrl: `https://${resourceName(context, node)}.azurewebsites.net`,
      functionKey: factory.secret(node, callSecret(context, node)?.name ?? ''),
    },
  }));
  return {
    type: 'AzureFunctionActivity',
    body: {
      typeProperties: { functionName: literal(context.names.symbol(node.id)), method: 'POST', body: {} },
      linkedServiceName: reference(app, 'LinkedServiceReference'),
    },
  };
}

/** A workflow's address holds its key, so it is read from the vault and kept out of the logs. */
function workflowCall({ context }: Factory, node: GraphNode): Call {
  const secret = callSecret(context, node)?.name ?? '';
  const policy = { secureInput: true, secureOutput: true };
  context.remark(`Put the address of the workflow "${node.title}" into the vault as secret "${secret}".`, [node]);
  return {
    type: 'WebActivity',
    before: {
      part: 'address',
      type: 'WebActivity',
      body: {
        policy,
        typeProperties: {
          method: 'GET',
          url: `https://${keyVaultName(context)}.vault.azure.net/secrets/${secret}?api-version=${keyVaultApi}`,
          authentication: { type: 'MSI', resource: 'https://vault.azure.net' },
        },
      },
    },
    body: {
      policy,
      typeProperties: {
        method: 'POST',
        url: "@activity('<address>').output.value",
        headers: { 'Content-Type': 'application/json' },
        body: {},
      },
    },
  };
}
