import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { alternatives, followers, insertions, newcomers } from '../../../src/renderer/state/candidates';
import { placementOf } from '../../../src/renderer/append/placement';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { applyEdits } from '#engine/plan';
import { noControl, rules } from '#engine/validate';
import { catalog as shipped } from '../../harness/resources.ts';
import { inputOf } from '../../harness/rule-cases.ts';

const catalog = new CatalogView({
  services: shipped.services,
  skills: shipped.skills,
  noControl: noControl(shipped),
  safeguards: { sources: {}, services: {} },
  icons: {},
});
const plan: Plan = {
  ...emptyPlan('P'),
  nodes: { copy: { service: 'adf-copy-activity', title: 'Copy' }, lake: { service: 'azure-storage', title: 'Lake' } },
  edges: [{ from: 'copy', to: 'lake', kind: 'data' }],
  layout: { copy: [0, 0], lake: [0, 400] },
};

describe('what can follow a node', () => {
  const list = followers(plan, catalog, 'copy');

  it('is every service, those that can first, each of the others with a reason', () => {
    expect(list).toHaveLength(shipped.services.length);
    const firstImpossible = list.findIndex(({ against }) => against !== undefined);
    expect(firstImpossible).toBeGreaterThan(0);
    for (const { against, kinds } of list.slice(firstImpossible)) {
      expect(against).toMatch(/\.$/);
      expect(kinds).toEqual([]);
    }
    for (const { kinds, service } of list.slice(0, firstImpossible))
      expect(catalog.kindsBetween(catalog.get('adf-copy-activity'), service)).toContain(kinds[0]);
  });

  it('stands in groups that are not torn apart', () => {
    const groups = list.map(({ group }) => group).filter((group, at, all) => group !== all[at - 1]);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('puts what is retired behind what is not', () => {
    const inGroup = list.filter(({ group, against }) => group === list[0]?.group && against === undefined);
    const retired = inGroup.findIndex(({ service }) => service.status.state === 'retired');
    if (retired >= 0) for (const { service } of inGroup.slice(retired)) expect(service.status.state).toBe('retired');
  });

  it('can only take the kind that the edge was begun with', () => {
    const asData = followers(plan, catalog, 'copy', 'data').filter(({ against }) => against === undefined);
    expect(asData.length).toBeGreaterThan(0);
    for (const { kinds } of asData) expect(kinds).toEqual(['data']);
  });

  it('follows with one edge, where no card is', () => {
    const [candidate] = list;
    if (!candidate) throw new Error('nothing follows');
    const { id, edits, edges } = placementOf(plan, catalog, { type: 'append', from: 'copy' }, candidate);
    const after = applyEdits(plan, edits);
    expect(after.edges).toHaveLength(2);
    expect(edges).toEqual([{ from: 'copy', to: id, kind: candidate.kinds[0] }]);
  });
});

it.each([
  ['azure-data-factory', 'adf-copy-activity', 'control'],
  ['azure-ml-pipelines', 'azure-ml-compute', 'runs-on'],
  ['azure-ml-pipelines', 'azure-ml-model-registry', 'model'],
  ['azure-data-factory', 'azure-databricks', 'control'],
  ['adf-copy-activity', 'azure-storage', 'data'],
])('%s leads to %s by the kind that is meant: %s', (from, to, kind) => {
  expect(catalog.kindsBetween(catalog.get(from), catalog.get(to))[0]).toBe(kind);
});

describe('what can stand in an edge', () => {
  const [edge] = plan.edges;
  if (!edge) throw new Error('the plan has an edge');

  it('can be reached from its start and can reach its end', () => {
    const can = insertions(plan, catalog, edge).filter(({ against }) => against === undefined);
    expect(can.length).toBeGreaterThan(0);
    const [candidate] = can;
    if (!candidate) return;
    const { id, edits } = placementOf(plan, catalog, { type: 'insert', edge }, candidate);
    const after = applyEdits(plan, edits);
    expect(after.edges.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([`copy ${id}`, `${id} lake`].sort());
    expect(after.layout[id]).toBeDefined();
  });
});

describe('what can take a service’s place', () => {
  const list = alternatives(plan, catalog, 'lake');

  it('is of the same stage; the others say of which', () => {
    for (const { service, against } of list) {
      if (against === undefined) expect(service.stages).toContain(catalog.get('azure-storage')?.stages[0]);
      else expect(against).toMatch(/^It is for /);
    }
    expect(list.some(({ service }) => service.id === 'azure-storage')).toBe(false);
  });
});

it('begins with what comes first in a pipeline', () => {
  expect(newcomers(emptyPlan('P'), catalog)[0]?.stage).toBe('experimentation');
});

describe('everything that is offered', () => {
  const judges = rules.filter(({ meta }) =>
    ['orchestrator-can-trigger', 'event-edge-supported', 'edge-kind-fits', 'data-factory-azure-ml-activity'].includes(meta.id),
  );
  const errorsOf = (after: Plan) => judges.flatMap((rule) => [...rule.check(inputOf(after))].map(({ message }) => message));

  it.each(shipped.services.map(({ id }) => id))('after %s is an edge that no rule reports', (id) => {
    const single: Plan = { ...emptyPlan('P'), nodes: { a: { service: id, title: 'A' } }, layout: { a: [0, 0] } };
    const wrong = followers(single, catalog, 'a').flatMap(({ service, kinds, against }) => {
      const [kind] = kinds;
      if (against !== undefined || kind === undefined) return [];
      const nodes = { ...single.nodes, b: { service: service.id, title: 'B' } };
      return errorsOf({ ...single, nodes, edges: [{ from: 'a', to: 'b', kind }] });
    });
    expect(wrong).toEqual([]);
  });

  it('as a target of a control edge, and refused with a reason, is what the rules say', () => {
    const wrong = shipped.services.flatMap((from) =>
      shipped.services.flatMap((to) => {
        const pair: Plan = { ...emptyPlan('P'), nodes: { a: { service: from.id, title: 'A' }, b: { service: to.id, title: 'B' } } };
        const against = catalog.reasonAgainst(pair, 'a', 'b', 'control');
        const errors = errorsOf({ ...pair, edges: [{ from: 'a', to: 'b', kind: 'control' }] });
        return (against === undefined) === (errors.length === 0) ? [] : [`${from.id} → ${to.id}: ${against ?? errors.join()}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('after Logic Apps has nothing retired or deprecated before what can still be had, and none of it among the first', () => {
    const single: Plan = { ...emptyPlan('P'), nodes: { a: { service: 'azure-logic-apps', title: 'A' } }, layout: { a: [0, 0] } };
    const states = followers(single, catalog, 'a')
      .filter(({ against }) => against === undefined)
      .map(({ service }) => service.status.state);
    const gone = states.findIndex((state) => state === 'retired' || state === 'deprecated');
    expect(states.slice(0, 12)).not.toContain('retired');
    if (gone >= 0) expect(states.slice(gone).filter((state) => state === 'ga' || state === 'preview')).toEqual([]);
  });
});
