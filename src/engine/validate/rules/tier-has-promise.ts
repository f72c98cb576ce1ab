import type { Found } from '../rule';
import { requestPath } from '../../notions';
import { figure } from '../../format';
import { promiseFor } from '../questions/availability';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Free and developer tiers are there to try a service out; nobody answers for them. */
export const tierHasPromise: Rule = {
  meta: {
    id: 'tier-has-promise',
    title: 'Every service on the way of a request has a promised availability',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'consumption'],
    sources: [wellArchitected.targets],
    entries: [],
    docs: 'Where the plan asks for an availability, the services that answer requests are in tiers for which Microsoft promises one. Free and developer tiers, services in preview, and search with a single replica have no promise.',
  },

  *check({ plan, graph, catalog }) {
    const { availability } = reviewNeeds(plan);
    if (availability === undefined) return;
    const { promises } = catalog.safeguards;
    for (const node of requestPath(graph)) {
      const { id, title, service } = node;
      const asked = `The plan asks for ${figure(availability, 5)} % availability.`;
      const promise = promiseFor(graph, node);
      if (promise?.none !== undefined) {
        const { set, words } = promise;
        const [field] = Object.keys(set ?? {});
        yield {
          nodes: [id],
          path: field === undefined ? ['nodes', id] : ['nodes', id, 'usage', field],
          message: `"${title}" answers requests without any promised availability: ${small(promise.none)}`,
          why: `${asked} Without a service level agreement, nobody answers for an outage, however long it lasts.`,
          ...(promises ? { source: promises } : {}),
          fixes: () => (set && words !== undefined ? [{ title: `Give "${title}" ${words}`, edits: [{ type: 'set-usage', id, set }] }] : []),
        } satisfies Found;
      } else if (service?.status.state === 'preview') {
        yield {
          nodes: [id],
          path: ['nodes', id, 'service'],
          message: `"${title}" answers requests with a service in preview, which has no promised availability.`,
          why: `${asked} A preview comes without a service level agreement, and Microsoft advises against it in production.`,
        };
      }
    }
  },
};

function small(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
