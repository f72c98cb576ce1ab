import { describe, expect, it } from 'vitest';
import { emptyPlan, type Approach, type Plan } from '#engine/plan';
import { noControl } from '#engine/validate';
import { alternatives, followers } from '../../../src/renderer/state/candidates';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { catalog as shipped } from '../../harness/resources.ts';

const catalog = new CatalogView({
  services: shipped.services,
  skills: shipped.skills,
  noControl: noControl(shipped),
  safeguards: { sources: {}, services: {} },
  icons: {},
});

const planWith = (service: string, approach: Approach): Plan => ({
  ...emptyPlan('P'),
  context: { approach },
  nodes: { a: { service, title: 'A' } },
  layout: { a: [0, 0] },
});
const firstFive = (service: string, approach: Approach) =>
  followers(planWith(service, approach), catalog, 'a')
    .slice(0, 5)
    .map((candidate) => candidate.service.id);

/** What has to be among the first five that are offered after a service. */
const successors: readonly (readonly [after: string, approach: Approach, among: readonly string[]])[] = [
  ['sql-server', 'code', ['adf-copy-activity', 'azure-storage']],
  ['sharepoint', 'no-code', ['adf-copy-activity', 'azure-storage']],
  ['adf-copy-activity', 'no-code', ['azure-storage', 'azure-sql-database']],
  ['azure-storage', 'code', ['azure-databricks']],
  ['azure-storage', 'no-code', ['adf-data-flows']],
  ['azure-event-hubs', 'code', ['azure-stream-analytics', 'azure-storage']],
  ['azure-data-factory', 'code', ['adf-copy-activity', 'azure-databricks']],
  ['azure-data-factory', 'no-code', ['adf-copy-activity', 'adf-data-flows']],
  ['azure-databricks', 'code', ['databricks-mlflow-tracking']],
  ['databricks-notebooks', 'code', ['databricks-mlflow-tracking']],
  ['databricks-mlflow-tracking', 'code', ['databricks-unity-catalog', 'databricks-model-serving']],
  ['azure-ml-jobs-sdk', 'code', ['azure-ml-experiments', 'azure-ml-model-registry']],
  ['azure-ml-experiments', 'code', ['azure-ml-model-registry']],
  ['azure-ml-pipelines', 'code', ['azure-ml-jobs-sdk', 'azure-ml-batch-endpoints']],
  ['azure-ml-automl', 'no-code', ['azure-ml-model-registry', 'azure-ml-managed-online-endpoints']],
  ['azure-ml-model-registry', 'code', ['azure-ml-managed-online-endpoints', 'azure-ml-batch-endpoints']],
  ['azure-ml-managed-online-endpoints', 'code', ['azure-ml-model-monitoring', 'application-insights']],
  ['azure-ml-batch-endpoints', 'code', ['azure-storage']],
  ['azure-ml-model-monitoring', 'code', ['azure-event-grid', 'azure-monitor']],
  ['application-insights', 'code', ['azure-monitor', 'azure-dashboards']],
  ['azure-monitor', 'code', ['azure-dashboards', 'azure-monitor-grafana-dashboards', 'power-bi']],
  ['fabric-lakehouse', 'no-code', ['fabric-notebooks', 'fabric-warehouse']],
];

describe('the first that are offered', () => {
  it.each(successors)('after %s in a %s plan are its natural successors', (after, approach, among) => {
    expect(firstFive(after, approach)).toEqual(expect.arrayContaining([...among]));
  });

  const all = shipped.services.map(({ id }) => id);

  it.each(all)('after %s, or in its place, hold nothing retired and nothing that stands for anything', (id) => {
    const plan = planWith(id, 'mixed');
    for (const list of [followers(plan, catalog, 'a'), alternatives(plan, catalog, 'a')]) {
      const possible = list.filter(({ against }) => against === undefined).map(({ service }) => service);
      const known = possible.findIndex(({ id: one, status }) => one === 'other-system' || ['retired', 'deprecated'].includes(status.state));
      const rest = known < 0 ? [] : possible.slice(known).map((service) => (service.id === 'other-system' ? 'any' : service.status.state));
      expect(rest.filter((state) => state === 'ga' || state === 'preview')).toEqual([]);
      expect(rest.indexOf('any')).toBeLessThanOrEqual(0);
    }
  });
});
