import type { GraphNode } from '../../catalog';
import type { ServingMode } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { list, monthly } from '../../format';
import { answers, couldBeStarted, deploymentsFor, servingWords, usualDeployment } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

/** A web service that nobody asked for is paid for every hour of the month. */
export const servingNotAsked: Rule = {
  meta: {
    id: 'serving-not-asked',
    title: 'No real-time deployment that nobody asks for',
    severity: 'warning',
    family: 'serving',
    pillar: 'cost-optimization',
    stages: ['deployment-realtime'],
    sources: [
      page('Endpoints for inference in production', 'https://learn.microsoft.com/azure/machine-learning/concept-endpoints', '2026-08-21'),
      guide('Model deployment options'),
    ],
    entries: ['gr-realtime-targets', 'cr-online-no-zero'],
    docs: 'What answers in real time has to be up all the time, with somebody to look after it. When the context says how the model is served, and real time is not among it, such a deployment costs money for nothing.',
  },

  *check(input) {
    const { plan, graph, cost } = input;
    const asked = plan.context.needs?.serving ?? [];
    if (asked.length === 0 || asked.includes('realtime')) return;
    const answered: Answered = {
      batch: deploymentsFor(graph, 'batch'),
      realtime: deploymentsFor(graph, 'realtime'),
      edge: deploymentsFor(graph, 'edge'),
    };
    for (const node of answered.realtime) {
      const { id, title } = node;
      if (asked.includes('edge') && answers(node, 'edge')) continue;
      const own = cost.nodes[id];
      const price =
        !own || (own.unknown.length > 0 && own.likely === 0) ? '' : own.likely > 0 ? ` for ${monthly(own.likely, cost.currency)}` : '';
      yield {
        nodes: [id],
        path: ['context', 'needs', 'serving'],
        message: `"${title}" answers in real time${price}, but the plan asks only for ${list(asked.map((mode) => servingWords[mode]))}.`,
        why: 'A deployment that listens is paid for and looked after around the clock. One that is only needed for batches starts when there is work.',
        fixes: () => fixesOf(input, node, answered),
      };
    }
  },
};

type Answered = Readonly<Record<ServingMode, readonly GraphNode[]>>;

function fixesOf({ plan, graph, catalog }: RuleInput, node: GraphNode, answered: Answered): Fix[] {
  const asked = plan.context.needs?.serving ?? [];
  const covered = asked.every((mode) => answered[mode].some((other) => other !== node));
  const fixes: Fix[] = covered ? [{ title: `Remove "${node.title}"`, edits: [{ type: 'remove-nodes', ids: [node.id], heal: false }] }] : [];
  const { service: id, stage } = usualDeployment(graph, 'batch');
  const service = catalog.get(id);
  if (!asked.includes('batch') || answered.batch.length > 0 || !service || !couldBeStarted(node, service, catalog)) return fixes;
  const draft = new PlanDraft(plan, catalog);
  return draft.swap(node.id, id, stage) ? [{ title: `Swap to ${service.shortName}`, edits: draft.edits }, ...fixes] : fixes;
}
