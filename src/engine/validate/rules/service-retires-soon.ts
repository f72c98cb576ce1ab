import { endingOf } from '../questions/end-dates';
import type { Rule } from '../rule';
import { page } from '../sources';
import { successorFixes } from '../fixes/successors';

/** The day is on a page that nobody reads twice; the plan counts the days instead. */
export const serviceRetiresSoon: Rule = {
  meta: {
    id: 'service-retires-soon',
    title: 'No service ends within a year',
    severity: 'warning',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: 'all',
    sources: [page('Azure service retirements', 'https://github.com/Azure/EOL/blob/main/service_list.json', '2025-12-18')],
    entries: ['cr-sdkv1-ended', 'cr-datatransferstep', 'cr-drift-retired', 'cr-bdc-retired'],
    docs: 'A service whose last day is within the next 365 days is found while there is time to move. A service that has ended already is an error of another rule, and options that end while their service goes on have a rule of their own.',
    guide: 'The guide could not know these days; none of its services had one in 2020.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    for (const node of input.graph.nodes) {
      const { id, title, service } = node;
      const day = service?.status.retiresOn;
      if (!service || day === undefined) continue;
      const ending = endingOf(day, input.today, 'error');
      if (ending.ended || ending.severity === 'info') continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" uses ${service.name}, which ${ending.words}.`,
        why: service.status.note,
        ...(service.sources[0] ? { source: service.sources[0] } : {}),
        fixes: () => successorFixes(input, node),
      };
    }
  },
};
