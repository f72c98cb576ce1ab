import { leadingTo, reachedFrom, type GraphNode } from '../../catalog';
import { keepsRuns, trains } from '../questions/roles';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { editsToAdd } from '../fixes/edits';
import { canJoin, carries, firstOfEach } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

/** A model that nobody can explain is one that nobody can improve. */
export const trainingIsTracked: Rule = {
  meta: {
    id: 'training-is-tracked',
    title: 'Training runs are recorded',
    severity: 'warning',
    family: 'coverage',
    stages: ['training', 'tracking-experiments'],
    sources: [guide('Tracking and Versioning options')],
    entries: ['gr-tracking-options'],
    docs: 'A tracking service keeps the parameters, metrics and files of each training run, so that runs can be compared and a model can be traced to the run that made it. A metrics edge leads there from the training, from what it starts or from what it runs on. Tools without code record their runs themselves and are left out.',
  },

  *check(input) {
    const { graph } = input;
    const trackers = firstOfEach(graph.nodes.filter(({ service }) => service && keepsRuns(service)));
    const logging = graph.nodes.filter(({ out }) =>
      out.some(({ kind, to }) => kind === 'metrics' && (!to.service || keepsRuns(to.service))),
    );
    const tracked = new Set([...leadingTo(logging, ['control', 'runs-on']), ...reachedFrom(logging, ['runs-on'])]);
    for (const node of graph.nodes) {
      if (!trains(node) || !node.service?.outputs.metrics || node.service.approach === 'no-code' || tracked.has(node)) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id],
        message: `"${node.title}" trains models, but no metrics edge leads from it to a tracking service.`,
        why: 'Without a record of parameters and results, runs cannot be compared and a model cannot be traced to the data and code that made it.',
        fixes: () => fixesOf(node, trackers, input),
      };
    }
  },
};

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
