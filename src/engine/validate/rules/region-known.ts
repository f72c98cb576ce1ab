import { nodesWhere, nearestRegion, regionId, regionName } from '../../catalog';
import { list, money, titles } from '../../format';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';

const elsewhere = nodesWhere(({ node }) => node.region !== undefined);

/** A misspelt region costs like another one and says nothing, so the total looks exact and is a guess. */
export const regionKnown: Rule = {
  meta: {
    id: 'region-known',
    title: 'Regions are regions of Azure',
    severity: 'warning',
    family: 'estate',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [page('Azure regions list', 'https://learn.microsoft.com/azure/reliability/regions-list', '2025-03-21')],
    entries: [],
    docs: "Warns for a region that neither Azure nor the price book has, in the plan or at a node. Its costs are those of another region and are marked as a guess wherever they are shown. Regions can be written as Azure's tools write them: `westeurope`, `West Europe`, `(Europe) West Europe` and `EU West` are the same. `global` and `on-premises` are accepted for what runs in no region.",
  },

  *check(input) {
    const { plan, graph } = input;
    const home = plan.context.region;
    if (home !== undefined && isUnknown(home, input)) {
      const inIt = graph.nodes.filter(({ node }) => node.region === undefined).map(({ id }) => id);
      yield {
        nodes: inIt.filter((id) => (input.cost.nodes[id]?.elsewhere ?? 0) > 0),
        path: ['context', 'region'],
        message: `The plan's region "${home.trim()}" is no region of Azure${meant(home, input)}${guessed(inIt, input)}.`,
        why,
        fixes: () => fixesOf(home, inIt, input, (region) => [{ type: 'set-context', set: { region } }]),
      };
    }
    const away = new Map<string, typeof graph.nodes>();
    for (const node of elsewhere(graph)) {
      const { region } = node.node;
      if (region !== undefined && isUnknown(region, input)) away.set(region, [...(away.get(region) ?? []), node]);
    }
    for (const [region, nodes] of away) {
      const ids = nodes.map(({ id }) => id);
      yield {
        nodes: ids,
        path: ['nodes', ids[0] ?? '', 'region'],
        message: `The region "${region.trim()}" of ${titles(nodes)} is no region of Azure${meant(region, input)}${guessed(ids, input)}.`,
        why,
        fixes: () => fixesOf(region, ids, input, (to) => ids.map((id) => ({ type: 'change-node', id, set: { region: to } }))),
      };
    }
  },
};

const why =
  'Prices, laws and the services on offer depend on the region, so a wrong name makes the cost a guess and hides data that crosses regions.';

function isUnknown(written: string, { book }: RuleInput): boolean {
  return written.trim() !== '' && !book.knows(regionId(written));
}

function meant(written: string, { book }: RuleInput): string {
  const near = nearestRegion(written, book.regions);
  return near === undefined
    ? '; regions are written like westeurope or West Europe'
    : `; the nearest name is ${regionName(near)} (${near})`;
}

/** The lines whose cost is a guess because of it. */
function guesses(ids: readonly string[], { cost }: RuleInput): readonly { readonly region: string; readonly amount: number }[] {
  return ids.flatMap((id) => cost.nodes[id]?.lines ?? []).filter(({ unknownRegion, amount }) => unknownRegion && amount !== 0);
}

function guessed(ids: readonly string[], input: RuleInput): string {
  const lines = guesses(ids, input);
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  if (amount <= 0) return '';
  const regions = [...new Set(lines.map(({ region }) => region))].sort();
  return `. ${money(amount, input.cost.currency)} of the cost a month is a guess, with the prices of ${list(regions)}`;
}

/** To the nearest name; without one, to the region whose prices are counted already. */
function fixesOf(written: string, ids: readonly string[], input: RuleInput, edits: (region: string) => Fix['edits']): Fix[] {
  const near = nearestRegion(written, input.book.regions);
  if (near !== undefined) return [{ title: `Set the region to ${near}`, edits: edits(near) }];
  const [counted] = guesses(ids, input);
  return counted ? [{ title: `Set the region to ${counted.region}, whose prices are counted`, edits: edits(counted.region) }] : [];
}
