import { amountsOf } from '../answers';
import type { Choice } from '../choice';

export const dataVersions: Choice = ({ answers, platform }) => {
  if (answers.approach === 'no-code')
    return [
      {
        id: 'data',
        service: 'azure-storage',
        title: 'Prepared tables by day',
        stage: 'data-versioning',
        usage: { storedData: amountsOf(answers).stored, writeOperations: 50000, readOperations: 500000 },
        note: 'One folder a day that nobody overwrites, so that a model can be traced to its data.',
        because: 'A folder a day keeps the versions without anybody writing code; a data asset of Azure ML can point to each.',
        entries: ['cr-data-assets', 'gr-nocode-constraints'],
        rejected: { 'azure-ml-datasets': 'Its versions are made from Python or the command line' },
      },
    ];
  if (platform === 'databricks')
    return [
      {
        id: 'data',
        service: 'databricks-unity-catalog',
        title: 'Feature tables',
        stage: 'data-versioning',
        note: 'Delta keeps the versions of each table; a training names the one that it read.',
        because: 'The tables stay where they are made, and Unity Catalog keeps them for all workspaces beside the models.',
        entries: ['cr-wmr-legacy', 'gr-mlflow-native-databricks'],
        rejected: { 'azure-ml-datasets': 'A second place to look, beside the tables' },
      },
    ];
  return [
    {
      id: 'data',
      service: 'azure-ml-datasets',
      title: 'Training data versions',
      because: 'Versions of data are kept by Azure ML; a version of a data asset never changes, so a training can be repeated.',
      entries: ['gr-data-versioning', 'cr-data-assets', 'cr-drift-retired'],
      rejected: { 'azure-ml-dataset-drift': 'Has ended; model monitoring watches drift now' },
    },
  ];
};
