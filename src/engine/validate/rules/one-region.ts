import { crossesRegions, egressMeter, isSameRegion, monthlyVolume, regionId, type GraphEdge, type GraphNode } from '../../catalog';
import { formatQuantity, monthly, titles } from '../../format';
import { edgePath, type PlanEdit } from '../../plan';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { ours } from '../sources';

/** On a canvas every edge has the same length. */
export const oneRegion: Rule = {
  meta: {
    id: 'one-region',
    title: 'Data stays in one region',
    severity: 'warning',
    family: 'estate',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: ['gr-factor-architecture'],
    docs: 'Data that leaves a region is charged by the gigabyte, takes longer, and may not be allowed to go. Warns for each data edge whose ends say that they are in different regions, and for work that runs on compute in another region than its data. Where the same data also goes to such a service in its own region, the plan keeps a copy for those who are far away, and the rule only says what that costs.',
  },
  scope: { each: 'edge', within: 1 },

  *check(input) {
    const { plan, graph, book } = input;
    for (const edge of graph.edges) {
      const { from, to } = edge;
      if (runsAway(edge)) yield workElsewhere(input, edge);
      if (!crossesRegions(edge)) continue;
      const copied = isCopyForRegion(edge);
      const volume = monthlyVolume(edge, graph)?.gb;
      const price = book.price(egressMeter, from.region)?.price;
      const amount = volume === undefined ? '' : `, ${formatQuantity(volume, 'size')} a month`;
      const charge = volume === undefined || price === undefined || volume === 0 ? '' : ` for ${monthly(volume * price, book.currency)}`;
      yield {
        ...(copied ? { severity: 'info' as const } : {}),
        nodes: [from.id, to.id],
        edges: [edge.edge],
        path: edgePath(plan, edge.edge),
        message: `The data from "${from.title}" (${from.region}) to "${to.title}" (${to.region}) crosses regions${amount}${charge}.`,
        why: 'What leaves a region is charged by the gigabyte and takes longer on its way, and rules on where data is kept may not allow it.',
        fixes: () => (copied ? [] : movesOf(input, edge)),
      };
    }
  },
};

/** True if work runs on compute in another region than the work itself and the data that it reads. */
function runsAway({ kind, from, to }: GraphEdge): boolean {
  if (kind !== 'runs-on' || from.region === undefined || to.region === undefined || isSameRegion(from.region, to.region)) return false;
  return from.in.some((data) => data.kind === 'data' && data.from.region !== undefined && !isSameRegion(data.from.region, to.region ?? ''));
}

function workElsewhere(input: RuleInput, edge: GraphEdge): Found {
  const { from, to } = edge;
  return {
    nodes: [from.id, to.id],
    edges: [edge.edge],
    path: edgePath(input.plan, edge.edge),
    message: `"${from.title}" (${from.region}) runs on "${to.title}" in ${to.region}, away from its data.`,
    why: 'Every run reads the data across regions, which is charged by the gigabyte and slow, and the data may not be allowed to leave its region.',
    fixes: () => [
      { title: `Move "${to.title}" to ${from.region}`, edits: [{ type: 'change-node', id: to.id, set: { region: from.region } }] },
    ],
  };
}

/** True if the same data also goes to such a service in its own region: the plan keeps a copy for those who are far away. */
function isCopyForRegion({ kind, from, to }: GraphEdge): boolean {
  return from.out.some(
    (other) =>
      other.kind === kind &&
      other.to !== to &&
      other.to.node.service === to.node.service &&
      other.to.region !== undefined &&
      from.region !== undefined &&
      isSameRegion(other.to.region, from.region),
  );
}

/** To the plan's region if one end is there; else each to the other's. */
function movesOf({ plan }: RuleInput, { from, to }: GraphEdge): Fix[] {
  const home = plan.context.region === undefined ? undefined : regionId(plan.context.region);
  const away = [from, to].filter(({ region }) => home !== undefined && region !== undefined && !isSameRegion(region, home));
  if (home !== undefined && away.length > 0) {
    const edits = away.map(({ id }): PlanEdit => ({ type: 'change-node', id, set: { region: home } }));
    return [{ title: `Move ${titles(away, Infinity)} to ${home}`, edits }];
  }
  const move = (node: GraphNode, region: string | undefined): Fix[] =>
    region === undefined
      ? []
      : [{ title: `Move "${node.title}" to ${region}`, edits: [{ type: 'change-node', id: node.id, set: { region } }] }];
  return [...move(to, from.region), ...move(from, to.region)];
}
