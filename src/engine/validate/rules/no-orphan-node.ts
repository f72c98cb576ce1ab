import { withArticle } from '../../format';
import type { GraphNode } from '../../catalog';
import type { PlanEdit } from '../../plan';
import { hasSeveral, keepsModels } from '../../notions';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { firstOfEach, usualJoinsOf } from '../questions/connections';

/** It is paid and looked after, but nothing in the plan says what for. */
export const noOrphanNode: Rule = {
  meta: {
    id: 'no-orphan-node',
    title: 'Every node is joined to another',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-combine-services'],
    docs: "A pipeline is made of services that work together. A node without any edge reads nothing, starts nothing and is started by nothing, so either an edge is missing or the node is. What only surrounds the work needs no edge: a workspace, one's own computer, a library, a network, a vault for secrets.",
  },
  scope: { each: 'node', within: 'reach' },

  *check(input) {
    const { graph } = input;
    if (!hasSeveral(graph)) return;
    for (const node of graph.nodes) {
      if (!node.service || node.in.length + node.out.length > 0 || isSurrounding(node)) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id],
        message: `"${node.title}" is joined to nothing else in the plan.`,
        why: 'Without an edge, neither the order of the work nor the reason for this node can be read from the plan, and no check of what flows between services reaches it.',
        fixes: () => [
          ...joins(node, firstOfEach(graph.nodes), input),
          { title: `Remove "${node.title}"`, edits: [{ type: 'remove-nodes', ids: [node.id], heal: false }] },
        ],
      };
    }
  },
};

/** A place of work rather than a part of it: a library, one's own computer, a workspace with everything from training to registry. */
function isSurrounding({ service, stage }: GraphNode): boolean {
  if (!service) return false;
  if (stage === 'foundation') return true; // a network or a vault is there for all
  if (Object.keys(service.inputs).length + Object.keys(service.outputs).length === 0) return true;
  return (
    service.managed === 'library' ||
    (service.managed === 'local' && stage === 'experimentation') ||
    (keepsModels(service) && service.stages.includes('training'))
  );
}

function joins(node: GraphNode, partners: readonly GraphNode[], { catalog }: RuleInput): Fix[] {
  const { id, title, service, stage } = node;
  if (!service || !stage) return [];
  const usual = usualJoinsOf(
    catalog,
    service,
    stage,
    partners.filter((other) => other !== node),
  );
  const native = usual.filter(({ other }) => catalog.integrates(service.id, other.node.service));
  return [...native.slice(0, 2), ...(native.length === 0 ? usual.slice(0, 1) : [])].map(({ kind, way, other }) => {
    const edit: PlanEdit = { type: 'add-edge', edge: way === 'in' ? { from: other.id, to: id, kind } : { from: id, to: other.id, kind } };
    const [from, to] = way === 'in' ? [other.title, title] : [title, other.title];
    return {
      title: kind === 'runs-on' ? `Run "${from}" on "${to}"` : `Add ${withArticle(kind)} edge from "${from}" to "${to}"`,
      edits: [edit],
    };
  });
}
