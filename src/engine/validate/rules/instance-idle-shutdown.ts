import { hourlyPrice, machinesOf } from '../questions/machines';
import type { Rule } from '../rule';
import { guide, page } from '../sources';
import { monthly } from '../../format';

/** Everybody means to stop their workstation in the evening. */
export const instanceIdleShutdown: Rule = {
  meta: {
    id: 'instance-idle-shutdown',
    title: 'Idle workstations shut down',
    severity: 'warning',
    family: 'compute',
    pillar: 'cost-optimization',
    stages: ['experimentation'],
    sources: [
      page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target', '2025-11-13'),
      guide('Notebooks'),
    ],
    entries: ['gr-nbvm-stop', 'cr-idle-cost'],
    docs: 'A compute instance can shut down by itself when nobody uses it. Without that it is paid for around the clock. A stopped instance still costs its disk, its address and its load balancer.',
    guide:
      'The guide says that notebook machines can be stopped and started at will. Today they can also stop by themselves, and what a stopped one still costs is known.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph, book, cost }) {
    for (const node of graph.nodes) {
      const { id, title } = node;
      if (graph.value(node, 'idleShutdown') !== false) continue;
      const idle = (cost.nodes[id]?.lines ?? [])
        .filter(({ mode, machine }) => mode === 'always-on' && machine !== undefined)
        .reduce((sum, { amount }) => sum + amount, 0);
      const [machine] = machinesOf(graph, node);
      const hourly = machine && hourlyPrice(book, machine.machine, node.region);
      const most = hourly === undefined ? undefined : hourly * (graph.amount(node, 'instances') ?? 1) * book.hoursPerMonth;
      const price =
        idle > 0 ? `, for ${monthly(idle, cost.currency)}` : most === undefined ? '' : `, for up to ${monthly(most, cost.currency)}`;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', 'idleShutdown'],
        message: `"${title}" keeps running when nobody works on it${price}.`,
        why: 'An instance that shuts down when it idles is paid for the hours worked only; its disk and address cost little beside them.',
        fixes: () => [{ title: 'Let it shut down when it idles', edits: [{ type: 'set-usage', id, set: { idleShutdown: true } }] }],
      };
    }
  },
};
