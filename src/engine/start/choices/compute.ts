import type { Answers, DataSize } from '../answers';
import type { Choice, Platform } from '../choice';

/** Databricks if the team knows Spark and needs it: data for many machines, or an existing Databricks. */
export function platformFor({ approach, skills, estate, data, distributed }: Answers): Platform {
  if (approach === 'no-code' || skills.spark === 'none') return 'azure-ml';
  if (distributed || data === 'large') return 'databricks';
  return estate.includes('azure-databricks') && !estate.includes('azure-ml-workspace') ? 'databricks' : 'azure-ml';
}

const clusterNodes: Readonly<Record<DataSize, number>> = { small: 1, medium: 2, large: 4 };
const sparkNodes: Readonly<Record<DataSize, number>> = { small: 3, medium: 5, large: 9 };

export const compute: Choice = ({ answers, platform, spread }) => {
  const { approach, data, gpu, skills, estate } = answers;
  if (approach === 'no-code') return []; // services in the studio bring their own machines
  if (platform === 'databricks')
    return [
      {
        id: 'cluster',
        service: 'azure-databricks',
        title: 'Job cluster',
        usage: {
          hoursPerMonth: { low: 40, likely: 70, high: 130 },
          nodes: sparkNodes[data],
          vmSize: 'Standard_D8ds_v5',
          pinnedLibraries: true,
        },
        because: spread
          ? 'Databricks splits the data and spreads each job over Spark, which this plan needs and the team knows.'
          : 'It is run here already and the team knows Spark, so the work goes where it can grow over more machines.',
        entries: spread ? ['gr-dbx-distributed', 'gr-dbx-faster'] : ['gr-factor-architecture', 'gr-dbx-distributed'],
        rejected: {
          'azure-ml-compute': spread
            ? 'Runs many jobs side by side, but does not split one job’s data'
            : 'A second platform beside the one that is run',
          'azure-synapse-spark': 'Microsoft itself points on to Fabric',
        },
      },
    ];
  return [
    {
      id: 'cluster',
      service: 'azure-ml-compute',
      title: gpu ? 'GPU cluster' : 'CPU cluster',
      usage: {
        hoursPerMonth: { low: 20, likely: 40, high: 80 },
        nodes: clusterNodes[data],
        minNodes: 0,
        ...(gpu ? { vmSize: 'Standard_NC4as_T4_v3' } : {}),
      },
      because: gpu
        ? 'Azure ML scales clusters with GPUs, builds their environments, and goes down to no machines between jobs.'
        : 'Azure ML runs many Python jobs side by side, builds their environments, and goes down to no machines between jobs.',
      entries: gpu
        ? ['gr-amlcompute-gpu', 'gr-amlcompute-conda', 'cr-idle-cost']
        : ['gr-amlcompute-many-jobs', 'gr-amlcompute-conda', 'cr-idle-cost'],
      rejected: {
        'azure-databricks':
          skills.spark === 'none'
            ? 'Takes Spark, which nobody on the team knows'
            : estate.includes('azure-databricks')
              ? 'Comes dearer, and this work need not be spread over machines'
              : 'Comes dearer, and pays only where data is split over machines',
        'azure-ml-compute-instance-notebooks': 'One machine, which cannot do the work of a cluster',
      },
    },
  ];
};
