import { describe, expect, it } from 'vitest';
import { impliedUsage, PlanGraph, type Service } from '#engine/catalog';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { costPlan } from '#engine/score';
import { book, catalog } from '../../harness/resources.ts';

const service = (id: string): Service => {
  const found = catalog.get(id);
  if (!found) throw new Error(`no service ${id}`);
  return found;
};

describe('usage that edges imply', () => {
  const job: PlanNode = { service: 'azure-ml-jobs-sdk' };
  const implied = (node: PlanNode, ...machines: readonly string[]) =>
    impliedUsage(node, service(node.service), { stage: 'training', machines: machines.map(service), needs: undefined }, catalog);

  it('leaves the hours of a job to compute that takes its work', () => {
    expect(implied(job, 'azure-ml-compute')).toMatchObject({ compute: { value: 'attached' } });
  });

  it('says nothing without such compute, of other compute, or where the usage says it', () => {
    expect(implied(job)).toEqual({});
    expect(implied(job, 'azure-container-apps')).toEqual({});
    expect(implied({ ...job, usage: { compute: 'serverless' } }, 'azure-ml-compute')).toEqual({});
    expect(implied({ service: 'azure-ml-compute-instance-notebooks' }, 'azure-synapse-spark')).toEqual({});
  });

  it('takes the place of the default in the graph, and goes with the edge', () => {
    const plan: Plan = {
      ...emptyPlan('A job on a cluster'),
      nodes: { train: job, cluster: { service: 'azure-ml-compute' } },
      edges: [{ from: 'train', to: 'cluster', kind: 'runs-on' }],
    };
    const computeOf = (one: Plan) => {
      const graph = new PlanGraph(one, catalog, book);
      const train = graph.get('train');
      return train && graph.value(train, 'compute');
    };
    expect(computeOf(plan)).toBe('attached');
    expect(computeOf({ ...plan, edges: [] })).toBe('serverless');
  });
});

describe("the plan's data volume", () => {
  const plan = (usage: PlanNode['usage'], dataVolume?: string): Plan => ({
    ...emptyPlan('A copy'),
    context: { region: 'westeurope', ...(dataVolume === undefined ? {} : { needs: { dataVolume } }) },
    nodes: { copy: { service: 'adf-copy-activity', ...(usage ? { usage } : {}) } },
  });
  const costOf = (one: Plan) => costPlan(new PlanGraph(one, catalog, book)).nodes['copy'];

  it('is the data per run of a node that says none, and the cost says so', () => {
    const assumed = costOf(plan({ runsPerMonth: 30 }, '200 GB'));
    const said = costOf(plan({ runsPerMonth: 30, dataPerRun: '200 GB' }));
    expect(assumed?.unknown).toEqual([]);
    expect(assumed?.likely).toBe(said?.likely);
    expect(assumed?.assumed).toEqual([{ field: 'dataPerRun', title: 'Data per run', need: 'dataVolume', value: '200 GB' }]);
    expect(said?.assumed).toBeUndefined();
  });

  it('does not override what the node says, and is unknown where the plan says nothing', () => {
    const own = costOf(plan({ runsPerMonth: 30, dataPerRun: '10 GB' }, '5 TB'));
    expect(own).toEqual(costOf(plan({ runsPerMonth: 30, dataPerRun: '10 GB' })));
    expect(costOf(plan({ runsPerMonth: 30 }))?.unknown).not.toEqual([]);
  });

  it('is followed by the cost of a node that has not changed itself', () => {
    const small = plan({ runsPerMonth: 30 }, '10 GB');
    const large: Plan = { ...small, context: { ...small.context, needs: { dataVolume: '5 TB' } } };
    expect(costOf(large)!.likely).toBeGreaterThan(costOf(small)!.likely);
  });

  it('is not what an orchestrator reads', () => {
    const orchestrator = service('azure-data-factory');
    expect(
      impliedUsage(
        { service: orchestrator.id },
        orchestrator,
        { stage: 'orchestration', machines: [], needs: { dataVolume: '1 TB' } },
        catalog,
      ),
    ).toEqual({});
  });
});
