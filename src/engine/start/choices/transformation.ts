import type { Choice, Chosen } from '../choice';

const flows = (title: string): Chosen => ({
  id: 'shape',
  service: 'adf-data-flows',
  title,
  stage: 'data-transformation',
  because: '',
  entries: ['gr-nocode-transformation'],
});

const flowUsage = {
  small: { timePerRun: { low: '8 min', likely: '12 min', high: '25 min' } },
  medium: { timePerRun: { low: '10 min', likely: '20 min', high: '40 min' }, vcores: 16 },
  large: { timePerRun: { low: '20 min', likely: '40 min', high: '90 min' }, vcores: 80 },
} as const;

export const transformation: Choice = ({ answers, platform, spread }) => {
  const { approach, data, skills } = answers;
  const usage = { runsPerMonth: '$runsPerMonth', ...flowUsage[data] };
  if (approach === 'no-code')
    return [
      {
        ...flows('Load and reshape'),
        usage,
        because: 'Without code, data is moved and shaped by data flows of Data Factory.',
        entries: ['gr-nocode-transformation', 'gr-nocode-transfer'],
        rejected: {
          'azure-ml-designer': 'Moves and shapes data only while it is simple and small',
          'azure-databricks': 'Is programmed, and takes Spark',
        },
      },
    ];
  if (platform === 'databricks')
    return [
      {
        id: 'shape',
        service: 'databricks-lakeflow-jobs',
        title: 'Build features',
        usage: { runsPerMonth: '$runsPerMonth', timePerRun: { low: '40 min', likely: '1 h', high: '2 h' }, compute: 'attached' },
        because:
          'Jobs on big data are done sooner on Databricks, and this one starts by itself: by a schedule, on a file, or when a table changes.',
        entries: ['gr-dbx-faster', 'cr-lakeflow-triggers'],
        rejected: {
          'adf-data-flows': 'Spark without code, for a team that can write it',
          'azure-ml-serverless-spark': 'A second Spark beside Databricks',
        },
      },
    ];
  if (approach === 'mixed')
    return [
      {
        ...flows('Reshape'),
        usage,
        because: 'Where code can be spared, data is shaped by data flows of Data Factory: Spark under the hood, with nothing to program.',
        entries: ['gr-nocode-transformation'],
        rejected: {
          'azure-databricks':
            skills.spark === 'none' ? 'Takes Spark, which nobody on the team knows' : 'Comes dearer, for work that fits data flows',
          'azure-ml-designer': 'Moves and shapes data only while it is simple and small',
        },
      },
    ];
  if (spread)
    return [
      {
        ...flows('Reshape on Spark'),
        usage,
        because: 'The data has to be split over machines and nobody on the team knows Spark: data flows run on it without Spark code.',
        entries: ['gr-nocode-transformation', 'gr-factor-skills'],
        rejected: {
          'azure-databricks': 'Spreads the work too, but takes Spark',
          'azure-ml-serverless-spark': 'Spreads the work too, but takes Spark',
        },
      },
    ];
  return []; // the first step of the training pipeline prepares data that fits one machine
};
