import { isStartedByNothing } from '../../notions';
import { addBefore } from '../fixes/orchestrator-fixes';
import type { Rule } from '../rule';
import { guide, page } from '../sources';

/** Azure ML accepts the schedule, but runs it on other days than it says. */
export const azureMlCronFields: Rule = {
  meta: {
    id: 'azure-ml-cron-fields',
    title: 'Azure ML cron schedules use days of the week only',
    severity: 'warning',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration', 'training'],
    sources: [
      page(
        'Schedule machine learning pipeline jobs',
        'https://learn.microsoft.com/azure/machine-learning/how-to-schedule-pipeline-job',
        '2025-09-11',
      ),
      guide('Trigger options with scheduling'),
    ],
    entries: ['cr-aml-schedules', 'gr-aml-recurrence'],
    docs: 'An Azure ML cron schedule reads minutes, hours and days of the week. It silently ignores a day of the month or a month, so a monthly run becomes a daily one.',
    guide: 'In the guide, Azure ML Pipelines support recurrences only. Cron came with v2, without these two fields.',
  },
  scope: { each: 'node', within: 0 },

  *check({ plan, graph, catalog }) {
    const devops = catalog.get('azure-devops');
    for (const node of graph.ofService('azure-ml-pipelines')) {
      if (graph.value(node, 'dayOfMonthCron') !== true) continue;
      const unset = { type: 'set-usage', id: node.id, set: { dayOfMonthCron: undefined } } as const;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'dayOfMonthCron'],
        message: `"${node.title}" relies on a day of the month in its cron line, which Azure ML ignores.`,
        why: 'Azure ML schedules accept cron lines, but read only minutes, hours and days of the week. A run meant for the first of the month starts every day.',
        fixes: () => [
          ...(devops && isStartedByNothing(node)
            ? [
                {
                  title: `Add ${devops.shortName} to keep the schedule of "${node.title}"`,
                  edits: [unset, ...addBefore(plan, devops, [node])],
                },
              ]
            : []),
          { title: 'Use days of the week only', edits: [unset] },
        ],
      };
    }
  },
};
