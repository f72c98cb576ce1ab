import type { Choice, Chosen, Situation } from '../choice';

export const monitoring: Choice = (situation) => [...health(situation), drift(situation), ...report(situation)];

function health({ answers, platform, batch, realtime }: Situation): readonly Chosen[] {
  const watch: Chosen = {
    id: 'watch',
    service: 'azure-monitor',
    title: 'Failed and late runs',
    usage: { dataIngested: '5 GB', logAlertRules: 2, metricSeries: 10 },
    because: 'Azure Monitor takes in what the services report of themselves and tells somebody when a run fails.',
    entries: ['gr-monitoring-options', 'cr-monitoring-not-drift'],
    rejected: { 'power-bi': 'For analysis and reports; it raises no alarm' },
  };
  if (answers.approach === 'no-code')
    return [
      {
        ...watch,
        title: 'Health and alerts',
        because: 'Without code, Azure Monitor watches and Azure dashboards show it.',
        entries: ['gr-nocode-monitoring', 'cr-grafana-dashboards'],
      },
      {
        id: 'dashboard',
        service: 'azure-dashboards',
        title: 'Team dashboard',
        because: 'Azure dashboards pin charts with no code written, and are free of charge.',
        entries: ['gr-dashboards-pin-alert', 'gr-nocode-monitoring', 'cr-grafana-dashboards'],
        rejected: { 'azure-monitor-grafana-dashboards': 'Free too; take it for more kinds of chart' },
      },
    ];
  const insights: Chosen = {
    id: 'insights',
    service: 'application-insights',
    title: 'Requests and failures',
    usage: { dataIngested: '10 GB' },
    because: 'Application Insights shows the telemetry and speed of models in production.',
    entries: ['gr-azureml-appinsights'],
    rejected: { 'azure-dashboards': 'Show what others keep' },
  };
  const online = realtime && platform === 'azure-ml';
  return [...(batch || !online ? [watch] : []), ...(online ? [insights] : [])];
}

function drift({ platform, batch }: Situation): Chosen {
  if (platform === 'databricks')
    return {
      id: 'drift',
      service: 'databricks-data-profiling',
      title: 'Drift and data quality',
      usage: { runsPerMonth: '$runsPerMonth', dbuPerRun: 2 },
      because: 'The health of a service says nothing of its model: drift and quality take profiling, which compares table with table.',
      entries: ['cr-monitoring-not-drift'],
      rejected: { 'azure-ml-model-monitoring': 'Looks at models that Azure ML serves' },
    };
  return {
    id: 'drift',
    service: 'azure-ml-model-monitoring',
    title: 'Drift and data quality',
    usage: { runsPerMonth: 30, timePerRun: '20 min', ...(batch ? { collectsOutside: true } : {}) },
    because: 'The health of a service says nothing of its model: drift and quality take model monitoring, which replaced dataset monitors.',
    entries: ['cr-monitoring-not-drift', 'cr-drift-retired'],
    rejected: { 'azure-ml-dataset-drift': 'Has ended' },
  };
}

function report({ answers, batch }: Situation): readonly Chosen[] {
  if (!answers.estate.includes('power-bi') || !batch) return [];
  return [
    {
      id: 'report',
      service: 'power-bi',
      title: 'Results and history',
      usage: { users: 10 },
      because: 'Power BI takes over where reports need more settings or a history, and it is run here already.',
      entries: ['gr-powerbi-history', 'gr-powerbi-reports'],
      rejected: { 'azure-dashboards': 'Show the last days, not the history of a quarter' },
    },
  ];
}
