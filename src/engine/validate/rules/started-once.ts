import type { GraphEdge, GraphNode } from '../../catalog';
import type { Plan, Schedule } from '../../plan';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { titles } from '../../format';
import { isStartedByNothing, keepsSchedule, orchestrates, reactsTo, releases } from '../../notions';

/** Each of two schedules for one piece of work is right by itself; together they run it twice. */
export const startedOnce: Rule = {
  meta: {
    id: 'started-once',
    title: 'One schedule starts a node',
    severity: 'warning',
    family: 'triggers',
    pillar: 'reliability',
    stages: 'all',
    sources: [guide('Trigger options with scheduling')],
    entries: [],
    docs: 'A node that two orchestrators start, each on its own schedule, runs twice, and sometimes at the same time. An orchestrator counts as running on the schedule when it can keep it, when nothing else in the plan starts it, and when it takes none of the events that the plan asks for. Beside one that keeps the schedule, one with another kind of schedule counts as well. A release tool that rolls the work out beside an orchestrator that keeps the schedule starts nothing twice.',
  },
  scope: { each: 'node', within: 'reach' },

  *check({ plan, graph }) {
    const asked = plan.context.needs?.schedule ?? 'none';
    if (asked === 'none') return;
    for (const node of graph.nodes) {
      // a release tool alone keeps no rhythm of the work
      const keeps = (edge: GraphEdge) => isOnSchedule(edge, plan, asked) || isTimer(edge, plan);
      if (!node.in.some(keeps)) continue;
      // beside the one that keeps the schedule, another kind of schedule starts the work a second time
      const onSchedule = node.in.filter((edge) => isOnSchedule(edge, plan, 'recurrence'));
      // a release tool rolls the work out, where something else starts it on the schedule
      const scheduling = onSchedule.filter(({ from }) => from.service && !releases(from.service));
      const starts = scheduling.length > 0 ? scheduling : onSchedule;
      const starters = [...new Set(starts.map(({ from }) => from))];
      if (starters.length < 2) continue;
      yield {
        nodes: [node.id, ...starters.map(({ id }) => id)],
        edges: starts.map(({ edge }) => edge),
        path: ['nodes', node.id],
        message: `"${node.title}" is started on a schedule by ${titles(starters)}.`,
        why: 'They do not know of each other, so the work is done and paid for more than once, and two runs can meet.',
        fixes: () =>
          keepersOf(starters, asked)
            .slice(0, 3)
            .map((starter) => ({
              title: `Let only "${starter.title}" start "${node.title}"`,
              edits: [{ type: 'remove-edges', edges: starts.filter(({ from }) => from !== starter).map(({ edge }) => edge) }],
            })),
      };
    }
  },
};

/** Those that keep the plan's schedule, or all where none of them does. */
function keepersOf(starters: readonly GraphNode[], asked: Schedule): readonly GraphNode[] {
  const keepers = starters.filter(({ service }) => service && keepsSchedule(service, asked));
  return keepers.length > 0 ? keepers : starters;
}

/** An orchestrator of data or of messages, which runs on a schedule of its own even if it cannot write the plan's as a line of cron. */
function isTimer(edge: GraphEdge, plan: Plan): boolean {
  return isOnSchedule(edge, plan, 'recurrence') && edge.from.service !== undefined && !releases(edge.from.service);
}

/** @param schedule the schedule that the service has to offer: a recurrence is what each of them has */
function isOnSchedule({ kind, from }: GraphEdge, { context: { needs } }: Plan, schedule: Schedule): boolean {
  if (kind !== 'control' || !from.service || !orchestrates(from.service) || !isStartedByNothing(from)) return false;
  return keepsSchedule(from.service, schedule) && !(needs?.events ?? []).some((event) => reactsTo(from.service?.triggers, event));
}
