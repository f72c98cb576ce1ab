import type { Rule } from '../rule';
import { ours } from '../sources';
import { list } from '../../format';

/** Prices differ by a fifth and more between regions, and some services are not in all of them. */
export const regionStated: Rule = {
  meta: {
    id: 'region-stated',
    title: 'The plan names its region',
    severity: 'info',
    family: 'estate',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Without a region the cost is calculated with the prices of the region that the price book is made for. Naming one makes the amounts those that will be paid, and lets the plan be checked for data that crosses regions.',
  },

  *check({ plan, graph, book }) {
    if (plan.context.region !== undefined) return;
    const without = graph.nodes.filter(({ region, service }) => region === undefined && service?.cost.kind === 'metered');
    if (without.length === 0) return;
    const stated = graph.nodes.flatMap(({ region }) => (region === undefined ? [] : [region]));
    const region = mostFrequent(stated) ?? book.file.baseRegions[0];
    yield {
      path: ['context', 'region'],
      message: `The plan names no region, so its prices are those of ${list(book.file.baseRegions, 'or')}.`,
      why: 'Prices differ between regions, and what is dear differs too. The region also decides where the data is kept.',
      fixes: () =>
        region === undefined ? [] : [{ title: `Set the region to ${region}`, edits: [{ type: 'set-context', set: { region } }] }],
    };
  },
};

function mostFrequent(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
}
