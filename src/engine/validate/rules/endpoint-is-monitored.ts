import { leadingTo, type GraphNode } from '../../catalog';
import { keepsTelemetry, serves } from '../questions/roles';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, note } from '../sources';
import { editsToAdd } from '../fixes/edits';
import { canJoin, carries, firstOfEach } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

/** An endpoint that fails silently is found by its users first. */
export const endpointIsMonitored: Rule = {
  meta: {
    id: 'endpoint-is-monitored',
    title: 'What is deployed sends telemetry to monitoring',
    severity: 'warning',
    family: 'coverage',
    stages: ['deployment-batch', 'deployment-realtime', 'monitoring'],
    sources: [guide('Monitoring options'), note('Azure Machine Learning')],
    entries: ['gr-monitoring-options', 'gr-azureml-appinsights'],
    docs: 'A deployment, for batch or real-time, reports how long it takes, how often it fails and what it logs. A telemetry edge to Application Insights or Azure Monitor says that somebody keeps this and is told when it goes wrong.',
  },

  *check(input) {
    const { graph } = input;
    const watched = leadingTo(graph.inStage('monitoring'), ['telemetry']);
    const monitors = firstOfEach(graph.inStage('monitoring'));
    for (const node of graph.nodes) {
      if (!serves(node) || watched.has(node)) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id],
        message: `"${node.title}" sends its telemetry to no monitoring.`,
        why: `Failures, slow answers and ${node.stage === 'deployment-batch' ? 'runs that never end' : 'outages'} are then noticed by those who wait for the results.`,
        fixes: () => fixesOf(node, monitors, input),
      };
    }
  },
};

function fixesOf(node: GraphNode, monitors: readonly GraphNode[], input: RuleInput): Fix[] {
  const { plan, catalog } = input;
  const rank = ({ service }: GraphNode) =>
    (service && keepsTelemetry(service) ? 2 : 0) + (service && catalog.integrates(node.node.service, service.id) ? 1 : 0);
  const there = monitors.filter((monitor) => canJoin(catalog, node, monitor, 'telemetry'));
  const [best] = [...there].sort((a, b) => rank(b) - rank(a));
  if (best)
    return [
      {
        title: `Send its telemetry to "${best.title}"`,
        edits: [{ type: 'add-edge', edge: { from: node.id, to: best.id, kind: 'telemetry' } }],
      },
    ];
  const wanted = servicesFor(input, {
    stage: 'monitoring',
    fits: (service) => keepsTelemetry(service) && carries(catalog, node.service, service, 'telemetry'),
    beside: [node],
    first: ['application-insights', 'azure-monitor'],
  });
  return wanted.slice(0, 2).map((service) => ({
    title: `Add ${service.shortName}`,
    edits: editsToAdd(plan, service, 'monitoring', { beside: node.id, side: 'after' }, (id) => [
      { from: node.id, to: id, kind: 'telemetry' },
    ]),
  }));
}
