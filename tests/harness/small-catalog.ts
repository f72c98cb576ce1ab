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
 * Services and prices made for one test: only what the test is about is said, everything else is plain. They are checked against the
 * schemas of the files, so that a test cannot ask for what the catalog could not say.
 */

/** A service that is run by the vendor, charges nothing and has no ports, but for what is said. */
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
  return ServiceSchema.parse(service) as Service; // the schema's words are those of the type
}

/** A service that charges by lines over some fields. */
export function metered(id: string, usage: readonly Field[], lines: readonly CostLine[], said: Partial<Omit<Service, 'id'>> = {}): Service {
  return aService(id, { ...said, usage: [...usage], cost: { kind: 'metered', lines: [...lines] } });
}

/** A number that grows with the load. */
export function count(id: string, said: { readonly default?: number; readonly scales?: 'load' } = {}): Field {
  return { id, type: 'number', unit: 'units', title: `Field ${id}`, help: 'Made for a test.', ...said };
}

/** An amount of data. */
export function size(id: string, said: { readonly default?: string; readonly scales?: 'load'; readonly max?: string } = {}): Field {
  return { id, type: 'size', title: `Field ${id}`, help: 'Made for a test.', ...said };
}

/** One of some words. */
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

/** What is charged for work done: so many units of a meter. */
export function line(meter: string, quantity: string, said: Partial<CostLine> = {}): CostLine {
  return { title: `Line of ${meter}`, meter, quantity, mode: 'running', ...said };
}

/** A meter with one price, in the region that the book is made for. */
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
  return { from, to, kind: kind as Edge['kind'] }; // a wrong word shows in the test that writes it
}

/** What a plan costs by a catalog and a book of the test's own. */
export function costOf(plan: Plan, catalog: Catalog, book: PriceBook, factors?: readonly number[]): Cost {
  return costPlan(new PlanGraph(plan, catalog, book), factors);
}
