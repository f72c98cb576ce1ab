import { describe, expect, it } from 'vitest';
import { draftPlan, usualAnswers, type Answers } from '#engine/start';
import { book, catalog, knowledge } from '../../harness/resources.ts';

/** The service at each part of the plan for the usual answers with some of them changed. */
function servicesFor(changed: Partial<Answers>): Readonly<Record<string, string>> {
  const { plan } = draftPlan({ ...usualAnswers, ...changed }, catalog, knowledge, book.id);
  return Object.fromEntries(Object.entries(plan.nodes).map(([id, { service }]) => [id, service]));
}

const starts = { schedule: false, files: false, commit: false, approval: false };
const strongSpark = { ...usualAnswers.skills, spark: 'strong' } as const;

describe('the choices', () => {
  it('trains on Azure ML what fits one machine, and on Databricks what a team that knows Spark must spread', () => {
    expect(servicesFor({})).toMatchObject({ train: 'azure-ml-pipelines', cluster: 'azure-ml-compute', runs: 'azure-ml-experiments' });
    expect(servicesFor({ skills: strongSpark })).toMatchObject({ cluster: 'azure-ml-compute' });
    expect(servicesFor({ skills: strongSpark, distributed: true })).toMatchObject({
      train: 'databricks-lakeflow-jobs',
      cluster: 'azure-databricks',
      runs: 'databricks-mlflow-tracking',
      models: 'databricks-unity-catalog',
    });
  });

  it('goes where the organisation is already, if that is one place', () => {
    expect(servicesFor({ skills: strongSpark, estate: ['azure-databricks'] })).toMatchObject({ cluster: 'azure-databricks' });
    expect(servicesFor({ skills: strongSpark, estate: ['azure-databricks', 'azure-ml-workspace'] })).toMatchObject({
      cluster: 'azure-ml-compute',
    });
    expect(servicesFor({ estate: ['github-actions'] })).toMatchObject({ release: 'github-actions' });
    expect(servicesFor({ estate: ['github-actions', 'azure-devops'] })).toMatchObject({ release: 'azure-devops' });
  });

  it('splits large data without Spark skills by data flows', () => {
    expect(servicesFor({ data: 'large' })).toMatchObject({ shape: 'adf-data-flows', cluster: 'azure-ml-compute' });
    expect(servicesFor({ data: 'medium' })).not.toHaveProperty('shape');
  });

  it('starts without code by Logic Apps, with code by Data Factory', () => {
    expect(servicesFor({ approach: 'no-code', starts: { ...starts, files: true } })).toMatchObject({
      workflow: 'azure-logic-apps',
      landing: 'azure-storage',
      shape: 'adf-data-flows',
      train: 'azure-ml-automl',
    });
    expect(servicesFor({ starts: { ...starts, files: true } })).toMatchObject({ pipeline: 'azure-data-factory', landing: 'azure-storage' });
  });

  it('spares code where both are wanted: data flows, and automated ML for a team that knows the basics', () => {
    expect(servicesFor({ approach: 'mixed' })).toMatchObject({ shape: 'adf-data-flows', train: 'azure-ml-pipelines' });
    expect(servicesFor({ approach: 'mixed', skills: { ...usualAnswers.skills, python: 'basic' } })).toMatchObject({
      train: 'azure-ml-automl',
    });
  });

  it('deploys as the answers say, and in batches where they say nothing', () => {
    expect(servicesFor({ serving: { batch: false, realtime: true } })).toMatchObject({ serve: 'azure-ml-managed-online-endpoints' });
    expect(servicesFor({ serving: { batch: false, realtime: true } })).not.toHaveProperty('score');
    expect(servicesFor({ serving: { batch: true, realtime: true } })).toMatchObject({
      score: 'azure-ml-batch-endpoints',
      serve: 'azure-ml-managed-online-endpoints',
    });
    expect(servicesFor({ serving: { batch: false, realtime: false } })).toMatchObject({ score: 'azure-ml-batch-endpoints' });
  });

  it('reports in Power BI where that is run already', () => {
    expect(servicesFor({ estate: ['power-bi'] })).toMatchObject({ report: 'power-bi' });
    expect(servicesFor({})).not.toHaveProperty('report');
  });
});
