import { amountOf, meterFor, paymentOf, ExpressionError, type FieldValue, type GraphNode, type UnitPrice } from '../../catalog';
import type { NodeId } from '../../plan';
import type { RuleInput } from '../rule';

/*
 * Cost of each node at a multiple of today's load. The cost that rules are given has only the plan's totals at scale; this
 * shows which nodes the growth comes from.
 */

interface Charge {
  readonly node: GraphNode;
  readonly price: UnitPrice;
  readonly quantity: number;
  readonly factor: number;
}

/** Likely cost a month of every node at a multiple of today's load. Nodes whose cost is not known are left out. */
export function costAt({ graph, book, catalog }: Pick<RuleInput, 'graph' | 'book' | 'catalog'>, load: number): ReadonlyMap<NodeId, number> {
  const charges: Charge[] = [];
  for (const node of graph.nodes) {
    const { service } = node;
    if (!service || service.cost.kind !== 'metered') continue;
    const values = grown(node, graph, load);
    const expressions = catalog.expressions(service);
    const ask = (text: string, type: 'bool' | 'double') => {
      const expression = expressions.parse(text, type);
      return expression.fields.every((field) => field in values) ? expression.evaluate(values) : undefined;
    };
    for (const line of service.cost.lines) {
      try {
        if (line.when !== undefined && ask(line.when, 'bool') !== true) continue;
        const quantity = ask(line.quantity, 'double');
        const meter = meterFor(line, values, book);
        const price = meter === undefined ? undefined : book.price(meter, node.region);
        const multiple = line.factor === undefined ? 1 : book.price(line.factor, node.region)?.price;
        const paid = price && paymentOf(line, price.meter, values, book, node.region).factor;
        const factor = multiple === undefined || paid === undefined ? undefined : multiple * paid;
        if (typeof quantity !== 'number' || !Number.isFinite(quantity) || !price || factor === undefined) continue;
        charges.push({ node, price, quantity: Math.max(0, quantity), factor });
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error; // the cost itself reports the missing input of a line
      }
    }
  }
  return shared(charges);
}

/** Free grants and steps count once for the plan, shared out by quantity. */
function shared(charges: readonly Charge[]): Map<NodeId, number> {
  const groups = new Map<string, Charge[]>();
  for (const charge of charges) {
    const key = `${charge.price.meter.id} ${charge.price.region} ${charge.factor}`;
    const group = groups.get(key);
    if (group) group.push(charge);
    else groups.set(key, [charge]);
  }
  const costs = new Map<NodeId, number>();
  const freeLeft = new Map<string, number>();
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = group;
    if (!first) continue;
    const { meter, tiers } = first.price;
    const total = group.reduce((sum, { quantity }) => sum + quantity, 0);
    const free = Math.min(total, freeLeft.get(meter.id) ?? meter.free?.quantity ?? 0);
    freeLeft.set(meter.id, (freeLeft.get(meter.id) ?? meter.free?.quantity ?? 0) - free);
    const paid = amountOf(total - free, tiers) * first.factor;
    for (const { node, quantity } of group) costs.set(node.id, (costs.get(node.id) ?? 0) + (total > 0 ? (paid * quantity) / total : 0));
  }
  return costs;
}

function grown(node: GraphNode, graph: RuleInput['graph'], load: number): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of node.service?.usage ?? []) {
    const value = graph.usage(node).values[field.id]?.likely;
    if (value === undefined) continue;
    values[field.id] = field.scales === 'load' && typeof value === 'number' ? value * load : value;
  }
  return values;
}
