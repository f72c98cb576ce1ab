import { successorSizes } from '../fixes/successor-sizes';
import { endingOf } from '../questions/end-dates';
import { endedSizesOf, whyNot } from '../questions/ended-sizes';
import { isGpuSize } from '../questions/machines';
import type { Rule } from '../rule';
import { page } from '../sources';

/** The sizes still have prices, so the estimate goes through and only the order for the machine fails. */
export const gpuSizeEnded: Rule = {
  meta: {
    id: 'gpu-size-ended',
    title: 'No GPU size that has ended or is being retired',
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
      page('Azure update 500573', 'https://azure.microsoft.com/updates/?id=500573'),
      page('Azure service retirements', 'https://github.com/Azure/EOL/blob/main/service_list.json', '2025-12-18'),
    ],
    entries: ['cr-nvv3-gone'],
    docs: 'The series NC, NCv2, ND and NV ended on 2023-08-31 and NCv3 (NVIDIA V100) on 2025-09-30; NVv3 (NVIDIA M60) and NVv4 (AMD MI25) were announced to end on 2026-09-30. Their sizes still have prices, but no machine can be ordered. The fix picks the size of the succeeding series with the nearest hourly price.',
    guide: 'The guide mentions machines with or without GPU and names no size. Series with V100 and M60 were current in 2020.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    const { graph, catalog, today } = input;
    for (const node of graph.nodes)
      for (const ended of endedSizesOf(graph, node, catalog)) {
        if (!isGpuSize(ended.sku)) continue;
        const { field, sku, series } = ended;
        const { severity, words, ended: past } = endingOf(series.on, today, 'error');
        yield {
          nodes: [node.id],
          severity,
          path: ['nodes', node.id, 'usage', field],
          message: `"${node.title}" runs on ${sku}, a GPU size that ${words}.`,
          why: whyNot(series, past),
          source: series.source,
          fixes: () => successorSizes(input, node, ended),
        };
      }
  },
};
