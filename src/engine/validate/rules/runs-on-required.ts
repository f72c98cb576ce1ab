import type { GraphNode, Service } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { PlanDraft } from '../fixes/plan-draft';
import { computeFor, computesFor } from '../questions/compute-for';

/** On a canvas such a node looks complete, but nothing would execute it. */
export const runsOnRequired: Rule = {
  meta: {
    id: 'runs-on-required',
    title: 'Services that need compute have compute',
    severity: 'error',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Some services bring no machine of their own: Jupyter needs one to run on, Azure ML Kubernetes compute needs a cluster. A "runs on" edge says which of the plan\'s compute it is.',
  },

  *check(input) {
    const { graph, catalog } = input;
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (service?.runsOn !== 'required') continue;
      // other rules report an end that is unknown or is no compute; the second is no compute here either
      if (node.out.some(({ kind, to }) => kind === 'runs-on' && (!to.service || catalog.shared(service, to.service, 'runs-on').length > 0)))
        continue;
      yield {
        nodes: [id],
        message: `"${title}" has no compute to run on.`,
        why: `${service.shortName} brings no machines of its own, so without a "runs on" edge nothing in the plan executes it or counts its hours.`,
        fixes: () => fixesOf(node, service, input),
      };
    }
  },
};

function fixesOf(node: GraphNode, service: Service, { plan, graph, catalog }: RuleInput): readonly Fix[] {
  const { id } = node;
  const fixes: Fix[] = computesFor(graph, node)
    .slice(0, 2)
    .map((compute) => ({
      title: `Run it on "${compute.title}"`,
      edits: [{ type: 'add-edge', edge: { from: id, to: compute.id, kind: 'runs-on' } }],
    }));
  const usual = computeFor(catalog, service);
  const draft = new PlanDraft(plan, catalog);
  const added = usual && draft.node(usual.id, { beside: id, side: 'after' });
  if (added !== undefined && draft.edge(id, added, 'runs-on'))
    fixes.push({ title: `Add ${usual?.shortName} and run it there`, edits: draft.edits });
  return fixes;
}
