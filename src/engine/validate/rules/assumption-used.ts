import { eachNode, oncePer, type PlanGraph, usageOf, type GraphNode } from '../../catalog';
import type { PlanEdit } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { titles } from '../../format';

const namesOfNodes = eachNode(({ node }) =>
  Object.values(node.usage ?? {}).flatMap((value) => (typeof value === 'string' && value.startsWith('$') ? [value.slice(1)] : [])),
);

const usedNames = oncePer((graph: PlanGraph): ReadonlySet<string> => new Set(namesOfNodes(graph).toSorted()));

/** Somebody who changes such a number expects the cost to follow, and it does not. */
export const assumptionUsed: Rule = {
  meta: {
    id: 'assumption-used',
    title: 'Every assumption is used',
    severity: 'info',
    family: 'usage',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'An assumption is a number that several nodes share, written once; their usage refers to it by its name with a dollar sign. An assumption that no node refers to has no effect.',
  },

  *check(input) {
    const { plan, graph } = input;
    const used = usedNames(graph);
    for (const name of Object.keys(plan.assumptions)) {
      if (used.has(name)) continue;
      yield {
        path: ['assumptions', name],
        message: `No node refers to the assumption "${name}".`,
        why: 'Changing it has no effect, which surprises anyone who tries.',
        fixes: () => [...use(name, input), { title: `Remove "${name}"`, edits: [{ type: 'set-assumption', name, value: undefined }] }],
      };
    }
  },
};

/** Lets the nodes that leave such a field open refer to it. */
function use(name: string, input: RuleInput): Fix[] {
  const open = input.graph.nodes.map((node) => ({ node, field: openField(node, name, input) })).filter(({ field }) => field !== undefined);
  if (open.length === 0) return [];
  return [
    {
      title: `Use it in ${titles(open.map(({ node }) => node))}`,
      edits: open.map(({ node, field }): PlanEdit => ({ type: 'set-usage', id: node.id, set: { [field ?? '']: `$${name}` } })),
    },
  ];
}

/** The field that usually has this name, if the node leaves it open and can read the value without a problem. */
function openField({ node, service }: GraphNode, name: string, { plan, book }: RuleInput): string | undefined {
  const field = service?.usage.find(({ id, assumption }) => assumption === name && node.usage?.[id] === undefined)?.id;
  if (!service || field === undefined) return undefined;
  const { problems } = usageOf({ ...node, usage: { [field]: `$${name}` } }, service, plan.assumptions, book);
  return problems.length === 0 ? field : undefined;
}
