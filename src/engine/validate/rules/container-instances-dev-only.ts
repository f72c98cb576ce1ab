import type { GraphNode } from '../../catalog';
import { formatQuantity, list } from '../../format';
import { couldBeStarted, deploymentsFor } from '../../notions';
import { hasGpu, mayHaveGpu, usualGpuSize } from '../questions/machines';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { PlanDraft } from '../fixes/plan-draft';

/** Azure ML's documentation limits container instances to less memory than this, in GB. */
const memoryLimitGb = 48;
const endpoint = 'azure-ml-managed-online-endpoints';

/** The guide lists container instances beside Kubernetes, as if the two were for the same thing. */
export const containerInstancesDevOnly: Rule = {
  meta: {
    id: 'container-instances-dev-only',
    title: 'Container instances are for tests only',
    severity: 'warning',
    family: 'serving',
    pillar: 'reliability',
    stages: ['deployment-realtime'],
    sources: [
      page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target', '2025-11-13'),
      guide('Model deployment options'),
    ],
    entries: ['cr-aci-limits', 'gr-realtime-targets'],
    docs: `Azure ML's documentation limits Azure Container Instances to development and tests: processors only, less than ${memoryLimitGb} GB of memory, models below 1 GB, and nothing that adds instances under load. Reports one that exceeds these limits, or that is the only kind of real-time deployment in a plan that needs one.`,
    guide: 'The guide names container instances among the targets for real-time deployment without such a limit.',
  },

  *check(input) {
    const { plan, graph } = input;
    const { needs } = plan.context;
    const realtime = deploymentsFor(graph, 'realtime');
    const only = (needs?.serving ?? []).includes('realtime') && realtime.every(isInstance);
    const gpu = needs?.gpu === true && realtime.some(isInstance) && !graph.nodes.some((node) => hasGpu(graph, node) || mayHaveGpu(node));
    for (const node of realtime) {
      if (!isInstance(node)) continue;
      const memory = graph.amount(node, 'memory') ?? 0;
      const reasons = [
        ...(only ? ['it is all that answers in real time'] : []),
        ...(memory >= memoryLimitGb
          ? [`it takes ${formatQuantity(memory, 'size')} of memory where less than ${memoryLimitGb} GB is supported`]
          : []),
        ...(gpu ? ['the plan needs a GPU'] : []),
      ];
      if (reasons.length === 0) continue;
      yield {
        nodes: [node.id],
        path: memory >= memoryLimitGb && !only ? ['nodes', node.id, 'usage', 'memory'] : ['nodes', node.id, 'service'],
        message: `"${node.title}" is a container instance, which is meant for tests, but ${list(reasons)}.`,
        why: 'A container instance has no dependable GPU, has limited memory and adds no instances under load. Managed online endpoints scale, split traffic between versions and log.',
        fixes: () => toEndpoint(input, node, gpu),
      };
    }
  },
};

function isInstance({ node }: GraphNode): boolean {
  return node.service === 'azure-container-instances';
}

function toEndpoint({ plan, catalog, book }: RuleInput, node: GraphNode, gpu: boolean): Fix[] {
  const service = catalog.get(endpoint);
  const draft = new PlanDraft(plan, catalog);
  if (
    !service ||
    node.in.some(({ kind }) => kind === 'runs-on') ||
    !couldBeStarted(node, service, catalog) ||
    !draft.swap(node.id, endpoint)
  )
    return [];
  const machine = gpu ? usualGpuSize(book, service, 'vmSize') : undefined;
  if (machine) draft.do({ type: 'set-usage', id: node.id, set: { vmSize: machine.sku } });
  return [{ title: `Swap to ${service.shortName}${machine ? ' with a GPU' : ''}`, edits: draft.edits }];
}
