import { PlanGraph, type GraphNode } from '../../catalog';
import { dayWords, titles } from '../../format';
import { applyEdits, type PlanEdit } from '../../plan';
import { readsElsewhere } from '../fixes/read-elsewhere';
import { brokenLimits, holdsFor, type BrokenLimit } from '../questions/limits';
import type { Fix, Found, Rule, RuleInput, Severity } from '../rule';
import { page } from '../sources';

/** A limit is on a page of its own, apart from the price and the feature, and shows when the first deployment fails. */
export const withinLimits: Rule = {
  meta: {
    id: 'within-limits',
    title: 'Settings stay within the limits of their service',
    severity: 'error',
    family: 'usage',
    pillar: 'reliability',
    stages: 'all',
    sources: [
      page(
        'Azure subscription and service limits, quotas, and constraints',
        'https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits',
      ),
    ],
    entries: [],
    docs: 'Plans, tiers and sizes of services have limits: the run time of a function, the messages of a free hub, the memory of a replica, whether images can be deployed, what may read from it. The catalog states each with its source; [the list](../service-limits.md) shows them all. A limit that can be raised on request is a warning. An amount that is beyond a limit only at its upper end is a warning too.',
  },
  scope: { each: 'node', within: 'reach' },

  *check(input) {
    for (const node of input.graph.nodes) {
      if (!node.service?.limits) continue;
      for (const broken of brokenLimits(input.graph, node)) yield found(input, node, broken);
    }
  },
};

function found(input: RuleInput, node: GraphNode, broken: BrokenLimit): Found {
  const { limit, edges, onlyAtMost, byDefault } = broken;
  const { title, seen } = limit.source;
  const says = limit.says.replaceAll('{amount}', broken.amount ?? '').replaceAll('{bound}', broken.bound ?? '');
  const others = edges.map(({ from, to }) => (limit.kind === 'edge' && limit.direction === 'in' ? from : to));
  const written = says.replaceAll('{other}', titles([...new Set(others)]));
  const range = onlyAtMost ? ', at the end of its range,' : '';
  return {
    nodes: [node.id, ...new Set(others.map(({ id }) => id))],
    edges: edges.map(({ edge }) => edge),
    severity: onlyAtMost || byDefault ? milder(limit.severity ?? 'error') : (limit.severity ?? 'error'),
    path: ['nodes', node.id, ...(limit.field === undefined ? ['service'] : ['usage', limit.field])],
    message: `"${node.title}"${range} ${written} (${title}, as seen ${dayWords(seen)})${byDefault ? '; these settings are the defaults' : ''}.`,
    why: `${limit.because}${limit.unconfirmed ? ' The page was not seen to say so; check it before you rely on it.' : ''}`,
    source: limit.source,
    fixes: () => [...within(input, node, broken), ...readsElsewhere(input, node, broken)],
  };
}

function milder(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : severity;
}

/** Other settings, where they break no other limit of the service. */
function within({ plan, catalog, book, graph }: RuleInput, node: GraphNode, { limit }: BrokenLimit): Fix[] {
  const before = new Set(brokenLimits(graph, node).map((one) => one.limit.id));
  const enough = (limit.instead ?? []).filter(({ when }) => when === undefined || holdsFor(graph, node, when));
  return enough.flatMap(({ title, set }) => {
    const edits: PlanEdit[] = [{ type: 'set-usage', id: node.id, set }];
    const after = new PlanGraph(applyEdits(plan, edits), catalog, book);
    const changed = after.get(node.id);
    if (!changed) return [];
    const still = brokenLimits(after, changed).map((one) => one.limit.id);
    return still.includes(limit.id) || still.some((id) => !before.has(id)) ? [] : [{ title: `${title} for "${node.title}"`, edits }];
  });
}
