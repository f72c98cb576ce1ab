import { LiveGraph, lists, PartOfGraph, PlanGraph, Reads, recording, type LiveNode } from '#engine/catalog';
import type { Plan } from '#engine/plan';
import { costPlan } from '#engine/score';
import { liveCost, type Found, type Rule, type RuleInput, type Scope } from '#engine/validate';
import { book, catalog } from './resources.ts';

/* Whether a rule keeps to a scope in a plan: it is checked node by node, with everything noted that it reads. */

const everyList = lists.nodes | lists.edges | lists.statements | lists.all;

/** Checks a plan once for many rules. @returns what a rule does that a scope forbids, in words; `undefined` if it keeps to the scope */
export function scopeFaults(plan: Plan, today: string): (rule: Rule, scope: Scope) => string | undefined {
  const graph = new LiveGraph(plan, catalog, book);
  const cost = costPlan(new PlanGraph(plan, catalog, book));
  const input: RuleInput = {
    plan: graph.plan,
    graph: graph.asGraph,
    catalog,
    book,
    cost: liveCost(() => cost, graph),
    packs: [],
    missing: () => {
      throw new Error('Exports are about the plan as a whole.');
    },
    today,
  };
  return (rule, scope) => {
    const byNode = new Map<string, string[]>();
    for (const found of rule.check(input)) {
      const [node] = found.nodes ?? [];
      const [edge] = found.edges ?? [];
      if (scope.each === 'edge' && !edge) return `"${found.message}" names no edge`;
      const about = node ?? edge?.from ?? '';
      if (graph.find(about) === undefined) return `"${found.message}" names no node first`;
      byNode.set(about, [...(byNode.get(about) ?? []), textOf(found)]);
    }
    for (const node of graph.live) {
      const reads = new Reads();
      const alone = recording(reads, () => [...rule.check({ ...input, graph: new PartOfGraph(graph, [node]).asGraph })].map(textOf));
      if ((reads.lists & everyList) !== 0) return `reads a list as a whole (${reads.lists}) at "${node.id}"`;
      const key = reads.names().find((name) => /^(?:service|stage):/.test(name));
      if (key !== undefined) return `reads ${key} at "${node.id}"`;
      const near = scope.within === 'reach' ? new Set(graph.live) : ball(node, scope.within);
      const far = graph.live.find((other) => !near.has(other) && reads.hasRead(other, -1));
      if (far) return `reads "${far.id}" at "${node.id}"`;
      if (alone.join('\n') !== (byNode.get(node.id) ?? []).join('\n')) return `finds something else at "${node.id}" alone`;
    }
    return undefined;
  };
}

function textOf({ fixes: _, ...found }: Found): string {
  return JSON.stringify(found);
}

/** The nodes that a number of edges lead to or from. */
function ball(node: LiveNode, within: number): ReadonlySet<LiveNode> {
  const near = new Set([node]);
  for (let step = 0; step < within; step += 1)
    for (const { now } of [...near]) {
      for (const { from } of now.in) near.add(from as LiveNode);
      for (const { to } of now.out) near.add(to as LiveNode);
    }
  return near;
}
