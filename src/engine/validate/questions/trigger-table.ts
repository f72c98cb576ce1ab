import type { EventKind, Schedule, ServiceId } from '../../plan';

/*
 * The guide's table "Triggered by", with the services that belong in its rows today. In the guide the rows name Azure DevOps,
 * Azure ML Pipelines, Data Factory and Logic Apps; those still come first.
 */

interface TriggerRow {
  /** The work that belongs here, as a sentence names it. */
  readonly work: string;
  readonly services: readonly ServiceId[];
  /** Services that do as well, and that a plan has or has not: nobody is advised to take them up. */
  readonly alike?: readonly ServiceId[];
}

const code: TriggerRow = { work: 'work that code starts', services: ['azure-devops', 'github-actions'] };
const schedule: TriggerRow = {
  work: 'work on a schedule',
  services: ['azure-ml-pipelines', 'azure-data-factory', 'databricks-lakeflow-jobs', 'fabric-data-factory'],
  // Synapse pipelines have the triggers of Data Factory, and Airflow is a scheduler in the first place
  alike: ['synapse-pipelines', 'apache-airflow'],
};
const data: TriggerRow = {
  work: 'work that data starts',
  services: ['azure-data-factory', 'databricks-lakeflow-jobs', 'fabric-data-factory'],
  alike: ['synapse-pipelines', 'apache-airflow'],
};
const events: TriggerRow = { work: 'work that events, alerts or other products start', services: ['azure-logic-apps', 'azure-functions'] };

const rowOf: Readonly<Record<EventKind, TriggerRow>> = {
  'blob-created': data,
  'blob-deleted': data,
  'custom-event': { work: events.work, services: [...events.services, 'azure-data-factory'], alike: ['synapse-pipelines'] },
  'pull-request': code,
  branch: code,
  'build-completed': code,
  artifact: code,
  http: events,
  email: events,
  sharepoint: events,
  dropbox: events,
  x: events,
  alert: events,
};

/** The row of the table that an event belongs in. */
export function rowOfEvent(kind: EventKind): TriggerRow {
  return rowOf[kind];
}

/** The row for a schedule. The second table gives cron to Azure DevOps, so that a cron line belongs there as well. */
export function rowOfSchedule(need: Schedule): TriggerRow {
  return need === 'cron' ? { ...schedule, services: [...code.services, ...schedule.services] } : schedule;
}
