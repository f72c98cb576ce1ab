import { nodesWhere, oncePer, type GraphEdge, type GraphNode, type PlanGraph } from '../../catalog';
import {
  forTests,
  isMonitoredByPlatform,
  keepsTelemetry,
  monitorsOf,
  platformOf,
  releases,
  servesItself,
  watchedIn,
  watchesModels,
} from '../../notions';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, note } from '../sources';
import { editsToAdd } from '../fixes/edits';
import { canJoin, carries, firstOfEach } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

const toMonitor = nodesWhere((node) => servesItself(node) && !(node.service && isMonitoredByPlatform(node.service)));

/** An endpoint that fails silently is found by its users first. */
export const endpointIsMonitored: Rule = {
  meta: {
    id: 'endpoint-is-monitored',
    title: 'Deployments send telemetry to monitoring',
    severity: 'warning',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: ['deployment-batch', 'deployment-realtime', 'monitoring'],
    sources: [guide('Monitoring options'), note('Azure Machine Learning')],
    entries: ['gr-monitoring-options', 'gr-azureml-appinsights'],
    docs: 'A deployment, for batch or real-time, reports how long it takes, how often it fails and what it logs. A telemetry edge to Application Insights, Azure Monitor or model monitoring says that these reports are kept and raise alerts; so does data profiling in Databricks that reads what a model answered. A report in Power BI or a dashboard shows figures, but reports nothing by itself. Fabric shows and reports every run in its monitoring hub and is not checked, nor is a job on Databricks, which sends notifications itself, in a plan that uses data profiling there. For a batch it is enough that the orchestrator that starts it is monitored. An endpoint for tests beside one for users is left out.',
  },

  *check(input) {
    const { graph } = input;
    const watched = watchedIn(graph);
    const watchers = platformsWithWatchers(graph);
    for (const node of toMonitor(graph)) {
      if (forTests(graph).has(node) || watched.has(node)) continue;
      if (isNotified(node, watchers) || isStartedInView(node, watched)) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id],
        message: `"${node.title}" sends no telemetry to monitoring.`,
        why: `Failures, slow answers and ${node.stage === 'deployment-batch' ? 'runs that never end' : 'outages'} are then noticed first by the people who wait for the results.`,
        fixes: () => fixesOf(node, firstOfEach(monitorsOf(graph)), input),
      };
    }
  },
};

/** A run that an orchestrator starts fails in its view, and the orchestrator reports that. A web service may fail unseen. */
const platformsWithWatchers = oncePer(
  (graph: PlanGraph): ReadonlySet<string> =>
    new Set(monitorsOf(graph).flatMap((one) => (one.service && watchesModels(one.service) ? (platformOf(one.service.id) ?? []) : []))),
);

function isStartedInView({ stage, in: into }: GraphNode, watched: ReadonlySet<GraphNode>): boolean {
  const starts = ({ kind, from }: GraphEdge) =>
    kind === 'control' && watched.has(from) && from.service !== undefined && !releases(from.service);
  return stage !== 'deployment-realtime' && into.some(starts);
}

/** A job that scores in batches reports its failures itself, by mail or webhook; on a platform whose monitoring the plan uses that is enough. */
function isNotified({ service, stage }: GraphNode, platforms: ReadonlySet<string>): boolean {
  if (!service || stage === 'deployment-realtime' || platformOf(service.id) !== 'Databricks') return false;
  return platforms.has('Databricks');
}

function fixesOf(node: GraphNode, monitors: readonly GraphNode[], input: RuleInput): Fix[] {
  const { plan, catalog } = input;
  const native = (other: GraphNode) => Number(catalog.integrates(node.node.service, other.node.service));
  const [best] = monitors
    .filter((other) => other.service && keepsTelemetry(other.service) && canJoin(catalog, node, other, 'telemetry'))
    .sort((a, b) => native(b) - native(a));
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
