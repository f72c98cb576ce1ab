import type { Machine } from '../../catalog';
import { cheapestWithoutGpu, isSizeFor, hourlyPrice, machinesOf } from '../questions/machines';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { monthly } from '../../format';

/** GPU sizes are left over from trials and cost several times as much. */
export const gpuNotNeeded: Rule = {
  meta: {
    id: 'gpu-not-needed',
    title: 'No GPU where none is needed',
    severity: 'info',
    family: 'compute',
    pillar: 'cost-optimization',
    stages: ['experimentation', 'compute', 'training', 'deployment-batch', 'deployment-realtime'],
    sources: [guide('Notebooks'), guide('Compute Options')],
    entries: ['gr-nbvm-size'],
    docs: 'Reports nodes that have a machine with a GPU although the context says that the plan needs none, with the saving of the cheapest size without GPU that has no fewer processors. Plans that leave the question open are not checked.',
  },
  scope: { each: 'node', within: 0 },

  *check({ plan, graph, book, cost, catalog }) {
    if (plan.context.needs?.gpu !== false) return;
    const cheapest = new Map<string, Machine | undefined>();
    for (const node of graph.nodes) {
      const { id, title, region, service } = node;
      for (const { field, machine } of machinesOf(graph, node)) {
        if (!machine.gpu || !service) continue;
        const key = [service.id, field, machine.vcpus, region].join(' ');
        if (!cheapest.has(key))
          cheapest.set(
            key,
            cheapestWithoutGpu(book, machine.vcpus, region, (one) => isSizeFor(service, field, one) && !catalog.sizes.of(one.sku)),
          );
        const other = cheapest.get(key);
        const [now, then] = [hourlyPrice(book, machine, region), other && hourlyPrice(book, other, region)];
        if (!other || now === undefined || then === undefined || then >= now) continue;
        const spent = (cost.nodes[id]?.lines ?? [])
          .filter((line) => line.machine === machine.sku)
          .reduce((sum, { amount }) => sum + amount, 0);
        const saving = spent * (1 - then / now);
        yield {
          nodes: [id],
          path: ['nodes', id, 'usage', field],
          message: `"${title}" runs on ${machine.sku} with a GPU (${machine.gpu.model}), which the plan does not need${saving > 0 ? `; ${other.sku} would save ${monthly(saving, cost.currency)}` : ''}.`,
          why: `${other.sku} is the cheapest size without GPU that has no fewer processors: ${other.vcpus}, where ${machine.sku} has ${machine.vcpus}. Check that its ${other.memoryGb} GB of memory are enough.`,
          fixes: () => [{ title: `Set the size to ${other.sku}`, edits: [{ type: 'set-usage', id, set: { [field]: other.sku } }] }],
        };
      }
    }
  },
};
