import type { GraphNode } from '../../catalog';
import { parseQuantity } from '../../plan';
import { usualGpuSize } from '../questions/machines';
import { keepsEdges } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { list } from '../../format';
import { PlanDraft } from '../fixes/plan-draft';

/** More than this, in GB, takes hours to fetch to a desk and does not fit into its memory. */
const tooMuchGb = 100;

/** The guide allows a local workstation on one condition, which the context states. */
export const localLimits: Rule = {
  meta: {
    id: 'local-limits',
    title: 'Local work fits a local machine',
    severity: 'warning',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: ['experimentation'],
    sources: [guide('Python/R scripts')],
    entries: ['gr-local-no-cloud', 'gr-jupyter-same'],
    docs: `Working locally, with or without Jupyter, suits a plan that needs no compute in the cloud. Warns when the context asks for a GPU, for work that is spread over machines, or for ${tooMuchGb} GB of data or more, and the plan has no other place to experiment.`,
  },

  *check(input) {
    const { plan, graph } = input;
    const needs = plan.context.needs;
    const volume = needs?.dataVolume === undefined ? undefined : parseQuantity(needs.dataVolume)?.base;
    const reasons = [
      ...(needs?.gpu ? ['a GPU'] : []),
      ...(needs?.distributed ? ['work spread over machines'] : []),
      ...(needs?.dataVolume !== undefined && volume !== undefined && volume >= tooMuchGb ? [`${needs.dataVolume} of data a pass`] : []),
    ];
    if (reasons.length === 0 || graph.inStage('experimentation').some((node) => node.service?.compute && !isLocal(node))) return;
    for (const node of graph.nodes) {
      if (!isLocal(node)) continue;
      const users = node.in.filter(({ kind }) => kind === 'runs-on').map(({ from }) => from);
      yield {
        nodes: [node.id, ...users.map(({ id }) => id)],
        path: ['nodes', node.id, 'service'],
        message: `"${node.title}" is the plan's only place to experiment, but the plan needs ${list(reasons)}.`,
        why: 'A machine on a desk has the processors, the memory and the disk that it has, and data must be brought to it. The guide keeps local work for plans that need no compute in the cloud.',
        fixes: () => elsewhere(input, node),
      };
    }
  },
};

function isLocal({ service }: GraphNode): boolean {
  return service?.managed === 'local' && service.compute !== undefined;
}

function elsewhere({ plan, catalog, book }: RuleInput, node: GraphNode): Fix[] {
  // one machine cannot spread work; Azure ML jobs can
  const candidates = plan.context.needs?.distributed
    ? ['azure-ml-jobs-sdk', 'databricks-notebooks']
    : ['azure-ml-compute-instance-notebooks', 'azure-ml-jobs-sdk'];
  return candidates.flatMap((id) => {
    const service = catalog.get(id);
    const draft = new PlanDraft(plan, catalog);
    if (!service || !keepsEdges(catalog, node, service) || !draft.swap(node.id, id)) return [];
    const size = service.usage.find(({ type }) => type === 'vm');
    const machine = plan.context.needs?.gpu && size ? usualGpuSize(book, service, size.id) : undefined;
    if (size && machine) draft.do({ type: 'set-usage', id: node.id, set: { [size.id]: machine.sku } });
    return [{ title: `Swap to ${service.shortName}${machine ? ' with a GPU' : ''}`, edits: draft.edits }];
  });
}
