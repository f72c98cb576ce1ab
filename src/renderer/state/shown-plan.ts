import { boundsOf, edgeId, groupTitleOf, type Edge, type GroupId, type NodeId, type Plan } from '#engine/plan';
import { blockIdOf } from './drawn-ids';

/* The plan as the canvas draws it: each collapsed group is one block in the place of its nodes. */

/** The service of a block, which is not in the catalog. */
export const blockService = '';

/** The block of each node in a collapsed group. */
export function blocksByNode(groups: Plan['groups'], collapsed: ReadonlySet<GroupId>): ReadonlyMap<NodeId, string> {
  const blocks = new Map<NodeId, string>();
  for (const id of collapsed) for (const node of groups[id]?.nodes ?? []) blocks.set(node, blockIdOf(id));
  return blocks;
}

/** The drawn nodes; a block has the place of its first node in the order. */
export function shownNodes(plan: Pick<Plan, 'nodes' | 'groups'>, blocks: ReadonlyMap<NodeId, string>): Plan['nodes'] {
  if (blocks.size === 0) return plan.nodes;
  const shown: Record<string, Plan['nodes'][string]> = {};
  const titles = new Map(Object.keys(plan.groups).map((id) => [blockIdOf(id), groupTitleOf(plan, id)]));
  for (const [id, node] of Object.entries(plan.nodes)) {
    const block = blocks.get(id);
    if (block === undefined) shown[id] = node;
    else shown[block] ??= { service: blockService, title: titles.get(block) };
  }
  return shown;
}

/** Places of the drawn nodes. A block is at the top left corner of its nodes, so that it is where the frame was. */
export function shownLayout(layout: Plan['layout'], groups: Plan['groups'], collapsed: ReadonlySet<GroupId>): Plan['layout'] {
  if (collapsed.size === 0) return layout;
  const shown = { ...layout };
  for (const id of collapsed) {
    const members = groups[id]?.nodes ?? [];
    const bounds = boundsOf(members.flatMap((node) => (layout[node] ? [layout[node]] : [])));
    if (bounds) shown[blockIdOf(id)] = [bounds.x, bounds.y];
    for (const node of members) delete shown[node];
  }
  return shown;
}

export interface ShownEdges {
  readonly edges: readonly Edge[];
  /** For each line at a block: the ids of the plan's edges behind it. */
  readonly behind: ReadonlyMap<string, readonly string[]>;
  /** For each block: the ids of the edges between its own nodes, which are not drawn. */
  readonly within: ReadonlyMap<string, readonly string[]>;
}

/** The drawn edges: one line for each kind, direction and far end of a block. */
export function shownEdges(edges: readonly Edge[], blocks: ReadonlyMap<NodeId, string>): ShownEdges {
  const behind = new Map<string, string[]>();
  const within = new Map<string, string[]>();
  if (blocks.size === 0) return { edges, behind, within };
  const shown: Edge[] = [];
  const lines = new Map<string, number>();
  for (const edge of edges) {
    const [from, to] = [blocks.get(edge.from) ?? edge.from, blocks.get(edge.to) ?? edge.to];
    if (from === edge.from && to === edge.to) {
      shown.push(edge);
      continue;
    }
    if (from === to) {
      push(within, from, edgeId(edge));
      continue;
    }
    const line: Edge = { from, to, kind: edge.kind, ...(edge.title === undefined ? {} : { title: edge.title }) };
    const id = edgeId(line);
    push(behind, id, edgeId(edge));
    const at = lines.get(id);
    if (at === undefined) {
      lines.set(id, shown.length);
      shown.push(line);
    } else if (shown[at]?.title !== line.title) shown[at] = { from, to, kind: edge.kind }; // the edges have different titles
  }
  return { edges: shown, behind, within };
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
