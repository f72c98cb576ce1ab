import { hourlyPrice, machinesOf } from '../questions/machines';
import type { Rule } from '../rule';
import { page } from '../sources';
import { briefRuns } from '../questions/start-up-time';
import { counted, monthly } from '../../format';

/** A cluster that never releases its nodes is the most common reason for a surprising bill. */
export const clusterMinNodes: Rule = {
  meta: {
    id: 'cluster-min-nodes',
    title: 'Idle clusters shrink to zero nodes',
    severity: 'warning',
    family: 'compute',
    pillar: 'cost-optimization',
    stages: ['compute', 'training'],
    sources: [page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target', '2025-11-13')],
    entries: ['cr-idle-cost'],
    docs: 'Nodes below the minimum are never released, so they are paid for every hour of the month. With a minimum of 0 a cluster costs nothing between jobs; a job then waits some minutes for its nodes. A cluster that runs many brief jobs is not reported, because waiting nodes keep those jobs quick.',
  },
  scope: { each: 'node', within: 1 },

  *check({ graph, book, cost }) {
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (service?.compute?.scaleToZero !== true) continue;
      const minNodes = graph.amount(node, 'minNodes') ?? 0;
      if (minNodes <= 0 || node.in.some(({ kind, from }) => kind === 'runs-on' && briefRuns(graph, from))) continue;
      const idle = (cost.nodes[id]?.lines ?? [])
        .filter(({ mode, machine }) => mode === 'always-on' && machine !== undefined)
        .reduce((sum, { amount }) => sum + amount, 0);
      const [machine] = machinesOf(graph, node);
      const hourly = machine && hourlyPrice(book, machine.machine, node.region);
      const most = hourly === undefined ? undefined : hourly * minNodes * book.hoursPerMonth;
      const price = idle > 0 ? `: ${monthly(idle, cost.currency)}` : most === undefined ? '' : `: up to ${monthly(most, cost.currency)}`;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', 'minNodes'],
        message: `"${title}" keeps ${counted(minNodes, 'node')} when there is no work${price} for waiting.`,
        why: 'Nodes up to the minimum are paid for whether or not a job runs. With a minimum of 0 they are released, and a job waits a few minutes for its nodes.',
        fixes: () => [{ title: 'Let it shrink to 0 nodes', edits: [{ type: 'set-usage', id, set: { minNodes: 0 } }] }],
      };
    }
  },
};
