import { trainingRhythms } from '../answers';
import type { Choice, Chosen } from '../choice';

const environment: Chosen = {
  id: 'environment',
  service: 'conda-environments',
  title: 'Pinned packages',
  note: 'mlflow 2',
  because: 'Azure ML builds the conda environment as it is written down, so the code runs with the same packages next month.',
  entries: ['gr-amlcompute-conda'],
};

const timePerRun = { small: '1 h', medium: '2 h', large: '3 h' } as const;

export const training: Choice = ({ answers, platform }) => {
  const { approach, data, gpu, skills } = answers;
  const asked = trainingRhythms[answers.trained];
  const usage = { runsPerMonth: asked ?? 8, timePerRun: timePerRun[data], compute: 'attached' };
  if (approach === 'no-code')
    return [
      {
        id: 'train',
        service: 'azure-ml-automl',
        title: 'Find the best model',
        usage: { runsPerMonth: asked ?? 2, timePerRun: timePerRun[data], nodes: 2, ...(gpu ? { vmSize: 'Standard_NC4as_T4_v3' } : {}) },
        because:
          'The guide trains in the designer, whose models cannot go to an endpoint any more; automated ML trains without code today.',
        entries: ['gr-nocode-training', 'cr-designer-v1-deploy', 'cr-designer-mix'],
        rejected: {
          'azure-ml-designer': 'Models of its ready-made components cannot be deployed to managed endpoints',
          'azure-ml-pipelines': 'Is written in Python',
          'azure-databricks': 'Is programmed, and takes Spark',
        },
      },
    ];
  if (platform === 'databricks')
    return [
      {
        id: 'train',
        service: 'databricks-lakeflow-jobs',
        title: 'Train and compare',
        stage: 'training',
        // the machines with GPUs are its own, since features and scores need none
        usage: gpu ? { ...usage, compute: 'job-cluster', vmSize: 'Standard_NC24ads_A100_v4', nodes: 2 } : usage,
        because: 'Models are trained by Azure ML pipelines or on Databricks, and the features are there already.',
        entries: ['gr-training-options', 'gr-choose-mlflow', 'cr-hyperopt-gone'],
        rejected: { 'azure-ml-pipelines': 'The data would leave the platform for every training' },
      },
    ];
  if (approach === 'mixed' && skills.python !== 'strong')
    return [
      {
        id: 'train',
        service: 'azure-ml-automl',
        title: 'Find the best model',
        usage: { ...usage, runsPerMonth: asked ?? 4 },
        because:
          'Automated ML finds the model with little code, for a team that knows the basics of Python; the guide’s designer has stood still.',
        entries: ['gr-nocode-training', 'cr-designer-v1-deploy', 'gr-factor-skills'],
        rejected: {
          'azure-ml-pipelines': 'Takes strong Python',
          'azure-ml-designer': 'Models of its ready-made components cannot be deployed to managed endpoints',
        },
      },
    ];
  return [
    {
      id: 'train',
      service: 'azure-ml-pipelines',
      title: 'Prepare and train',
      stage: 'training',
      usage,
      because:
        'Models are trained by Azure ML pipelines or on Databricks; scripts are handed to Azure ML as they are, and unchanged steps are not run again.',
      entries: ['gr-training-options', 'gr-sdk-submit', 'cr-sdkv1-ended'],
      rejected: {
        'azure-databricks':
          skills.spark === 'none' ? 'Takes Spark, which nobody on the team knows' : 'Comes dearer, and one machine is enough',
        'azure-ml-automl': 'A good first baseline; a team that writes code outgrows it',
      },
    },
    environment,
  ];
};
