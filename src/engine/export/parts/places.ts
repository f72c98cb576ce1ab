import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { factoryObjectName, orchestratorsOfStep } from './factory';
import { isSparkWork, sparkWorkFolder } from './synapse';

/*
 * Where the files of nodes are. Several exporters refer to the same file: a release deploys the endpoint that another exporter writes, so
 * both take its path from here. docs/exporting.md has the table.
 */

type Place = (context: ExportContext, id: string) => string;

/** The main file of a node, by service. A node's `definition` takes precedence. */
const mainFiles: Readonly<Record<string, Place>> = {
  'azure-ml-pipelines': (context, id) => `${context.folder('ml')}/pipelines/${id}.yml`,
  'azure-ml-designer': (context, id) => `${context.folder('ml')}/pipelines/${id}.yml`,
  'azure-ml-jobs-sdk': (context, id) => `${context.folder('ml')}/jobs/${id}.yml`,
  'azure-ml-automl': (context, id) => `${context.folder('ml')}/jobs/${id}-automl.yml`,
  'azure-ml-serverless-spark': (context, id) => `${context.folder('ml')}/jobs/${id}-spark.yml`,
  'azure-synapse-spark': (context, id) => `${context.folder('ml')}/jobs/${id}-spark.yml`,
  'azure-ml-datasets': (context, id) => `${context.folder('ml')}/data/${id}.yml`,
  'azure-ml-model-registry': (context, id) => `${context.folder('ml')}/models/${id}.yml`,
  'azure-ml-compute': (context, id) => `${context.folder('ml')}/compute/${id}.yml`,
  'azure-ml-compute-instance-notebooks': (context, id) => `${context.folder('ml')}/compute/${id}.yml`,
  'azure-ml-batch-endpoints': (context, id) => `${context.folder('ml')}/endpoints/${id}/endpoint.yml`,
  'azure-ml-managed-online-endpoints': (context, id) => `${context.folder('ml')}/endpoints/${id}/endpoint.yml`,
  'azure-ml-kubernetes-compute': (context, id) => `${context.folder('ml')}/endpoints/${id}/endpoint.yml`,
  'azure-ml-model-monitoring': (context, id) => `${context.folder('ml')}/schedules/${id}-monitor.yml`,
  'azure-ml-feature-store': (context, id) => `${context.folder('ml')}/featurestore/${id}/featureset_asset.yaml`,
  'conda-environments': (context, id) => `${context.folder('ml')}/environments/${id}.conda.yml`,
  docker: (context, id) => `${context.folder('docker')}/${id}/Dockerfile`,
  'fabric-data-factory': (context, id) => `${context.folder('fabric')}/${id}.DataPipeline/pipeline-content.json`,
  'fabric-notebooks': (context, id) => `${context.folder('fabric')}/${id}.Notebook/notebook-content.py`,
  'github-actions': (_, id) => `.github/workflows/${id}.yml`,
  'deployment-scripts': (context, id) => `${context.folder('scripts')}/${id}.sh`,
  'azure-functions': (context, id) => `${context.folder('functions')}/${id}/function_app.py`,
  'azure-databricks': (context) => `${context.folder('databricks')}/databricks.yml`,
  'databricks-lakeflow-jobs': (context, id) => `${bundleFolder(context)}resources/${id}.job.yml`,
  'databricks-notebooks': (context, id) => `${bundleFolder(context)}notebooks/${id}.py`,
  'databricks-mlflow-tracking': (context, id) => `${bundleFolder(context)}resources/${id}.experiment.yml`,
  'databricks-mlflow-model-registry': (context, id) => `${bundleFolder(context)}resources/${id}.model.yml`,
  'databricks-unity-catalog': (context, id) => `${bundleFolder(context)}resources/${id}.catalog.yml`,
  'databricks-model-serving': (context, id) => `${bundleFolder(context)}resources/${id}.serving.yml`,
  'databricks-data-profiling': (context, id) => `${bundleFolder(context)}resources/${id}.monitor.yml`,
  'databricks-sql-warehouse': (context, id) => `${bundleFolder(context)}resources/${id}.warehouse.yml`,
  'databricks-apps': (context, id) => `${bundleFolder(context)}resources/${id}.app.yml`,
  'azure-kubernetes-service': (context, id) => `${context.folder('k8s')}/${id}.yaml`,
  'azure-container-instances': (context, id) => `${context.folder('containers')}/${id}.yaml`,
  'azure-container-apps': (context, id) => `${context.folder('containers')}/${id}.yaml`,
  'azure-iot-edge': (context, id) => `${context.folder('edge')}/${id}/deployment.template.json`,
};

/** The main file of a node: the one that its `definition` names, or the default of its service; `undefined` for services without a file. */
export function mainFile(context: ExportContext, node: GraphNode): string | undefined {
  // a copy is a part of the pipeline that starts it
  const [pipeline] = node.node.service === 'adf-copy-activity' ? orchestratorsOfStep(node) : [];
  if (pipeline) return mainFile(context, pipeline);
  const usual = usualFile(context, node);
  if (usual === undefined) return undefined;
  const stated = context.pathOf(node, usual);
  // an item of Fabric is a folder
  return /\.(?:DataPipeline|Notebook|Lakehouse)$/.test(stated) ? `${stated}${usual.replace(/^.*\//, '/')}` : stated;
}

function usualFile(context: ExportContext, node: GraphNode): string | undefined {
  const { service } = node.node;
  if (service === 'azure-devops')
    return context.of('azure-devops')[0] === node ? 'azure-pipelines.yml' : `azure-pipelines-${context.names.file(node.id)}.yml`;
  if (service === 'azure-logic-apps') return `${workflowFolder(context, node)}/${context.names.file(node.id)}/workflow.json`;
  if (service === 'fabric-lakehouse')
    return `${context.folder('fabric')}/${factoryObjectName(context, node)}.Lakehouse/lakehouse.metadata.json`;
  const factory = factoryFolders[service]?.(context);
  if (factory !== undefined) return `${factory}/${factoryObjectName(context, node)}.json`;
  if (isSparkWork(node)) return `${context.folder('synapse')}/${sparkWorkFolder(node)}/${factoryObjectName(context, node)}.json`;
  return mainFiles[service]?.(context, context.names.file(node.id));
}

/** Folders of objects of Data Factory and Synapse, whose files have the names of the objects. */
const factoryFolders: Readonly<Record<string, (context: ExportContext) => string>> = {
  'azure-data-factory': (context) => `${context.folder('adf')}/pipeline`,
  'adf-copy-activity': (context) => `${context.folder('adf')}/pipeline`,
  'adf-data-flows': (context) => `${context.folder('adf')}/dataflow`,
  'synapse-pipelines': (context) => `${context.folder('synapse')}/pipeline`,
};

/** True for a workflow that runs in an app of the Standard plan. */
export function isStandardWorkflow(context: ExportContext, node: GraphNode): boolean {
  return node.node.service === 'azure-logic-apps' && context.graph.value(node, 'plan') === 'standard';
}

/**
 * The folder that the folder of a workflow is in. A node of the Standard plan is an app of its own: one has the folder of all workflows, and
 * each of several has one below it, since an app runs every workflow of the folder that is deployed to it.
 */
export function workflowFolder(context: ExportContext, node: GraphNode): string {
  const folder = context.folder('logic');
  const isOneOfSeveral =
    isStandardWorkflow(context, node) && context.of('azure-logic-apps').filter((one) => isStandardWorkflow(context, one)).length > 1;
  return isOneOfSeveral ? `${folder}/${context.names.file(node.id)}` : folder;
}

/** The file that a Databricks bundle begins with. */
export function bundleFile(context: ExportContext): string {
  const usual = `${context.folder('databricks')}/databricks.yml`;
  for (const node of context.of('azure-databricks')) {
    const path = context.pathOf(node, usual);
    if (path !== usual) return path;
  }
  return usual;
}

/** Folder of the bundle, with "/" behind it; empty for the root of the repository. */
export function bundleFolder(context: ExportContext): string {
  return bundleFile(context).replace(/[^/]*$/, '');
}

/** The component of a step of an Azure ML pipeline. */
export function componentFile(context: ExportContext, step: string): string {
  return `${context.folder('ml')}/components/${step}.yml`;
}

/** The first deployment of an online endpoint, or the only one of a batch endpoint, beside the endpoint's own file. */
export function deploymentFile(context: ExportContext, endpoint: GraphNode): string {
  const folder = (mainFile(context, endpoint) ?? '').replace(/[^/]*$/, '');
  return `${folder}${endpoint.node.service === 'azure-ml-batch-endpoints' ? 'deployment' : 'blue'}.yml`;
}

/** A path as a file refers to another one: relative to the file's own folder. */
export function relativePath(file: string, to: string): string {
  const own = file.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < own.length && shared < parts.length - 1 && own[shared] === parts[shared]) shared += 1;
  const up = own.slice(shared).map(() => '..');
  return up.length === 0 ? `./${parts.slice(shared).join('/')}` : [...up, ...parts.slice(shared)].join('/');
}
