import type { GraphEdge, GraphNode, PlanGraph } from '../../catalog';
import { formatQuantity, type PlanEdit } from '../../plan';
import { placeOf } from '../joining';
import type { Fix, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { monthly } from '../words';

const egress = 'egress-inter-region';

/** On a canvas every edge has the same length. */
export const oneRegion: Rule = {
  meta: {
    id: 'one-region',
    title: 'Data stays in one region',
    severity: 'warning',
    family: 'estate',
    stages: 'all',
    sources: [ours],
    entries: ['gr-factor-architecture'],
    docs: 'Data that leaves a region is charged by the gigabyte, takes longer, and may not be allowed to go. Warns for each data edge whose ends say that they are in different regions.',
  },

  *check(input) {
    const { plan, graph, book } = input;
    for (const edge of graph.edges) {
      const { kind, from, to } = edge;
      if (kind !== 'data' || from.region === undefined || to.region === undefined || sameRegion(from.region, to.region)) continue;
      const volume = volumeOf(graph, edge);
      const price = book.price(egress, from.region)?.price;
      const amount = volume === undefined ? '' : `, ${formatQuantity(volume, 'size')} a month`;
      const charge = volume === undefined || price === undefined || volume === 0 ? '' : ` for ${monthly(volume * price, book.currency)}`;
      yield {
        nodes: [from.id, to.id],
        edges: [edge.edge],
        path: placeOf(plan, edge.edge),
        message: `The data from "${from.title}" (${from.region}) to "${to.title}" (${to.region}) crosses regions${amount}${charge}.`,
        why: 'What leaves a region is charged by the gigabyte and takes longer on its way, and rules on where data is kept may not allow it.',
        fixes: () => movesOf(input, edge),
      };
    }
  },
};

function sameRegion(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/** Data a month along an edge, in GB, where one of its ends says. */
function volumeOf(graph: PlanGraph, { from, to }: GraphEdge): number | undefined {
  for (const node of [to, from]) {
    const [runs, data] = [graph.amount(node, 'runsPerMonth'), graph.amount(node, 'dataPerRun')];
    if (runs !== undefined && data !== undefined) return runs * data;
  }
  return undefined;
}

/** To the plan's region if one end is there; else each to the other's. */
function movesOf({ plan }: RuleInput, { from, to }: GraphEdge): Fix[] {
  const home = plan.context.region;
  const away = [from, to].filter(({ region }) => home !== undefined && region !== undefined && !sameRegion(region, home));
  if (home !== undefined && away.length > 0) {
    const edits = away.map(({ id }): PlanEdit => ({ type: 'change-node', id, set: { region: home } }));
    return [{ title: `Move ${away.map(({ title }) => `"${title}"`).join(' and ')} to ${home}`, edits }];
  }
  const move = (node: GraphNode, region: string | undefined): Fix[] =>
    region === undefined
      ? []
      : [{ title: `Move "${node.title}" to ${region}`, edits: [{ type: 'change-node', id: node.id, set: { region } }] }];
  return [...move(to, from.region), ...move(from, to.region)];
}
