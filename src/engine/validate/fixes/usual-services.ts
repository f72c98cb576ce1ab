import type { ServiceId, Stage } from '../../plan';

/**
 * The guide's services for each stage of the work, as they are today: each ended one is replaced by its successor, and each
 * platform is included. Best first where nothing in the plan decides.
 */
export const usualServices: Readonly<Partial<Record<Stage, readonly ServiceId[]>>> = {
  experimentation: ['azure-ml-compute-instance-notebooks', 'databricks-notebooks', 'azure-ml-designer'],
  orchestration: ['azure-data-factory', 'azure-ml-pipelines', 'databricks-lakeflow-jobs', 'azure-devops', 'azure-logic-apps'],
  'data-transfer': ['adf-copy-activity', 'adf-data-flows', 'fabric-data-factory'],
  'data-transformation': ['adf-data-flows', 'azure-ml-serverless-spark', 'fabric-notebooks'],
  training: ['azure-ml-pipelines', 'databricks-lakeflow-jobs', 'azure-ml-designer'],
  'deployment-batch': ['azure-ml-batch-endpoints', 'databricks-lakeflow-jobs'],
  'deployment-realtime': ['azure-ml-managed-online-endpoints', 'databricks-model-serving'],
  monitoring: ['azure-monitor', 'application-insights'],
};
