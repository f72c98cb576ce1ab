/* Schema addresses, versions and images that Azure ML files name, in one place. */

const schemas = 'https://azuremlschemas.azureedge.net/latest';

export const schemaOf = {
  pipelineJob: `${schemas}/pipelineJob.schema.json`,
  commandJob: `${schemas}/commandJob.schema.json`,
  sweepJob: `${schemas}/sweepJob.schema.json`,
  autoMLJob: `${schemas}/autoMLJob.schema.json`,
  sparkJob: `${schemas}/sparkJob.schema.json`,
  commandComponent: `${schemas}/commandComponent.schema.json`,
  sparkComponent: `${schemas}/sparkComponent.schema.json`,
  parallelComponent: `${schemas}/parallelComponent.schema.json`,
  pipelineComponent: `${schemas}/pipelineComponent.schema.json`,
  data: `${schemas}/data.schema.json`,
  model: `${schemas}/model.schema.json`,
  amlCompute: `${schemas}/amlCompute.schema.json`,
  computeInstance: `${schemas}/computeInstance.schema.json`,
  schedule: `${schemas}/schedule.schema.json`,
  batchEndpoint: `${schemas}/batchEndpoint.schema.json`,
  modelBatchDeployment: `${schemas}/modelBatchDeployment.schema.json`,
  pipelineComponentBatchDeployment: `${schemas}/pipelineComponentBatchDeployment.schema.json`,
  managedOnlineEndpoint: `${schemas}/managedOnlineEndpoint.schema.json`,
  managedOnlineDeployment: `${schemas}/managedOnlineDeployment.schema.json`,
  kubernetesOnlineEndpoint: `${schemas}/kubernetesOnlineEndpoint.schema.json`,
  kubernetesOnlineDeployment: `${schemas}/kubernetesOnlineDeployment.schema.json`,
  /** The address that the reference page of feature sets gives. */
  featureSet: 'http://azureml/sdk-2-0/Featureset.json',
} as const;

/** Base images of environments. */
export const images = {
  cpu: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04',
  gpu: 'mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04',
} as const;

/** Spark of monitors: the client refuses every other version, although jobs of your own run on 3.5 (azure-sdk-for-python, 2026-09). */
export const monitorSparkVersion = '3.4';
export const defaultSparkVersion = '3.5';

/** The datastore that every workspace has. */
export const workspaceDatastore = 'workspaceblobstore';

/** Name of the first deployment of an online endpoint. */
export const firstColour = 'blue';
