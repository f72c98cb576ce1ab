import type { GraphNode } from '../../catalog';
import { factoryObjectName, pipelineParameters, type FactoryHost } from '../parts/factory';
import { keyVaultName, resourceName } from '../parts/resources';
import { literal, orGap, prose } from '../parts/expression-text';
import { annotations, reference, type Factory } from './factory';
import { secretOf } from './stores';

/** Version of the REST interface of Key Vault. */
const keyVaultApi = '7.4';

/** What an activity says beside its name, description and order. */
export interface Call {
  readonly type: string;
  readonly body: object;
  /** Activities that come before it and belong to it. */
  readonly before?: { readonly part: string; readonly type: string; readonly body: object };
}

/** The activity that starts a node of another service, or the same factory's pipeline; `undefined` if Data Factory has none. */
export function callOf(factory: Factory, node: GraphNode, host: FactoryHost): Call | undefined {
  switch (node.node.service) {
    case 'azure-data-factory':
      return host === 'adf' ? executePipeline(factory, node) : undefined;
    case 'synapse-pipelines':
      return host === 'synapse' ? executePipeline(factory, node) : undefined;
    case 'azure-databricks':
    case 'databricks-notebooks':
      return databricksNotebook(factory, node);
    case 'databricks-lakeflow-jobs':
      return databricksJob(factory, node);
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
function databricksService(factory: Factory, node: GraphNode, withCluster: boolean): string {
  const { context } = factory;
  const [first] = context.of('azure-databricks');
  const workspace = node.node.service === 'azure-databricks' ? node : (first ?? node);
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
      domain: orGap(context.text(workspace, 'host'), () =>
        context.gap(
          workspace.id,
          'host',
          `State the address of the Databricks workspace of "${workspace.title}" (settings.host). Example: host: https://adb-1234567890123456.7.azuredatabricks.net`,
        ),
      ),
      accessToken: secretOf(factory, workspace, `${context.names.local(workspace.id)}-token`),
      ...(withCluster
        ? {
            newClusterVersion: orGap(context.text(node, 'sparkVersion'), () =>
              context.gap(
                node.id,
                'sparkVersion',
                `State the version of the Databricks runtime of "${node.title}" (settings.sparkVersion).`,
              ),
            ),
            newClusterNodeType: orGap(typeof size === 'string' ? size : undefined, () =>
              context.gap(node.id, 'vmSize', `State the size of the machines of "${node.title}" (settings.vmSize).`),
            ),
            newClusterNumOfWorker: typeof count === 'number' ? String(Math.max(1, Math.round(count))) : '1',
          }
        : {}),
    },
  }));
}

function databricksNotebook(factory: Factory, node: GraphNode): Call {
  const { context } = factory;
  const path = context.text(node, 'workspacePath');
  const parameters = context.map(node, 'parameters');
  return {
    type: 'DatabricksNotebook',
    body: {
      typeProperties: {
        notebookPath: orGap(path, () =>
          context.gap(
            node.id,
            'workspacePath',
            `State the path of the notebook of "${node.title}" in the workspace (settings.workspacePath). Example: workspacePath: /Shared/prepare`,
          ),
        ),
        ...(parameters ? { baseParameters: parameters } : {}),
      },
      linkedServiceName: reference(databricksService(factory, node, true), 'LinkedServiceReference'),
    },
  };
}

function databricksJob(factory: Factory, node: GraphNode): Call {
  const { context } = factory;
  return {
    type: 'DatabricksJob',
    body: {
      typeProperties: {
        jobId: orGap(context.text(node, 'jobId'), () =>
          context.gap(node.id, 'jobId', `State the id that the job of "${node.title}" got when its bundle was deployed (settings.jobId).`),
        ),
      },
      linkedServiceName: reference(databricksService(factory, node, false), 'LinkedServiceReference'),
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
      functionKey: secretOf(factory, node, `${context.names.local(node.id)}-key`),
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
  const secret = `${context.names.local(node.id)}-address`;
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
