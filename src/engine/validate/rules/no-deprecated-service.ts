import { endingOf } from '../questions/end-dates';
import type { Rule } from '../rule';
import { page } from '../sources';
import { successorFixes } from '../fixes/successors';

/** A deprecated service still works, which is why plans keep starting on one. */
export const noDeprecatedService: Rule = {
  meta: {
    id: 'no-deprecated-service',
    title: 'No deprecated service',
    severity: 'warning',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: 'all',
    sources: [page('Azure service retirements', 'https://github.com/Azure/EOL/blob/main/service_list.json', '2025-12-18')],
    entries: ['cr-v1-webservice', 'cr-wmr-legacy', 'cr-batch-endpoints', 'gr-batch-deploy', 'gr-realtime-targets'],
    docs: 'A deprecated service goes on working for now, but gets nothing new and will end. Plan with its successor while the change is still yours to time.',
    guide:
      'Several routes of the guide are deprecated today: batch scoring as a published pipeline, web services on Container Instances and AKS, and the first model registry of Databricks.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    for (const node of input.graph.nodes) {
      const { id, title, service } = node;
      if (service?.status.state !== 'deprecated') continue;
      // the rules about end dates report a service whose day is near or past
      if (service.status.retiresOn !== undefined && endingOf(service.status.retiresOn, input.today, 'error').severity !== 'info') continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" uses ${service.name}, which is deprecated.`,
        why: service.status.note,
        ...(service.sources[0] ? { source: service.sources[0] } : {}),
        fixes: () => successorFixes(input, node),
      };
    }
  },
};
