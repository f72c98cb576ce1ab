import { nodesWhere, oncePer, type GraphNode } from '../../catalog';
import { counted, percent, titles } from '../../format';
import { isOperated } from '../../notions';
import { byDay, idsOf, isRetired, sizeOf, sum, upTo, type Measure } from '../measure';
import type { Scoring } from '../scoring';

/** The nodes that the team looks after, by the weights and the day. */
const burdened = oncePer((scoring: Scoring) =>
  byDay((today) =>
    nodesWhere((node, graph) => {
      if (burdenOf(node, scoring, today) <= 0) return false;
      const managed = isRetired(node, today) ? undefined : node.service?.managed;
      return (managed !== 'managed-cluster' && managed !== 'self-managed') || isOperated(graph, node);
    }),
  ),
);

function burdenOf(node: GraphNode, { maintainability }: Scoring, today: string): number {
  if (isRetired(node, today) || !node.service) return 1;
  return 1 - (maintainability['operational-burden'].worth[node.service.managed] ?? 0);
}

/** Effort of operation: the vendor or the team keeps the services running. */
export const operationalBurden: Measure = {
  id: 'operational-burden',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth, many } = maintainability['operational-burden'];
    const effort = (kind: keyof typeof worth) => percent(1 - (worth[kind] ?? 0), 1);
    return `Each service that the team keeps running is a burden by how it is run: by the team itself ${effort('self-managed')}, as a managed cluster ${effort('managed-cluster')}, as a tool on one's own machine ${effort('local')}, fully managed or as a library ${effort('fully-managed')}; retired or not in the catalog 100 % at each node. What is only used as a library, or runs on something else, is none. Burdens add up, and the part is lost at the sum of ${many}.`;
  },
  measure({ graph, scoring, today }) {
    const { many } = scoring.maintainability['operational-burden'];
    const nodes = burdened(scoring)(today)(graph);
    const all = sizeOf(graph);
    // a second cluster of a kind is run by the same people in the same way
    const byService = new Map(
      nodes.map((node) => [isRetired(node, today) ? node.id : `service ${node.node.service}`, burdenOf(node, scoring, today)]),
    );
    return {
      well: `The vendor runs ${counted(all, 'node')} of ${all}.`,
      losses: [
        {
          share: upTo(sum([...byService.values()]), many),
          because: `The vendor runs ${all - nodes.length} of ${counted(all, 'node')}; the team looks after ${titles(nodes)}.`,
          fix: 'Replace them with services that the vendor runs.',
          nodes: idsOf(nodes),
        },
      ],
    };
  },
};
