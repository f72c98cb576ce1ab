import type { Choice, Chosen } from '../choice';

export const tracking: Choice = ({ answers, platform }): readonly Chosen[] => {
  if (answers.approach === 'no-code')
    return [
      {
        id: 'workspace',
        service: 'azure-ml-workspace',
        title: 'Runs and models',
        stage: 'model-registry',
        usage: { storedData: '20 GB', logsPerMonth: '0 GB' },
        note: 'People work in the studio of this workspace; runs and models are kept without anybody writing code.',
        because: 'Experiments, registered models and deployments all sit in one workspace of Azure ML.',
        entries: ['gr-azureml-workspace-scope', 'gr-choose-azureml'],
        rejected: { 'mlflow-open-source': 'Is logged to from code, and is a server to look after' },
      },
    ];
  if (platform === 'databricks')
    return [
      {
        id: 'runs',
        service: 'databricks-mlflow-tracking',
        title: 'MLflow runs',
        usage: { tuning: 'optuna' },
        because: 'Around Spark and Databricks, MLflow is the best at tracking experiments, and it is at home there.',
        entries: ['gr-mlflow-spark-tracking', 'gr-mlflow-native-databricks'],
        rejected: {
          'azure-ml-experiments': 'Takes no models of MLflow 3, which Databricks has',
          'mlflow-open-source': 'A server to look after',
        },
      },
      {
        id: 'models',
        service: 'databricks-unity-catalog',
        title: 'Models',
        stage: 'model-registry',
        because: 'Versions of models are kept on Databricks with MLflow, today in Unity Catalog.',
        entries: ['gr-model-versioning', 'cr-wmr-legacy'],
        rejected: {
          'databricks-mlflow-model-registry': 'Legacy, for one workspace only',
          'azure-ml-model-registry': 'Would take the models away from their tables',
        },
      },
    ];
  return [
    {
      id: 'runs',
      service: 'azure-ml-experiments',
      title: 'Experiments',
      usage: { mlflowClient: '2' },
      because:
        'Azure ML is good at tracking experiments, and MLflow works inside it; its client stays at version 2 until Azure ML takes models of 3.',
      entries: ['gr-azureml-excels', 'gr-mlflow-inside-azureml', 'cr-mlflow3-azureml'],
      rejected: {
        'databricks-mlflow-tracking': 'For work on Databricks',
        'mlflow-open-source': 'A server to look after, for what the workspace has',
      },
    },
    {
      id: 'models',
      service: 'azure-ml-model-registry',
      title: 'Models',
      because: 'Azure ML is for those who want it all managed in Azure from end to end; its registry hands each version to the endpoint.',
      entries: ['gr-choose-azureml', 'gr-azureml-excels'],
      rejected: { 'databricks-unity-catalog': 'For models that are trained and served on Databricks' },
    },
  ];
};
