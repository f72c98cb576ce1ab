import type { GraphNode, PlanGraph } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { count, counted, monthly } from '../../format';
import { couldBeStarted, deploymentsFor, forTests, usualDeployment } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

const minutesPerMonth = 730 * 60;
/** Fewer requests a month than one a minute leave the smallest machine idle nearly all the time. */
const few = minutesPerMonth;

/** The vendor's default is three instances, which is a lot of money for a request every ten minutes. */
export const onlineEndpointIdle: Rule = {
  meta: {
    id: 'online-endpoint-idle',
    title: 'An online endpoint has requests to answer',
    severity: 'warning',
    family: 'serving',
    pillar: 'cost-optimization',
    stages: ['deployment-realtime'],
    sources: [
      page('Endpoints for inference in production', 'https://learn.microsoft.com/azure/machine-learning/concept-endpoints', '2026-08-21'),
    ],
    entries: ['cr-online-no-zero'],
    docs: `Managed online endpoints cannot shrink to nothing. Says when one gets fewer than ${count(few)} requests a month, one a minute on average, where that is known: from the node, from the plan's assumption requestsPerMonth, or because not even the busiest second has that many. Advice only where the plan asks for answers in real time; where it asks only for other serving, another rule reports the endpoint. An endpoint for tests beside one for users is left out.`,
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    const { plan, graph, cost } = input;
    const asked = plan.context.needs?.serving ?? [];
    if (asked.length > 0 && !asked.includes('realtime')) return;
    for (const node of graph.ofService('azure-ml-managed-online-endpoints')) {
      if (forTests(graph).has(node)) continue; // it is to have few requests
      const { id, title } = node;
      const requests = requestsPerMonth(graph, node);
      if (!requests || requests.most >= few) continue;
      const needed = asked.includes('realtime');
      const own = cost.nodes[id]?.likely ?? 0;
      yield {
        nodes: [id],
        path: requests.path,
        severity: needed ? 'info' : 'warning',
        message: `"${title}" stays up${own > 0 ? ` for ${monthly(own, cost.currency)}` : ''} to answer ${requests.atMost ? 'at most ' : ''}${counted(requests.most, 'request')} a month, less than one a minute.`,
        why: needed
          ? 'A managed online endpoint cannot shrink to nothing, so its instances are paid for while they wait. One small instance, or a service that does shrink, costs less for so few requests.'
          : 'A managed online endpoint cannot shrink to nothing, so its instances are paid for while they wait. A batch endpoint costs nothing between jobs.',
        fixes: () => (needed ? [] : toBatch(input, node)),
      };
    }
  },
};

interface Requests {
  readonly most: number;
  /** The number is a bound, not an average. */
  readonly atMost: boolean;
  readonly path: readonly (string | number)[];
}

function requestsPerMonth(graph: PlanGraph, node: GraphNode): Requests | undefined {
  const peak = graph.usage(node).values['peakRequestsPerSecond'];
  if (peak && peak.from !== 'default' && typeof peak.likely === 'number' && peak.likely > 0 && peak.likely * 3600 * 730 < few) {
    return { most: peak.likely * 3600 * 730, atMost: true, path: ['nodes', node.id, 'usage', 'peakRequestsPerSecond'] };
  }
  const assumed = Object.hasOwn(graph.plan.assumptions, 'requestsPerMonth') ? graph.plan.assumptions['requestsPerMonth'] : undefined;
  const likely = typeof assumed === 'object' ? assumed.likely : assumed;
  return typeof likely === 'number' ? { most: likely, atMost: false, path: ['assumptions', 'requestsPerMonth'] } : undefined;
}

function toBatch({ plan, graph, catalog }: RuleInput, node: GraphNode): Fix[] {
  const { service: id, stage } = usualDeployment(graph, 'batch');
  const service = catalog.get(id);
  if (!service || deploymentsFor(graph, 'batch').length > 0 || !couldBeStarted(node, service, catalog)) return [];
  const draft = new PlanDraft(plan, catalog);
  return draft.swap(node.id, id, stage) ? [{ title: `Swap to ${service.shortName}`, edits: draft.edits }] : [];
}
