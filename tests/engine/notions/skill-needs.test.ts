import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { skillNeeds, skillsOf } from '#engine/notions';
import { emptyPlan, type Approach, type Plan } from '#engine/plan';
import { book, catalog } from '../../harness/resources.ts';

const plan = (approach: Approach | undefined, services: Readonly<Record<string, string>> = {}): Plan => ({
  ...emptyPlan('Skills'),
  context: approach ? { approach } : {},
  nodes: Object.fromEntries(Object.entries(services).map(([id, service]) => [id, { service }])),
});
const skills = (service: string, of: Plan): readonly string[] => skillsOf(catalog.get(service)!, of).map(({ skill }) => skill);

describe('the skills that a service takes', () => {
  it.each([
    // the guide's answers for a team that writes no code
    ['azure-ml-automl', ['ml-basics']],
    ['azure-ml-designer', ['ml-basics']],
    ['azure-ml-batch-endpoints', []],
    ['azure-ml-managed-online-endpoints', []],
    ['azure-ml-model-registry', []],
    ['azure-ml-workspace', []],
    ['azure-ml-compute', []],
    ['azure-data-factory', []],
    ['azure-logic-apps', []],
    ['azure-monitor', []],
    ['azure-storage', []],
    // clicking does not spare anybody the service's own language
    ['adf-data-flows', ['data-flow-expression']],
    ['power-bi', ['power-query', 'dax']],
    ['azure-ml-serverless-spark', ['spark']],
    // nobody clicks what is written
    ['azure-databricks', ['python', 'spark']],
    ['azure-functions', ['python']],
    ['conda-environments', ['python', 'yaml']],
  ])('are few where nobody writes code: %s', (service, taken) => {
    expect(skills(service, plan('no-code'))).toEqual(taken);
    expect(skills(service, plan('mixed'))).toEqual(taken);
  });

  it('are those of writing it in a plan of code, and where the plan does not say', () => {
    for (const approach of ['code', undefined] as const) {
      expect(skills('azure-ml-batch-endpoints', plan(approach))).toEqual(['python', 'yaml', 'azure-cli']);
      expect(skills('azure-logic-apps', plan(approach))).toEqual(['json', 'rest']);
      expect(skills('azure-ml-compute', plan(approach))).toEqual(['python', 'yaml']);
    }
  });
});

it('a plan takes what its nodes take, and nothing for a service that the catalog does not know', () => {
  const noCode = plan('no-code', { train: 'azure-ml-automl', score: 'azure-ml-batch-endpoints', report: 'power-bi', what: 'unheard-of' });
  expect(skillNeeds(new PlanGraph(noCode, catalog, book)).map(({ skill }) => skill)).toEqual(['ml-basics', 'power-query', 'dax']);
});
