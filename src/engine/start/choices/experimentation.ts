import type { Choice } from '../choice';

export const experimentation: Choice = ({ answers, platform }) => {
  if (answers.approach === 'no-code')
    return [
      {
        id: 'explore',
        service: 'azure-ml-designer',
        title: 'Try out ideas',
        usage: { components: 'classic', runsPerMonth: 10, dataPerRun: '2 GB', timePerRun: '30 min' },
        note: 'On a sample: the designer is for small data. Its ready-made components are frozen, so they show what works and go no further.',
        because: 'Without code, experiments are made in the designer of Azure ML.',
        entries: ['gr-nocode-experimentation', 'gr-designer-small-data'],
        rejected: { 'azure-ml-compute-instance-notebooks': 'Notebooks are code', 'databricks-notebooks': 'Notebooks are code' },
      },
    ];
  if (platform === 'databricks')
    return [
      {
        id: 'explore',
        service: 'databricks-notebooks',
        title: 'Notebooks',
        usage: { users: 3, hoursPerMonth: 40, dbuPerHour: 3 },
        because:
          'They are kept in the Databricks workspace beside data and cluster, and are joined to Git; serverless compute runs them with nothing to set up.',
        entries: ['gr-dbnb-git', 'cr-dbx-serverless'],
        rejected: {
          'azure-ml-compute-instance-notebooks': 'Cheaper, but one machine, which cannot read this data at once',
          'local-experimentation': 'Will do only while no compute in the cloud is needed',
        },
      },
    ];
  return [
    {
      id: 'explore',
      service: 'azure-ml-compute-instance-notebooks',
      title: 'Notebooks',
      usage: { instances: 2, hoursPerMonth: 80, ...(answers.gpu ? { vmSize: 'Standard_NC4as_T4_v3' } : {}) },
      because:
        'Azure ML looks after the machine and its user just opens Jupyter; it is stopped when nobody works, and costs less than a Databricks notebook.',
      entries: ['gr-nbvm-managed', 'gr-nbvm-stop', 'cr-idle-cost', 'gr-dbnb-cost'],
      rejected: {
        'databricks-notebooks': 'Come dearer than notebooks of Azure ML',
        'data-science-vm': 'A machine that the team patches and shuts down itself',
        'local-experimentation': 'Will do only while no compute in the cloud is needed',
      },
    },
  ];
};
