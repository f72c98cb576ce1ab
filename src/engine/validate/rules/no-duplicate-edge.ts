import { nodesWhere } from '../../catalog';
import { type Edge, edgeId, edgePath, titleOf } from '../../plan';
import type { Rule } from '../rule';
import { ours } from '../sources';
import { counted } from '../../format';

const repeating = nodesWhere(({ out }) => new Set(out.map(({ id }) => id)).size < out.length);

/** A merge of two branches that both drew an edge leaves it twice, and the canvas shows one line for both. */
export const noDuplicateEdge: Rule = {
  meta: {
    id: 'no-duplicate-edge',
    title: 'No duplicate edges',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Two nodes have at most one edge of each kind. A second one says nothing new and is easily missed when the first is removed.',
  },

  *check({ plan, graph }) {
    if (repeating(graph).length === 0 && graph.dangling.length === 0) return;
    const firsts = new Map<string, Edge>();
    const repeated = new Map<Edge, Edge[]>();
    const look = (id: string, edge: Edge) => {
      const first = firsts.get(id);
      const group = first && repeated.get(first);
      if (!first) firsts.set(id, edge);
      else if (!group) repeated.set(first, [first, edge]);
      else group.push(edge);
    };
    for (const { id, edge } of graph.edges) look(id, edge);
    for (const edge of graph.dangling) look(edgeId(edge), edge);
    for (const group of repeated.values()) {
      const [first, second] = group;
      if (!first || !second) continue;
      const kept = group.find((edge) => edge.title !== undefined) ?? first;
      yield {
        nodes: [...new Set([first.from, first.to])].filter((id) => plan.nodes[id]),
        edges: [first],
        path: edgePath(plan, second),
        message: `The plan has the ${first.kind} edge from "${titleOf(plan, first.from)}" to "${titleOf(plan, first.to)}" ${counted(group.length, 'time')}.`,
        why: 'One is enough: more of the same kind between the same nodes say nothing new, and a reader wonders what the difference is.',
        fixes: () => [
          {
            title: 'Keep one of them',
            edits: [
              { type: 'remove-edges', edges: [first] },
              { type: 'add-edge', edge: kept },
            ],
          },
        ],
      };
    }
  },
};
