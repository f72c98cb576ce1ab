import type { AvailabilityPromise, GraphNode, PlanGraph } from '../../catalog';
import { requestPath } from '../../notions';
import { safeguardValues } from '../../plan';
import { settingsThatHold } from './limits';
import { standingOf } from './safeguards';

/*
 * The availability that a plan can promise: what is promised for each service on the way of a request, multiplied, since an answer needs
 * all of them. Copies of one service in several regions stand in for each other.
 */

/** What is promised for a node with its settings; undefined where the catalog knows no promise. */
export function promiseFor(graph: PlanGraph, node: GraphNode): AvailabilityPromise | undefined {
  const promises = node.service && graph.catalog.safeguards.of(node.service.id)?.sla;
  return promises?.find(({ when, safeguard }) => {
    if (when !== undefined && settingsThatHold(graph, node, when) !== true) return false;
    return safeguard === undefined || standingOf(graph, node, safeguard)?.value === safeguardValues(safeguard).at(-1);
  });
}

export interface PathAvailability {
  /** In percent of a month. */
  readonly percent: number;
  /** Services on the way with what is promised for each, in percent; copies in several regions are one entry. */
  readonly parts: readonly { readonly nodes: readonly GraphNode[]; readonly percent: number; readonly unconfirmed: boolean }[];
  /** Nodes of which no promise is known. */
  readonly unknown: readonly GraphNode[];
}

/** The availability of answers as far as it is promised; undefined where nothing on the way has a promise. */
export function pathAvailability(graph: PlanGraph): PathAvailability | undefined {
  const unknown: GraphNode[] = [];
  const parts = groupsOf(requestPath(graph)).flatMap((nodes) => {
    const [first] = nodes;
    const promise = first && promiseFor(graph, first);
    const percent = promise?.percent;
    if (percent === undefined) {
      unknown.push(...nodes);
      return [];
    }
    return [{ nodes, percent: 100 * (1 - (1 - percent / 100) ** nodes.length), unconfirmed: promise?.unconfirmed === true }];
  });
  if (parts.length === 0) return undefined;
  return { percent: 100 * parts.reduce((product, { percent }) => product * (percent / 100), 1), parts, unknown };
}

/** Nodes that stand in for each other: one service in different regions, asked by the same callers. */
function groupsOf(path: readonly GraphNode[]): readonly (readonly GraphNode[])[] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of path) {
    const callers = node.in.flatMap(({ kind, from }) => (kind === 'request' ? [from.id] : [])).sort();
    const key = callers.length === 0 ? node.id : `${node.node.service} ${callers.join(' ')}`;
    const group = groups.get(key);
    if (group && !group.some(({ region }) => region === node.region)) group.push(node);
    else groups.set(group ? node.id : key, [node]);
  }
  return [...groups.values()];
}
