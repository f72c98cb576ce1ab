import { successorSizes } from '../fixes/successor-sizes';
import { endingOf } from '../questions/end-dates';
import { endedSizesOf, whyNot } from '../questions/ended-sizes';
import { isGpuSize } from '../questions/machines';
import type { Rule } from '../rule';
import { page } from '../sources';

/** Most examples in the documentation still name these sizes, and quota for them gets scarce long before the last day. */
export const machineSizeEnds: Rule = {
  meta: {
    id: 'machine-size-ends',
    title: 'No machine size that has ended or is being retired',
    severity: 'error',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: 'all',
    sources: [
      page(
        'Retired Azure VM size series',
        'https://learn.microsoft.com/azure/virtual-machines/sizes/retirement/retired-sizes-list',
        '2025-06-13',
      ),
    ],
    entries: [],
    docs: 'The sizes D, Ds, Dv2, Dsv2 and Ls end on 2028-05-01; Av2, B, F, Fs, Fsv2, G, Gs and Lsv2 on 2028-11-15. In the year before its day such a size is a warning, earlier than that a hint, since new subscriptions get few of them. The fix picks a size of a succeeding series with as many processors.',
    guide: 'The guide names no size. The Dsv2 and B series were the usual ones in 2020.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    const { graph, catalog, today } = input;
    for (const node of graph.nodes)
      for (const ended of endedSizesOf(graph, node, catalog)) {
        if (isGpuSize(ended.sku)) continue;
        const { field, sku, series, chosen } = ended;
        const { severity, words, ended: past } = endingOf(series.on, today, 'error');
        yield {
          nodes: [node.id],
          severity,
          path: ['nodes', node.id, 'usage', field],
          message: `"${node.title}" runs on ${sku}${chosen ? '' : ' by default'}, a machine size that ${words}.`,
          why: whyNot(series, past),
          source: series.source,
          fixes: () => successorSizes(input, node, ended),
        };
      }
  },
};
