import type { GraphEdge } from '../../catalog';
import type { Plan } from '../../plan';
import { reactsTo } from '../questions/events';
import { isStartedByNothing, keepsSchedule, orchestrates } from '../questions/orchestrators';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { titles } from '../wording';

/** Two schedules for one piece of work are each right by themselves, and together they run it twice. */
export const startedOnce: Rule = {
  meta: {
    id: 'started-once',
    title: 'One schedule starts a node',
    severity: 'warning',
    family: 'triggers',
    stages: 'all',
    sources: [guide('Trigger options with scheduling')],
    entries: [],
    docs: 'A node that two orchestrators start, each on its own schedule, runs twice, and sometimes at the same time. An orchestrator counts as running on the schedule when it can keep it, when nothing else in the plan starts it, and when it takes none of the events that the plan asks for.',
  },

  *check({ plan, graph }) {
    if ((plan.context.needs?.schedule ?? 'none') === 'none') return;
    for (const node of graph.nodes) {
      const starts = node.in.filter((edge) => isOnSchedule(edge, plan));
      const starters = [...new Set(starts.map(({ from }) => from))];
      if (starters.length < 2) continue;
      yield {
        nodes: [node.id, ...starters.map(({ id }) => id)],
        edges: starts.map(({ edge }) => edge),
        path: ['nodes', node.id],
        message: `"${node.title}" is started on a schedule by ${titles(starters)}.`,
        why: 'They do not know of each other, so the work is done and paid for more than once, and two runs can meet.',
        fixes: () =>
          starters.slice(0, 3).map((starter) => ({
            title: `Let only "${starter.title}" start "${node.title}"`,
            edits: [{ type: 'remove-edges', edges: starts.filter(({ from }) => from !== starter).map(({ edge }) => edge) }],
          })),
      };
    }
  },
};

function isOnSchedule({ kind, from }: GraphEdge, { context: { needs } }: Plan): boolean {
  if (kind !== 'control' || !from.service || !orchestrates(from.service) || !isStartedByNothing(from)) return false;
  return (
    keepsSchedule(from.service, needs?.schedule ?? 'none') &&
    !(needs?.events ?? []).some((event) => reactsTo(from.service?.triggers, event))
  );
}
