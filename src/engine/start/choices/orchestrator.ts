import type { Choice, Chosen } from '../choice';
import { copies } from './transfer';

/** The assumption for how often the work runs, if nothing else is known. */
export const runsPerMonth = '$runsPerMonth';

export const orchestrator: Choice = (situation) => {
  const { answers, platform } = situation;
  if (answers.approach === 'no-code') return [workflow(situation), pipeline(situation)];
  // on Databricks each job keeps its own schedule, and the jobs are where the work is
  return platform === 'databricks' && !copies(situation) ? [] : [pipeline(situation)];
};

function workflow({ answers: { starts } }: Parameters<Choice>[0]): Chosen {
  return {
    id: 'workflow',
    service: 'azure-logic-apps',
    title: starts.approval ? 'Start, approve, alert' : 'Start and alert',
    usage: { runsPerMonth, builtInActionsPerRun: 6, connectorCallsPerRun: starts.approval ? 4 : 2 },
    because: starts.files
      ? 'Without code, Logic Apps runs the show: events set it off, the arrival of a file among them.'
      : 'Without code, Logic Apps runs the show, most of all around Microsoft 365.',
    entries: ['gr-nocode-orchestration', ...(starts.files ? ['gr-trigger-events'] : []), ...(starts.approval ? ['cr-la-approval'] : [])],
    rejected: {
      'azure-devops': 'Its pipelines are YAML, which is code',
      'azure-ml-pipelines': 'Put only themselves on a schedule, and wait for nobody’s approval',
    },
  };
}

function pipeline({ answers: { approach, starts } }: Parameters<Choice>[0]): Chosen {
  const noCode = approach === 'no-code';
  return {
    id: 'pipeline',
    service: 'azure-data-factory',
    title: 'Data pipeline',
    usage: { runsPerMonth, activitiesPerRun: 5, externalActivityTime: '20 min' },
    because: noCode
      ? 'The data flows run in a pipeline of Data Factory, which is drawn and not written.'
      : starts.files
        ? 'What data sets off is for Data Factory: it starts when a file arrives.'
        : starts.schedule
          ? 'Work that begins with data and runs by a schedule is for Data Factory.'
          : 'The work begins with data, which Data Factory brings; a release or a person starts it.',
    entries: noCode ? ['gr-nocode-transfer'] : ['gr-trigger-data', ...(starts.files ? ['gr-adf-blob-only', 'cr-adf-custom-events'] : [])],
    rejected: {
      ...(noCode ? {} : { 'azure-logic-apps': 'For events and alerts from elsewhere; it has nothing for Azure ML' }),
      'azure-ml-pipelines': 'Put only themselves on a schedule, and no event starts them',
      'fabric-data-factory': 'The next generation, but without tumbling windows and mapping data flows when last seen',
    },
  };
}
