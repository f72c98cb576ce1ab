import type { Approach, SkillLevel } from '#engine/plan';
import type { Answers, DataSize, EstateAsked, ScoringRhythm, SkillGroup, SourceAsked, TrainingRhythm } from '#engine/start';

/* Questions of the guided start, in the user's words. */

/** An answer, and a line with details. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly help: string;
}

export const approaches: readonly Option<Approach>[] = [
  { value: 'no-code', title: 'No code', help: 'Services that are drawn and clicked together.' },
  { value: 'mixed', title: 'Low code', help: 'No code where it can be spared, code where it pays.' },
  { value: 'code', title: 'Code first', help: 'Everything is a file in the repository, reviewed and released.' },
];

export const skillGroups: readonly Option<SkillGroup>[] = [
  { value: 'python', title: 'Python and models', help: 'Python, notebooks, machine-learning basics, MLflow' },
  { value: 'data', title: 'SQL and data tools', help: 'SQL, JSON, expressions of data flows' },
  { value: 'spark', title: 'Spark', help: 'Data that is split over machines' },
  { value: 'delivery', title: 'Git and releases', help: 'Git, YAML, Azure CLI, scripts, REST, log queries' },
];

export const levels: readonly Option<SkillLevel>[] = [
  { value: 'none', title: 'none', help: 'Nobody on the team' },
  { value: 'basic', title: 'basic', help: 'Enough to use it' },
  { value: 'strong', title: 'strong', help: 'Enough to run it in production' },
];

export const starts: readonly Option<keyof Answers['starts']>[] = [
  { value: 'schedule', title: 'A schedule', help: 'Every night, or at given hours' },
  { value: 'files', title: 'Files that arrive', help: 'A blob is created' },
  { value: 'commit', title: 'A change of code', help: 'A pull request' },
  { value: 'approval', title: 'Somebody approves first', help: 'Nothing goes live without a person’s yes' },
];

export const sizes: readonly Option<DataSize>[] = [
  { value: 'small', title: 'Small: 5 GB', help: 'Fits one machine with ease' },
  { value: 'medium', title: 'Medium: 200 GB', help: 'Fits one large machine' },
  { value: 'large', title: 'Large: 2 TB', help: 'Has to be spread over machines' },
];

export const sources: readonly Option<SourceAsked>[] = [
  { value: 'sql-server', title: 'SQL Server', help: 'On machines of the organisation' },
  { value: 'external-database', title: 'Other database', help: 'Oracle, Db2, Snowflake and others' },
  { value: 'sap', title: 'SAP', help: 'Tables, extracts or cubes of SAP' },
  { value: 'saas-application', title: 'SaaS', help: 'Dynamics 365, Salesforce and others' },
  { value: 'sharepoint', title: 'SharePoint', help: 'Lists that people keep in SharePoint Online' },
  { value: 'external-files', title: 'File share, SFTP', help: 'Files that partners or other systems leave' },
  { value: 'amazon-s3', title: 'Amazon S3', help: 'Object storage of another cloud' },
];

export const scoringRhythm: readonly Option<ScoringRhythm>[] = [
  { value: 'hourly', title: 'Every hour', help: '720 runs a month' },
  { value: 'daily', title: 'Every day', help: '30 runs a month' },
  { value: 'weekly', title: 'Every week', help: '4 runs a month' },
  { value: 'monthly', title: 'Every month', help: '1 run a month' },
];

export const trainingRhythm: readonly Option<TrainingRhythm>[] = [
  { value: 'usual', title: 'A few times a month', help: 'As the way of training suggests' },
  { value: 'daily', title: 'Every day', help: '30 runs a month' },
  { value: 'weekly', title: 'Every week', help: '4 runs a month' },
  { value: 'monthly', title: 'Every month', help: '1 run a month' },
];

export const serving: readonly Option<keyof Answers['serving']>[] = [
  { value: 'batch', title: 'In batches', help: 'Many rows at a time, every night say' },
  { value: 'realtime', title: 'In real time', help: 'One request, one answer, at once' },
];

export const estate: readonly Option<EstateAsked>[] = [
  { value: 'azure-devops', title: 'Azure DevOps', help: 'Repositories and pipelines' },
  { value: 'github-actions', title: 'GitHub Actions', help: 'Repositories and workflows' },
  { value: 'azure-data-factory', title: 'Data Factory', help: 'Pipelines that move data' },
  { value: 'azure-databricks', title: 'Databricks', help: 'A workspace with Spark' },
  { value: 'azure-ml-workspace', title: 'Azure ML', help: 'A workspace' },
  { value: 'power-bi', title: 'Power BI', help: 'Reports' },
];
