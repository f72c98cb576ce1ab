import { facet, lists, noteKey, noteList, noteNode, type Changes, type LiveGraph, type LiveNode } from '../../catalog';
import { same } from '../../plan';
import type { Cost } from '../../score';

/*
 * The cost of a plan that changes, as rules see it. What is read of it is noted: of the costs of nodes by node, of the rest by name.
 */

/** The method by which a cost that changes gives the costs of all nodes at once. */
const givesAll = Symbol('givesAll');

/** The costs of all nodes, for a rule that reads most of them: it is checked again when one of them differs. */
export function costsOfAll(cost: Cost): Cost['nodes'] {
  return (cost as { readonly [givesAll]?: () => Cost['nodes'] })[givesAll]?.() ?? cost.nodes;
}

/** @param now the cost as it is */
export function liveCost(now: () => Cost, graph: LiveGraph): Cost {
  const nodes = new Proxy<Cost['nodes']>(
    {},
    {
      get(_, id) {
        if (typeof id !== 'string') return undefined;
        const node = graph.find(id);
        if (node) noteNode(node, facet.cost);
        else noteList(lists.nodes);
        return now().nodes[id];
      },
      has(_, id) {
        noteList(lists.all);
        return Object.hasOwn(now().nodes, id);
      },
      ownKeys() {
        noteList(lists.all);
        return Reflect.ownKeys(now().nodes);
      },
      getOwnPropertyDescriptor(_, id) {
        noteList(lists.all);
        const own = Reflect.getOwnPropertyDescriptor(now().nodes, id);
        return own && { ...own, configurable: true };
      },
    },
  );
  const view = {};
  for (const part of Object.keys(now()) as (keyof Cost)[])
    Object.defineProperty(view, part, {
      enumerable: true,
      get: () => {
        if (part === 'nodes') return nodes;
        noteKey(keyOf(part));
        return now()[part];
      },
    });
  Object.defineProperty(view, givesAll, {
    value: () => {
      noteKey(keyOf('nodes'));
      return now().nodes;
    },
  });
  return view as Cost;
}

function keyOf(part: keyof Cost): string {
  return `cost:${part}`;
}

/**
 * Adds the differences of two costs to those of the plan.
 * @returns the later cost, with the parts of the earlier one where both are equal
 */
export function addCostChanges(before: Cost, after: Cost, graph: LiveGraph, changes: Changes<LiveNode>): Cost {
  const result = new Map<string, unknown>(Object.entries(after));
  for (const part of Object.keys(after) as (keyof Cost)[]) {
    if (part === 'nodes') continue;
    if (same(before[part], after[part])) result.set(part, before[part]);
    else changes.keys.add(keyOf(part));
  }
  for (const node of graph.live) {
    if (before.nodes[node.id] === after.nodes[node.id]) continue;
    changes.touch(node, facet.cost);
    changes.keys.add(keyOf('nodes'));
  }
  if (changes.removed.length > 0) changes.keys.add(keyOf('nodes'));
  return Object.fromEntries(result) as unknown as Cost; // the parts of a cost, some from before
}
