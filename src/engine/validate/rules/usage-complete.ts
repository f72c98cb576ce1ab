import { oncePer, presetNames, usageOf, type Catalog, type Field, type GraphNode, type Service } from '../../catalog';
import type { UsageValue } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { count, list } from '../../format';

/** A node that does not say how much it is used is unknown in the total, never zero; this says what to fill in. */
export const usageComplete: Rule = {
  meta: {
    id: 'usage-complete',
    title: 'Every node says how much it is used',
    severity: 'info',
    family: 'usage',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-cost'],
    docs: 'The cost of a service at scale is one of the four factors that the guide decides by. Pipedraft can calculate it only when a node says how much it is used: how often it runs, how much it reads, how long it works. A rough number is better than none, and a range shows how rough it is.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    const { graph, cost } = input;
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      const unknown = cost.nodes[id]?.unknown ?? [];
      if (unknown.length === 0) continue;
      const { values, problems } = graph.usage(node);
      const told = new Set([...Object.keys(values), ...problems.map(({ field }) => field)]);
      const lacking = new Set(unknown.flatMap(({ missing }) => missing).filter((field) => !told.has(field)));
      const fields = (service?.usage ?? []).filter((field) => lacking.has(field.id));
      const [first] = fields;
      if (!service || !first) continue;
      const inPart = (cost.nodes[id]?.likely ?? 0) > 0;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', first.id],
        message: `The cost of "${title}" is ${inPart ? 'only partly known' : 'unknown'}: fill in ${list(fields.map((field) => `"${field.title}"`))}.`,
        why: 'Cost at scale is one of the four factors that decide about a service, and an unknown amount is missing from every total.',
        fixes: () => fixesOf(node, service, fields, input),
      };
    }
  },
};

function fixesOf(node: GraphNode, service: Service, missing: readonly Field[], input: RuleInput): Fix[] {
  const { plan } = input;
  const assumed = Object.fromEntries(
    service.usage.flatMap((field): [string, UsageValue][] =>
      field.assumption !== undefined && Object.hasOwn(plan.assumptions, field.assumption) ? [[field.id, `$${field.assumption}`]] : [],
    ),
  );
  const fixes: Fix[] = [];
  const offer = (title: string, values: Readonly<Record<string, UsageValue>>) => {
    const set = openValues(node, service, values, input);
    if (missing.some(({ id }) => !(id in set))) return;
    if (
      fixes.some(({ edits }) =>
        edits.some((edit) => edit.type === 'set-usage' && Object.entries(set).every(([field, value]) => edit.set[field] === value)),
      )
    )
      return;
    const said = service.usage.flatMap((field) => (field.id in set ? [`${lowered(field.title)} ${shown(field, set[field.id])}`] : []));
    fixes.push({ title: `${title}: ${list(said)}`, edits: [{ type: 'set-usage', id: node.id, set }] });
  };
  offer("Use the plan's assumptions", assumed);
  if (fixes.length > 0) return fixes;
  for (const size of presetNames) {
    const preset = service.presets?.[size];
    if (preset) offer(`Fill in a ${size} use`, { ...preset.values, ...assumed });
  }
  return fixes;
}

/** Of some values, those that the node does not give and that have no default; only fields that are asked for and charged. */
function openValues(
  node: GraphNode,
  service: Service,
  values: Readonly<Record<string, UsageValue>>,
  { plan, graph, catalog }: RuleInput,
): Record<string, UsageValue> {
  const given = node.node.usage ?? {};
  const told = graph.usage(node).values;
  const asking = chargedFields(service, catalog);
  const open = Object.fromEntries(
    service.usage.flatMap(({ id }): [string, UsageValue][] =>
      values[id] === undefined || !asking.has(id) || id in told || given[id] !== undefined ? [] : [[id, values[id]]],
    ),
  );
  const read = usageOf({ ...node.node, usage: { ...given, ...open } }, service, plan.assumptions, graph.book);
  const likely = Object.fromEntries(Object.entries(read.values).map(([id, range]) => [id, range.likely]));
  const wrong = new Set(read.problems.map(({ field }) => field));
  const asked = ({ when }: Field) => {
    if (when === undefined) return true;
    const expression = catalog.expressions(service).parse(when, 'bool');
    return expression.fields.some((field) => !(field in likely)) || expression.evaluate(likely) === true;
  };
  return Object.fromEntries(
    service.usage.flatMap((field): [string, UsageValue][] =>
      open[field.id] !== undefined && !wrong.has(field.id) && asked(field) ? [[field.id, open[field.id] as UsageValue]] : [],
    ),
  ); // it is one of the values above
}

/** The fields from which the cost of each service is calculated; a plan has many nodes of one service. */
const charged = oncePer((_: Catalog) => new Map<Service, ReadonlySet<string>>());

function chargedFields(service: Service, catalog: Catalog): ReadonlySet<string> {
  const known = charged(catalog).get(service);
  if (known) return known;
  const expressions = catalog.expressions(service);
  const lines = service.cost.lines.flatMap(({ quantity, when }) => [
    expressions.parse(quantity, 'double'),
    ...(when === undefined ? [] : [expressions.parse(when, 'bool')]),
  ]);
  const fields = new Set(lines.flatMap((line) => line.fields));
  charged(catalog).set(service, fields);
  return fields;
}

function shown(field: Field, value: UsageValue | undefined): string {
  if (field.type === 'choice') return field.options.find((option) => option.value === value)?.title ?? String(value);
  return typeof value === 'number' ? count(value) : String(value);
}

/** A field's title within a sentence; an abbreviation keeps its capitals. */
function lowered(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
