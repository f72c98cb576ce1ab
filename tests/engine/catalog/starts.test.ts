import { describe, expect, it } from 'vitest';
import { PlanGraph, StartsSchema, type Service } from '#engine/catalog';
import { edgeKindIds, type Plan } from '#engine/plan';
import { rules, type RuleInput } from '#engine/validate';
import { cannotPass, glueOf } from '#engine/notions';
import { isRetired } from '../../../src/engine/score/measure.ts';
import { carries } from '../../../src/engine/validate/questions/connections.ts';
import { inputOf } from '../../harness/rule-cases.ts';
import { book, catalog } from '../../harness/resources.ts';
import { aPlan } from '../../harness/small-catalog.ts';

/* Who can start what: the table is complete, and everything that asks it says the same. */

const { starts } = catalog;
const services = catalog.services;
const controlled = services.filter(({ inputs }) => inputs.control);
const pairs = starts.starters.flatMap((from) => starts.targets.map((to) => [from, to] as const));
const serviceOf = (id: string): Service => {
  const service = catalog.get(id);
  if (!service) throw new Error(`no service ${id}`);
  return service;
};
const planOf = (from: string, to: string): Plan =>
  aPlan({ a: { service: from, title: 'A' }, b: { service: to, title: 'B' } }, ['a control b']);
/** Rules that say whether a control edge can be drawn at all. */
const judges = rules.filter(({ meta }) =>
  ['orchestrator-can-trigger', 'event-edge-supported', 'edge-kind-fits', 'data-factory-azure-ml-activity'].includes(meta.id),
);
const findingsOf = (input: RuleInput) => judges.flatMap((rule) => [...rule.check(input)]);

describe('the table of starts', () => {
  it('fits its schema', () => {
    expect(StartsSchema.safeParse(starts.file).error?.issues ?? []).toEqual([]);
  });

  it('has a row for every service that calls others, and for Event Grid', () => {
    const calling = services.filter(({ outputs }) => outputs.control?.includes('call')).map(({ id }) => id);
    expect([...starts.starters].sort()).toEqual([...calling, 'azure-event-grid'].sort());
  });

  it('has every service that can be started in one group', () => {
    expect([...starts.targets].sort()).toEqual(controlled.map(({ id }) => id).sort());
  });

  it('has a cell for every pair, with a source that there is', () => {
    const missing = pairs.filter(([from, to]) => {
      const cell = starts.cell(from, to);
      return !cell || !starts.source(cell);
    });
    expect(missing).toEqual([]);
    expect(pairs).toHaveLength(starts.starters.length * controlled.length);
  });

  it('names only groups, services and sources that there are, and needs each of them', () => {
    const groups = starts.file.groups.map(({ id }) => id).sort();
    const used = new Set<string>();
    for (const row of starts.file.rows) {
      expect(Object.keys(row.groups).sort(), row.service).toEqual(groups);
      expect(
        Object.keys(row.services ?? {}).filter((id) => !starts.targets.includes(id)),
        row.service,
      ).toEqual([]);
    }
    for (const [from, to] of pairs) used.add(starts.cell(from, to)?.source ?? '');
    expect(Object.keys(starts.file.sources).filter((id) => !used.has(id))).toEqual([]);
  });

  it('says no of what nothing can travel along', () => {
    const wrong = pairs.filter(([from, to]) => {
      const possible = catalog.shared(serviceOf(from), serviceOf(to), 'control').length > 0;
      return !possible && starts.cell(from, to)?.way !== 'no';
    });
    expect(wrong).toEqual([]);
  });

  it('fills in what a service orchestrates, so that no file of a service says it too', () => {
    for (const from of starts.starters.filter((id) => id !== 'azure-event-grid')) {
      const able = starts.targets.filter((to) => to !== from && starts.cell(from, to)?.way !== 'no');
      expect([...(serviceOf(from).orchestrates ?? [])].sort(), from).toEqual([...able].sort());
    }
  });
});

describe('a control edge', () => {
  it('can be offered between two services exactly where no rule reports it', () => {
    const wrong = services.flatMap((from) =>
      controlled.flatMap((to) => {
        const found = findingsOf(inputOf(planOf(from.id, to.id)));
        const offered = carries(catalog, from, to, 'control');
        return offered === (found.length === 0) ? [] : [`${from.id} → ${to.id}: ${offered ? found[0]?.message : 'not offered'}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('is reported exactly where the table says no', () => {
    const wrong = pairs.filter(([from, to]) => findingsOf(inputOf(planOf(from, to))).length > 0 !== (starts.cell(from, to)?.way === 'no'));
    expect(wrong).toEqual([]);
  });

  it('takes glue, for rule and score alike, exactly where the table says rest', () => {
    const glue = rules.find(({ meta }) => meta.id === 'glue-between');
    const wrong = pairs.flatMap(([from, to]) => {
      const cell = starts.cell(from, to);
      // of a system that is open nobody can say how it is started
      if (cell?.way === 'no' || cell?.way === 'open') return [];
      const input = inputOf(planOf(from, to));
      const [edge] = new PlanGraph(input.plan, catalog, book).edges;
      const told = [...(glue?.check(input) ?? [])].length > 0;
      // nothing of a service that has been retired is native, whatever it once was
      const gone = edge !== undefined && [edge.from, edge.to].some((node) => isRetired(node, input.today));
      const native = edge !== undefined && !cannotPass(edge, catalog) && glueOf(edge, catalog) === undefined;
      const right = told === (cell?.way === 'rest') && (gone || native === (cell?.way === 'native'));
      return right ? [] : [`${from} → ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it('or one of another kind joins services that are said to work together', () => {
    const joined = (a: Service, b: Service) => edgeKindIds.some((kind) => carries(catalog, a, b, kind) || carries(catalog, b, a, kind));
    const wrong = services.flatMap((a) =>
      a.integratesWith
        .map(serviceOf)
        .filter((b) => (starts.cell(a.id, b.id) || starts.cell(b.id, a.id)) && !joined(a, b))
        .map((b) => `${a.id} – ${b.id}`),
    );
    expect(wrong).toEqual([]);
  });

  it('of Data Factory to a pipeline of Azure ML is nowhere said to be native, since its activity knows v1 only', () => {
    for (const id of ['azure-ml-pipelines', 'azure-ml-designer', 'azure-ml-batch-scoring-pipeline'])
      expect(catalog.integrates('azure-data-factory', id), id).toBe(false);
  });
});
