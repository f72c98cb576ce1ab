import { type NodeCost } from '../../score';
import { oncePer } from '../../catalog';
import { costsOfAll } from '../live/live-cost';
import type { Rule } from '../rule';
import { ours } from '../sources';
import { list, money, titles } from '../../format';

/** Below this share of the cost, and below this amount a month, a price from elsewhere changes nothing. */
const share = 0.1;
const worthwhile = 50;

const substitutedIn = oncePer(({ lines }: NodeCost) =>
  lines.filter(({ substituted, unknownRegion, amount }) => substituted && !unknownRegion && amount > 0),
);

/** A price from elsewhere is better than none, but the reader must know. */
export const priceRegionKnown: Rule = {
  meta: {
    id: 'price-region-known',
    title: "Prices are those of the plan's region",
    severity: 'info',
    family: 'estate',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: "A price book does not have every price for every region. Where one is missing, Pipedraft uses the price of the region that the book is made for. A region that Azure does not have is a finding of its own. The finding names these nodes when they are more than a tenth of the cost or more than 50 a month. Load a price book with the region's prices for the exact amount.",
  },

  *check({ graph, cost, book }) {
    const costs = costsOfAll(cost);
    const nodes = graph.nodes.flatMap((node) => {
      const cost = costs[node.id];
      const lines = cost ? substitutedIn(cost) : [];
      return lines.length > 0 ? [{ node, lines }] : [];
    });
    if (nodes.length === 0) return;
    const lines = nodes.flatMap((one) => one.lines);
    const asked = [...new Set(nodes.flatMap(({ node: { region } }) => (region === undefined ? [] : [region])))].sort();
    const used = [...new Set(lines.map(({ region }) => region))].sort();
    const amount = lines.reduce((sum, line) => sum + line.amount, 0);
    if (amount <= share * cost.monthly.likely && amount <= worthwhile) return;
    yield {
      nodes: nodes.map(({ node }) => node.id),
      path: ['context', 'region'],
      message: `The price book ${book.id} lacks prices for ${list(asked)}: ${money(amount, cost.currency)} of the cost a month, for ${titles(nodes.map(({ node }) => node))}, is counted with those of ${list(used)}.`,
      why: 'Prices differ between regions, so these amounts are a guide. Load a price book that has the region to see what will be paid.',
    };
  },
};
