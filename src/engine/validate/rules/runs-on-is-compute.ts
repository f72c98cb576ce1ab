import type { Artefact, GraphEdge, GraphNode } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { list } from '../../format';
import { canJoin, carries, firstOfEach } from '../questions/connections';
import { editsToChange } from '../fixes/edits';
import { PlanDraft } from '../fixes/plan-draft';
import { computeFor, isSingleMachine } from '../questions/compute-for';
import { isStartedOrStarts } from '../../notions';
import { edgePath } from '../../plan';

/** The edge looks right on the canvas whatever is at its end. */
export const runsOnIsCompute: Rule = {
  meta: {
    id: 'runs-on-is-compute',
    title: 'Jobs run on compute that supports them',
    severity: 'error',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Compute Options')],
    entries: [],
    docs: 'An edge of the kind "runs on" leads from a job, a notebook or a container to the machines that do its work. Those machines must be compute, and of a kind that takes such work: a Spark job needs Spark, an Azure ML job needs compute that Azure ML knows.',
  },
  scope: { each: 'edge', within: 1 },

  *check(input) {
    const { plan, graph, catalog } = input;
    const machines = firstOfEach(graph.nodes.filter(({ service }) => service?.inputs['runs-on']));
    const seen = new Set<string>();
    for (const joined of graph.edges) {
      const { id, edge, kind, from, to } = joined;
      if (kind !== 'runs-on' || from === to || !from.service || !to.service || seen.has(id)) continue;
      if (catalog.shared(from.service, to.service, kind).length > 0) continue;
      seen.add(id);
      yield {
        nodes: [from.id, to.id],
        edges: [edge],
        path: [...edgePath(plan, edge), 'to'],
        message: mismatch(from, to),
        why: 'Where the work runs decides what it costs, how it scales and which libraries it finds, so the edge has to end at machines that can do it.',
        fixes: () => fixesOf(joined, machines, input),
      };
    }
  },
};

const workNames: Partial<Record<Artefact, string>> = {
  'azure-ml-job': 'Azure ML jobs',
  'spark-job': 'Spark jobs',
  'databricks-job': 'Databricks jobs',
  container: 'containers',
  notebook: 'notebooks',
  sql: 'SQL',
  copy: 'copies',
};

function mismatch(from: GraphNode, to: GraphNode): string {
  const work = from.service?.outputs['runs-on'];
  const taken = to.service?.inputs['runs-on'];
  if (!work) return `"${from.title}" cannot run on "${to.title}": ${from.service?.name} hands no work to other compute.`;
  if (!taken) return `"${from.title}" cannot run on "${to.title}": ${to.service?.name} is no compute for it.`;
  return `"${from.title}" cannot run on "${to.title}": it brings ${named(work)}, and ${to.service?.name} runs ${named(taken)}.`;
}

function named(work: readonly Artefact[]): string {
  return list(work.map((artefact) => workNames[artefact] ?? artefact));
}

function fixesOf(joined: GraphEdge, machines: readonly GraphNode[], { plan, catalog }: RuleInput): Fix[] {
  const { edge, from, to } = joined;
  const fixes: Fix[] = [];
  const able = machines
    .filter((node) => canJoin(catalog, from, node, 'runs-on') && !(isSingleMachine(node) && isStartedOrStarts(from)))
    .map((node) => ({
      node,
      native: from.service !== undefined && node.service !== undefined && catalog.integrates(from.service.id, node.service.id),
    }))
    .sort((a, b) => Number(b.native) - Number(a.native));
  for (const { node } of able.slice(0, 2))
    fixes.push({ title: `Run it on "${node.title}"`, edits: editsToChange(joined, { to: node.id }) });
  if (carries(catalog, to.service, from.service, 'runs-on'))
    fixes.push({
      title: `Turn it round, from "${to.title}" to "${from.title}"`,
      edits: editsToChange(joined, { from: to.id, to: from.id }),
    });
  // nothing in the plan can run it: the compute that such work usually runs on
  const usual = able.length === 0 && from.service?.outputs['runs-on'] ? computeFor(catalog, from.service) : undefined;
  if (usual) {
    const draft = new PlanDraft(plan, catalog).do({ type: 'remove-edges', edges: [edge] });
    const added = draft.node(usual.id, { beside: from.id, side: 'after' });
    if (added !== undefined && draft.edge(from.id, added, 'runs-on'))
      fixes.push({ title: `Add ${usual.shortName} and run it there`, edits: draft.edits });
  }
  // work that leaves its hours to compute would be without any
  if (!Object.values(from.node.usage ?? {}).includes('attached'))
    fixes.push({ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] });
  return fixes;
}
