import {
  Catalog,
  PriceBook,
  PlanGraph,
  ServiceSchema,
  PriceBookSchema,
  type CostLine,
  type Field,
  type Meter,
  type PriceBookFile,
  type Service,
} from '#engine/catalog';
import { compareEdges, emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { costPlan, type Cost } from '#engine/score';

/*
 * Services and prices for one test. The test gives the values that it is about; all others are plain defaults. They are checked against the
 * schemas of the files, so that a test cannot use a service that the catalog could not hold.
 */

/** A service with the given values; by default the vendor runs it, it is free, and it has no ports. */
export function aService(id: string, said: Partial<Omit<Service, 'id'>> = {}): Service {
  const service = {
    id,
    name: `Service ${id}`,
    shortName: id.slice(0, 28).padEnd(2, '.'),
    synonyms: [],
    summary: 'Made for a test.',
    icon: 'box',
    stages: ['compute'],
    approach: 'code',
    status: { state: 'ga', note: 'Made for a test.' },
    skills: [],
    languages: [],
    managed: 'fully-managed',
    burden: 'None at all.',
    integratesWith: [],
    inputs: {},
    outputs: {},
    runsOn: 'none',
    startup: 'seconds',
    lockIn: { level: 'low', note: 'Made for a test.' },
    strengths: [],
    tradeoffs: [],
    facts: [],
    usage: [],
    cost: { kind: 'free', lines: [] },
    definition: { formats: ['bicep'], note: 'Made for a test.' },
    sources: [{ title: 'A test' }],
    ...said,
  };
  return ServiceSchema.parse(service) as Service; // the schema and the type agree
}

/** A service with cost lines over some fields. */
export function metered(id: string, usage: readonly Field[], lines: readonly CostLine[], said: Partial<Omit<Service, 'id'>> = {}): Service {
  return aService(id, { ...said, usage: [...usage], cost: { kind: 'metered', lines: [...lines] } });
}

/** A field for a number that grows with the load. */
export function count(id: string, said: { readonly default?: number; readonly scales?: 'load' } = {}): Field {
  return { id, type: 'number', unit: 'units', title: `Field ${id}`, help: 'Made for a test.', ...said };
}

/** A field for an amount of data. */
export function size(id: string, said: { readonly default?: string; readonly scales?: 'load'; readonly max?: string } = {}): Field {
  return { id, type: 'size', title: `Field ${id}`, help: 'Made for a test.', ...said };
}

/** A field with a choice of words. */
export function choice(id: string, values: readonly string[], otherwise?: string): Field {
  return {
    id,
    type: 'choice',
    title: `Field ${id}`,
    help: 'Made for a test.',
    options: values.map((value) => ({ value, title: `The ${value}` })),
    ...(otherwise === undefined ? {} : { default: otherwise }),
  };
}

/** A cost line for work done: a quantity of a meter. */
export function line(meter: string, quantity: string, said: Partial<CostLine> = {}): CostLine {
  return { title: `Line of ${meter}`, meter, quantity, mode: 'running', ...said };
}

/** A meter with one price, in the region of the book. */
export function meter(id: string, price: number, said: Partial<Meter> = {}): Meter {
  return { id, group: 'test', name: id, unit: 'unit', price, region: 'here', source: 'test', asOf: '2026-09', confidence: 'high', ...said };
}

export function aBook(meters: readonly Meter[], said: Partial<PriceBookFile> = {}): PriceBook {
  return new PriceBook(
    PriceBookSchema.parse({
      id: 'test-2026',
      title: 'Prices of a test',
      asOf: '2026-09',
      compiled: '2026-10-01',
      currency: 'USD',
      hoursPerMonth: 730,
      daysPerMonth: 30,
      baseRegions: ['here'],
      sources: { test: { title: 'A test', url: 'https://example.com' } },
      meters,
      ...said,
    }),
  );
}

export function aCatalog(...services: readonly Service[]): Catalog {
  return new Catalog(services, [
    { id: 'python', name: 'Python', learn: 'Take the course.' },
    { id: 'spark', name: 'Apache Spark', learn: 'Take two courses.' },
  ]);
}

/** A plan of nodes, and edges written as `from kind to`. */
export function aPlan(nodes: Readonly<Record<string, PlanNode>>, edges: readonly string[] = [], said: Partial<Plan> = {}): Plan {
  return { ...emptyPlan('A plan'), nodes, edges: edges.map(anEdge).sort(compareEdges), ...said };
}

function anEdge(text: string): Edge {
  const [from = '', kind, to = ''] = text.split(' ');
  return { from, to, kind: kind as Edge['kind'] }; // a wrong kind fails in the test that writes it
}

/** Cost of a plan with the catalog and the price book of a test. */
export function costOf(plan: Plan, catalog: Catalog, book: PriceBook, factors?: readonly number[]): Cost {
  return costPlan(new PlanGraph(plan, catalog, book), factors);
}
