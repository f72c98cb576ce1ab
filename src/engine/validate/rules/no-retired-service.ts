import type { Rule } from '../rule';
import { page } from '../sources';
import { successorFixes } from '../fixes/successors';

/** A retired service still draws, prices and exports, so nothing else in the plan would give it away. */
export const noRetiredService: Rule = {
  meta: {
    id: 'no-retired-service',
    title: 'No retired service',
    severity: 'error',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: 'all',
    sources: [page('Azure service retirements', 'https://github.com/Azure/EOL/blob/main/service_list.json', '2025-12-18')],
    entries: ['cr-sdkv1-ended', 'cr-datatransferstep', 'cr-drift-retired', 'cr-bdc-retired', 'gr-bdc-bigdata', 'gr-dts-connectors'],
    docs: 'A retired service stops working, or stops being supported, on its date. Plan with its successor.',
    guide:
      'The guide of 2020 names several services that are gone today, among them Big Data Clusters, DataTransferStep and dataset drift monitors.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    for (const node of input.graph.nodes) {
      const { id, title, service } = node;
      const day = service?.status.retiresOn;
      if (!service || day === undefined || day > input.today) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" uses ${service.name}, which ended on ${day}.`,
        why: service.status.note,
        ...(service.sources[0] ? { source: service.sources[0] } : {}),
        fixes: () => successorFixes(input, node),
      };
    }
  },
};
