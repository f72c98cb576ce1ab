import { nodesWhere, type GraphNode } from '../../catalog';
import { keepsRuns, platformOf, runKeepers, trackedIn, wantsTracking } from '../../notions';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { editsToAdd } from '../fixes/edits';
import { canJoin, carries, firstOfEach } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

const toTrack = nodesWhere(wantsTracking);

/** A model that nobody can explain is one that nobody can improve. */
export const trainingIsTracked: Rule = {
  meta: {
    id: 'training-is-tracked',
    title: 'Training runs are recorded',
    severity: 'warning',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: ['training', 'tracking-experiments'],
    sources: [guide('Tracking and Versioning options')],
    entries: ['gr-tracking-options'],
    docs: 'A tracking service keeps the parameters, metrics and files of each training run, so that runs can be compared and a model can be traced to the run that made it. A metrics edge leads there from the training, from what it starts or from what it runs on. Tools that take no code, such as automated ML, record their runs themselves, and so does Fabric; they are left out. Training on Databricks that registers its models there logs a run for each in any case, so that the missing edge is advice only.',
  },

  *check(input) {
    const { graph } = input;
    const tracked = trackedIn(graph);
    for (const node of toTrack(graph)) {
      if (tracked.has(node)) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id],
        ...(registersByMlflow(node) ? { severity: 'info' as const } : {}),
        message: `"${node.title}" trains models, but no metrics edge leads from it to a tracking service.`,
        why: 'Without a record of parameters and results, runs cannot be compared and a model cannot be traced to the data and code that made it.',
        fixes: () => fixesOf(node, firstOfEach(runKeepers(graph).filter(({ service }) => service)), input),
      };
    }
  },
};

/** A model reaches Unity Catalog from a run of MLflow, which Databricks keeps whether the plan draws it or not. */
function registersByMlflow({ node, out }: GraphNode): boolean {
  return (
    platformOf(node.service) === 'Databricks' &&
    out.some(({ kind, to }) => kind === 'model' && platformOf(to.node.service) === 'Databricks')
  );
}

function fixesOf(node: GraphNode, trackers: readonly GraphNode[], input: RuleInput): Fix[] {
  const { plan, catalog } = input;
  const native = (other: GraphNode) => Number(catalog.integrates(node.node.service, other.node.service));
  const [there] = trackers.filter((other) => canJoin(catalog, node, other, 'metrics')).sort((a, b) => native(b) - native(a));
  if (there)
    return [
      {
        title: `Record its runs in "${there.title}"`,
        edits: [{ type: 'add-edge', edge: { from: node.id, to: there.id, kind: 'metrics' } }],
      },
    ];
  const machines = node.out.flatMap(({ kind, to }) => (kind === 'runs-on' ? [to] : []));
  const wanted = servicesFor(input, {
    stage: 'tracking-experiments',
    fits: (service) =>
      keepsRuns(service) && service.stages[0] === 'tracking-experiments' && carries(catalog, node.service, service, 'metrics'),
    beside: [node, ...machines],
    first: ['azure-ml-experiments', 'databricks-mlflow-tracking'],
  });
  return wanted.slice(0, 2).map((service) => ({
    title: `Add ${service.shortName} to record its runs`,
    edits: editsToAdd(plan, service, 'tracking-experiments', { beside: node.id, side: 'after' }, (id) => [
      { from: node.id, to: id, kind: 'metrics' },
    ]),
  }));
}
