import type { GraphNode } from '../../catalog';
import { titles } from '../../format';
import { carries } from '../questions/connections';
import { editsToChange } from '../fixes/edits';
import type { Rule } from '../rule';
import { ours } from '../sources';

/** An arrow into a source looks like one out of it. */
export const copiesReadSomething: Rule = {
  meta: {
    id: 'copies-read-something',
    title: 'A copy reads from somewhere',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: ['source', 'data-transfer'],
    sources: [ours],
    entries: [],
    docs: 'A copy takes data from one place to another. Where it reads nothing and writes to a source of the plan, the edge between them most likely points the wrong way. A copy whose source is not drawn is left alone, and so is one that brings results back to a source.',
  },
  scope: { each: 'node', within: 1 },

  *check({ graph, catalog }) {
    for (const node of graph.nodes) {
      if (node.stage !== 'data-transfer' || isStore(node) || node.in.some(({ kind }) => kind === 'data')) continue;
      const written = node.out.filter(({ kind, to }) => kind === 'data' && to.stage === 'source');
      if (written.length === 0) continue;
      yield {
        nodes: [node.id, ...written.map(({ to }) => to.id)],
        edges: written.map(({ edge }) => edge),
        path: ['nodes', node.id],
        message: `"${node.title}" reads nothing and writes to ${titles(written.map(({ to }) => to))}, where the data of the plan comes from.`,
        why: 'A copy needs something to copy. With the edge the other way round it reads the source and writes to what follows.',
        fixes: () =>
          written
            .filter(({ to }) => carries(catalog, to.service, node.service, 'data'))
            .slice(0, 2)
            .map((joined) => ({
              title: `Turn it round, from "${joined.to.title}" to "${node.title}"`,
              edits: editsToChange(joined, { from: joined.to.id, to: node.id }),
            })),
      };
    }
  },
};

/** Holds data, and is nothing that copies it. */
function isStore({ service }: GraphNode): boolean {
  return service === undefined || service.inputs.control === undefined || service.inputs['runs-on'] !== undefined;
}
