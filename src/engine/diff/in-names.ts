import { compareEdges, compareText, FreshKeys, type Edge, type Plan, type PlanNode, type UsageValue } from '../plan';
import { isRange } from './key-changes';

/** New names of the parts of a plan, by their old ones. Parts that are not named here are gone from the plan that the names are of. */
export interface NewNames {
  readonly nodes: ReadonlyMap<string, string>;
  readonly assumptions: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
}

/** A plan under the names of another. */
export interface Renamed {
  readonly plan: Plan;
  /** The name that a node or other part had before, by its name now. */
  readonly former: Readonly<Record<keyof NewNames, (name: string) => string>>;
}

/**
 * The same plan under the names of another. A part without a new name keeps its own, or gets a fresh one if another part has that now; so
 * does a reference to something that the plan does not have.
 */
export function inNamesOf(plan: Plan, names: NewNames): Renamed {
  const nodes = new Namer(plan.nodes, names.nodes);
  const assumptions = new Namer(plan.assumptions, names.assumptions);
  const groups = new Namer(plan.groups, names.groups);
  const notes = new Namer(plan.notes, names.notes);
  const { name: node } = nodes;
  const place = (text: string) => {
    const [from = '', to, ...kind] = text.split('/');
    return to === undefined ? node(from) : [node(from), node(to), ...kind].join('/');
  };
  return {
    plan: {
      ...plan,
      assumptions: renamed(plan.assumptions, assumptions),
      nodes: Object.fromEntries(
        Object.entries(plan.nodes).map(([id, one]) => [
          node(id),
          withReferences(nodes.isFresh(id) ? { title: id, ...one } : one, assumptions.name),
        ]),
      ),
      edges: plan.edges.map((edge): Edge => ({ ...edge, from: node(edge.from), to: node(edge.to) })).sort(compareEdges),
      waivers: plan.waivers.map((waiver) => (waiver.on ? { ...waiver, on: waiver.on.map(place) } : waiver)),
      groups: Object.fromEntries(
        Object.entries(plan.groups).map(([id, one]) => [groups.name(id), { ...one, nodes: one.nodes.map(node).sort(compareText) }]),
      ),
      notes: renamed(plan.notes, notes),
      layout: renamed(plan.layout, nodes),
      pinned: plan.pinned.map(node).sort(compareText),
    },
    former: { nodes: nodes.former, assumptions: assumptions.former, groups: groups.former, notes: notes.former },
  };
}

/** Gives every name of a plan one of its own. */
class Namer {
  readonly #names: Map<string, string>;
  readonly #former = new Map<string, string>();
  readonly #given: ReadonlySet<string>;
  readonly #fresh: FreshKeys;

  constructor(map: Readonly<Record<string, unknown>>, names: ReadonlyMap<string, string>) {
    this.#names = new Map(names);
    this.#given = new Set(names.values());
    this.#fresh = new FreshKeys({ ...map, ...Object.fromEntries([...this.#given].map((id) => [id, true])) });
    for (const [old, now] of names) this.#former.set(now, old);
    for (const id of Object.keys(map)) this.name(id);
  }

  readonly name = (id: string): string => {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = this.#given.has(id) ? this.#fresh.next(id, 'removed') : id;
    this.#names.set(id, name);
    this.#former.set(name, id);
    return name;
  };

  /** True if the name is one that neither plan has; the old one is then what people know. */
  isFresh(id: string): boolean {
    return this.#given.has(id) && this.name(id) !== id && !this.#given.has(this.name(id));
  }

  readonly former = (name: string): string => this.#former.get(name) ?? name;
}

function renamed<T>(map: Readonly<Record<string, T>>, { name }: Namer): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([id, value]) => [name(id), value]));
}

function withReferences(node: PlanNode, name: (id: string) => string): PlanNode {
  if (!node.usage) return node;
  const usage = Object.entries(node.usage).map(([field, value]) => [field, withReference(value, name)] as const);
  return { ...node, usage: Object.fromEntries(usage) };
}

function withReference(value: UsageValue, name: (id: string) => string): UsageValue {
  if (typeof value === 'string') return value.startsWith('$') ? `$${name(value.slice(1))}` : value;
  if (typeof value !== 'object' || !isRange(value)) return value;
  const part = (one: number | string) => withReference(one, name) as number | string; // a text stays a text, a number a number
  return { low: part(value.low), likely: part(value.likely), high: part(value.high) };
}

/** Where the usage of nodes refers to each assumption, as `node/field`. */
export function referencesIn(plan: Pick<Plan, 'nodes'>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [id, { usage = {} }] of Object.entries(plan.nodes))
    for (const [field, value] of Object.entries(usage))
      for (const part of typeof value === 'object' && value !== null ? Object.values(value) : [value])
        if (typeof part === 'string' && part.startsWith('$')) {
          const name = part.slice(1);
          found.set(name, [...(found.get(name) ?? []), `${id}/${field}`]);
        }
  return found;
}
