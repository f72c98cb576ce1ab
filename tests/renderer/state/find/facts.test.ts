import { describe, expect, it } from 'vitest';
import type { Plan, PlanNode } from '#engine/plan';
import type { Service } from '#engine/catalog';
import { factsOf, type FactSource } from '../../../../src/renderer/state/find/facts';

const services: Record<string, unknown> = {
  lake: { name: 'Data Lake Storage', shortName: 'Lake', guideName: 'Blob storage', synonyms: ['ADLS'], status: { state: 'ga' } },
  old: { name: 'Old service', shortName: 'Old', synonyms: [], status: { state: 'retired' } },
};
const finding = (number: number, severity: string, nodes: string[], more: object = {}) => ({ number, severity, nodes, edges: [], ...more });

function factsWith(plan: Partial<Plan>, evaluation?: object) {
  const source = {
    plan: { nodes: {}, edges: [], context: {}, pinned: [], ...plan },
    evaluation,
    service: (id: string) => services[id] as Service | undefined,
    stageOf: (node: PlanNode) => node.stage,
  } as unknown as FactSource;
  return factsOf(Object.keys(source.plan.nodes), source);
}

describe('factsOf', () => {
  it('says of a node what can be searched for, in small letters', () => {
    const [facts] = factsWith({
      nodes: { raw: { service: 'lake', title: 'RAW Orders', owner: 'Data Team', note: 'Ask Eve', stage: 'data-transfer' } },
      context: { region: 'WestEurope' },
    });
    expect(facts).toMatchObject({ title: 'raw orders', owner: 'data team', note: 'ask eve', stage: 'data-transfer', region: 'westeurope' });
    expect(facts?.service.split('\n')).toEqual(['data lake storage', 'lake', 'blob storage', 'lake', 'adls']);
  });

  it('takes the id where there is no title, and the name in the file where the catalog has no such service', () => {
    const [facts] = factsWith({ nodes: { raw: { service: 'Unheard-of' } } });
    expect(facts).toMatchObject({ title: 'raw', service: 'unheard-of' });
  });

  it('tells a node’s own region from the plan’s', () => {
    const [facts] = factsWith({ nodes: { raw: { service: 'lake', region: 'NorthEurope' } }, context: { region: 'westeurope' } });
    expect(facts?.region).toBe('northeurope');
  });

  it('knows the kinds of its edges, and that it has none', () => {
    const [a, b, c] = factsWith({
      nodes: { a: { service: 'lake' }, b: { service: 'lake' }, c: { service: 'lake' } },
      edges: [
        { from: 'a', to: 'b', kind: 'data' },
        { from: 'b', to: 'a', kind: 'control' },
      ],
    });
    expect([...(a?.kinds ?? [])].sort()).toEqual(['control', 'data']);
    expect(b?.states.has('unconnected')).toBe(false);
    expect(c?.states.has('unconnected')).toBe(true);
  });

  it('counts a finding at the ends of its edges, and a waived one as waived only', () => {
    const [a, b] = factsWith(
      { nodes: { a: { service: 'lake' }, b: { service: 'lake' } } },
      {
        findings: [
          finding(1, 'error', [], { edges: ['a/b/data'] }),
          finding(2, 'info', ['a']),
          finding(3, 'warning', ['b'], { waived: {} }),
        ],
      },
    );
    expect([[...(a?.states ?? [])].sort(), [...(a?.findings ?? [])]]).toEqual([
      ['advice', 'error', 'unconnected'],
      [1, 2],
    ]);
    expect([[...(b?.states ?? [])].sort(), [...(b?.findings ?? [])]]).toEqual([
      ['error', 'unconnected', 'waived'],
      [1, 3],
    ]);
  });

  it('knows what is pinned, and what is going or gone', () => {
    const [a, b] = factsWith({ nodes: { a: { service: 'old' }, b: { service: 'lake' } }, pinned: ['a'] });
    expect([...(a?.states ?? [])].sort()).toEqual(['pinned', 'retired', 'unconnected']);
    expect([...(b?.states ?? [])]).toEqual(['unconnected']);
  });

  it('tells a known cost from one that is known in part, and free from unknown', () => {
    const costs = {
      a: { likely: 12, unknown: [], free: false },
      b: { likely: 12, unknown: ['writes'], free: false },
      c: { likely: 0, unknown: ['writes'], free: true },
      d: { likely: 0, unknown: [], free: true },
    };
    const nodes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, { service: 'lake' }]));
    expect(factsWith({ nodes }, { findings: [], cost: { nodes: costs } }).map(({ cost }) => cost)).toEqual([
      { known: 12, complete: true, free: false },
      { known: 12, complete: false, free: false },
      { known: 0, complete: false, free: false },
      { known: 0, complete: true, free: true },
      undefined,
    ]);
  });
});
