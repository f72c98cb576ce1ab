import type { Choice, Chosen, Situation } from '../choice';

export const deployment: Choice = (situation) => [
  ...(situation.batch ? [batch(situation), scores(situation)] : []),
  ...(situation.realtime ? [realtime(situation)] : []),
];

const timePerRun = {
  small: { low: '10 min', likely: '15 min', high: '30 min' },
  medium: { low: '20 min', likely: '30 min', high: '60 min' },
  large: { low: '30 min', likely: '1 h', high: '2 h' },
} as const;

function batch({ answers, platform }: Situation): Chosen {
  const { approach, data, serving } = answers;
  if (platform === 'databricks')
    return {
      id: 'score',
      service: 'databricks-lakeflow-jobs',
      title: 'Score in batches',
      stage: 'deployment-batch',
      usage: { runsPerMonth: '$runsPerMonth', timePerRun: timePerRun[data], compute: 'attached' },
      because: 'The job that builds the features starts it, on the same Spark, so that no data leaves the platform to be scored.',
      entries: ['gr-dbx-distributed', 'cr-lakeflow-triggers'],
      rejected: { 'azure-ml-batch-endpoints': 'The tables would be copied out to Blob storage first' },
    };
  const asked = serving.batch || serving.realtime;
  return {
    id: 'score',
    service: 'azure-ml-batch-endpoints',
    title: 'Score in batches',
    usage: {
      runsPerMonth: '$runsPerMonth',
      timePerRun: timePerRun[data],
      ...(approach === 'no-code' ? { nodes: data === 'large' ? 4 : 1 } : { compute: 'attached' }),
    },
    because: asked
      ? 'Batches are scored by a batch endpoint now, which goes down to nothing between runs.'
      : 'A whole plan deploys its model. Until it is known how, a batch endpoint is the start that costs nothing while it rests.',
    entries: asked ? ['cr-batch-endpoints', 'cr-online-no-zero'] : ['gr-seven-stages', 'cr-online-no-zero'],
    rejected: {
      'azure-ml-batch-scoring-pipeline': 'Built on version 1, which is out of support',
      ...(serving.realtime ? {} : { 'azure-ml-managed-online-endpoints': 'Paid around the clock, and nobody asks for answers at once' }),
    },
  };
}

function scores({ answers, platform }: Situation): Chosen {
  if (platform === 'databricks')
    return {
      id: 'scores',
      service: 'databricks-unity-catalog',
      title: 'Score tables',
      stage: 'data-versioning',
      because: 'Scores are one more table, which profiling compares with the tables before it.',
      entries: ['cr-monitoring-not-drift'],
    };
  return {
    id: 'scores',
    service: 'azure-storage',
    title: 'Scores and inputs',
    usage: { storedData: answers.data === 'large' ? '1 TB' : '100 GB', writeOperations: 50000, readOperations: 300000 },
    because:
      'A batch endpoint writes to Blob storage only and collects nothing by itself, so inputs and scores are kept here to be monitored.',
    entries: ['cr-batch-io', 'cr-monitoring-preview-signals'],
  };
}

function realtime({ answers, platform }: Situation): Chosen {
  if (platform === 'databricks')
    return {
      id: 'serve',
      service: 'databricks-model-serving',
      title: 'Answer requests',
      stage: 'deployment-realtime',
      usage: { dbuPerHour: { low: 4, likely: 4, high: 12 }, scaleToZero: false },
      because: 'It serves the registered model where it was trained; the old MLflow serving on Databricks is out of support.',
      entries: ['cr-legacy-serving', 'gr-mlflow-native-databricks'],
      rejected: {
        'azure-ml-managed-online-endpoints': 'The model would have to be copied to a second registry',
        'azure-kubernetes-service': 'A cluster that somebody has to run day after day',
      },
    };
  return {
    id: 'serve',
    service: 'azure-ml-managed-online-endpoints',
    title: 'Answer requests',
    usage: { instances: 3, peakRequestsPerSecond: { low: 5, likely: 10, high: 40 }, requestsPerSecondPerInstance: 20 },
    because:
      'The guide’s web services on AKS and Container Instances are deprecated; managed online endpoints replace them, with nothing to run.',
    entries: ['cr-v1-webservice', 'gr-realtime-targets', 'cr-v2-targets'],
    rejected: {
      'azure-kubernetes-service': 'A cluster that somebody has to run day after day',
      'azure-container-instances': 'For development and tests only',
      ...(answers.approach === 'no-code' ? {} : { 'azure-app-service': 'Takes a container that the team packs itself' }),
    },
  };
}
