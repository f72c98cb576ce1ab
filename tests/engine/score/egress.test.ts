import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { costPlan, costRisk } from '#engine/score';
import { book, catalog } from '../../harness/resources.ts';

/* Data edges whose ends are in different regions: 0.02 USD a GB between regions of North America or Europe (egress-inter-region). */

const copy: PlanNode = { service: 'adf-copy-activity', title: 'Copy', usage: { runsPerMonth: 30, dataPerRun: '100 GB' } };
const planOf = (nodes: Plan['nodes'], edges: readonly [string, string][]): Plan => ({
  ...emptyPlan('Regions'),
  context: { region: 'westeurope' },
  nodes,
  edges: edges.map(([from, to]) => ({ from, to, kind: 'data' })),
});
const costOf = (plan: Plan) => costPlan(new PlanGraph(plan, catalog, book));
const egressOf = (plan: Plan, node: string) => costOf(plan).nodes[node]?.lines.filter(({ meter }) => meter === 'egress-inter-region') ?? [];

describe('data that crosses regions', () => {
  const away = { ...copy, region: 'northeurope' };
  const lake: PlanNode = { service: 'azure-storage', title: 'Lake', usage: { storedData: '1 TB', writeOperations: 0, readOperations: 0 } };

  it('is charged once, at the end that says how much', () => {
    const plan = planOf({ lake, copy: away }, [['lake', 'copy']]);
    const [line, ...more] = egressOf(plan, 'copy');
    expect(more).toEqual([]);
    expect(line).toMatchObject({ title: 'Data from Lake (westeurope) to Copy (northeurope)', quantity: 3000, amount: 60 });
    expect(egressOf(plan, 'lake')).toEqual([]);
    expect(egressOf(planOf({ copy: away, lake }, [['copy', 'lake']]), 'copy')[0]).toMatchObject({ amount: 60 });
  });

  it('is charged at the receiving end where both say how much', () => {
    const plan = planOf({ first: copy, second: { ...away, title: 'Second', usage: { runsPerMonth: 1, dataPerRun: '50 GB' } } }, [
      ['first', 'second'],
    ]);
    expect(egressOf(plan, 'first')).toEqual([]);
    expect(egressOf(plan, 'second')[0]).toMatchObject({ quantity: 50, amount: 1 });
  });

  it('costs nothing inside a region, however the region is written, nor where none is stated, nor along other edges', () => {
    expect(egressOf(planOf({ lake, copy }, [['lake', 'copy']]), 'copy')).toEqual([]);
    expect(egressOf(planOf({ lake, copy: { ...copy, region: 'WestEurope' } }, [['lake', 'copy']]), 'copy')).toEqual([]);
    expect(egressOf({ ...planOf({ lake, copy: away }, [['lake', 'copy']]), context: {} }, 'copy')).toEqual([]);
    const control: Plan = { ...planOf({ lake, copy: away }, []), edges: [{ from: 'lake', to: 'copy', kind: 'control' }] };
    expect(egressOf(control, 'copy')).toEqual([]);
  });

  it('is unknown, and not nothing, where neither end says how much', () => {
    const other: PlanNode = { ...lake, title: 'Archive', region: 'northeurope' };
    const { nodes, unknown } = costOf(planOf({ lake, other }, [['lake', 'other']]));
    expect(nodes['lake']?.unknown).toEqual([
      {
        title: 'Data to Archive (northeurope)',
        missing: [],
        because: 'It leaves its region, and neither end says how much: runs a month and data per run.',
      },
    ]);
    expect(unknown).toContain('lake');
    expect(nodes['other']?.unknown).toEqual([]);
  });

  it('is left to a storage account that gives its own amount', () => {
    const says: PlanNode = { ...lake, usage: { ...lake.usage, dataToOtherRegions: '500 GB' } };
    const { nodes } = costOf(planOf({ lake: says, copy: away }, [['lake', 'copy']]));
    expect(nodes['copy']?.lines.some(({ meter }) => meter === 'egress-inter-region')).toBe(false);
    expect(nodes['lake']?.lines.find(({ meter }) => meter === 'egress-inter-region')?.amount).toBe(10);
  });

  it('follows an edit of the other end, although the node that is charged stays the same', () => {
    const here = planOf({ lake, copy }, [['lake', 'copy']]);
    expect(egressOf(here, 'copy')).toEqual([]);
    const moved: Plan = { ...here, nodes: { ...here.nodes, lake: { ...lake, region: 'northeurope' } } };
    expect(moved.nodes['copy']).toBe(here.nodes['copy']);
    expect(egressOf(moved, 'copy')[0]).toMatchObject({ amount: 60 });
    expect(egressOf(here, 'copy')).toEqual([]);
  });

  it('grows with the load, and an assumption that moves it moves the total', () => {
    const plan: Plan = {
      ...planOf({ lake, copy: { ...away, usage: { runsPerMonth: 30, dataPerRun: '$dataPerRun' } } }, [['lake', 'copy']]),
      assumptions: { dataPerRun: { low: '50 GB', likely: '100 GB', high: '400 GB' } },
    };
    const inPlace: Plan = { ...plan, nodes: { ...plan.nodes, copy: { ...plan.nodes['copy'], region: 'westeurope' } as PlanNode } };
    const at = (one: Plan, factor: number) => costOf(one).atScale.find((point) => point.factor === factor)?.likely ?? NaN;
    expect(at(plan, 10) - at(inPlace, 10)).toBeCloseTo(600, 6);
    const bar = (one: Plan) => costRisk(new PlanGraph(one, catalog, book)).tornado.find(({ title }) => title === 'dataPerRun');
    const spread = (one: Plan) => (bar(one)?.high ?? 0) - (bar(one)?.low ?? 0);
    expect(spread(plan) - spread(inPlace)).toBeCloseTo(0.02 * 30 * 350, 6);
  });
});
