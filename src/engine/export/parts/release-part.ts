import type { GraphEdge, GraphNode } from '../../catalog';
import type { NodeId } from '../../plan';
import type { ExportContext } from '../context';
import type { Approval } from './release-tools';

/* A part of a release, and who deploys a node. */

/** Tools that a part's commands need beside the Azure CLI. */
export type Need = 'databricks' | 'kubectl' | 'zip' | 'jq' | 'terraform';

export interface ReleasePart {
  /** Letters, digits and "_"; unique among the parts of a tool. */
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly NodeId[];
  readonly edges: readonly GraphEdge[];
  /** Files and folders that must be free of gaps. */
  readonly paths: readonly string[];
  readonly lines: readonly string[];
  readonly needs: readonly Need[];
  /** Ids of the parts that come before. */
  readonly after: readonly string[];
  readonly approval: Approval | undefined;
  /** True if it is left out until a training of the plan has registered a model. */
  readonly isUntrained?: boolean;
}

export const endpointServices: readonly string[] = [
  'azure-ml-batch-endpoints',
  'azure-ml-managed-online-endpoints',
  'azure-ml-kubernetes-compute',
];
export const bundleServices: readonly string[] = [
  'databricks-lakeflow-jobs',
  'databricks-notebooks',
  'databricks-mlflow-tracking',
  'databricks-mlflow-model-registry',
  'databricks-unity-catalog',
  'databricks-model-serving',
  'databricks-data-profiling',
  'databricks-sql-warehouse',
  'databricks-apps',
];
export const factoryServices: readonly string[] = ['azure-data-factory', 'adf-copy-activity', 'adf-data-flows'];
/** Services that need no resource of Azure that a plan could create. */
export const withoutResources =
  /^(?:azure-devops|azure-ml-sdk-v1|azure-ml-dataset-drift|azure-ml-datatransferstep|azure-ml-batch-scoring-pipeline|azure-ml-model-deployment)$/;

/** Id of the part that deploys a node by itself, before ids are made unique: no node can take that of a part of the plan as a whole. */
export function nodePart(context: ExportContext, node: GraphNode): string {
  return `node:${context.names.symbol(node.id)}`;
}

export function isMachineLearning(node: GraphNode): boolean {
  return node.node.service.startsWith('azure-ml-') && !withoutResources.test(node.node.service);
}
