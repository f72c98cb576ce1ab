import type { Schedule } from '../../plan';
import { addFixes, candidates, swapFixes } from '../fixes/orchestrator-fixes';
import type { Fix, Rule } from '../rule';
import { guide, page } from '../sources';
import { rowOfSchedule } from '../questions/trigger-table';
import { agreeing, list } from '../../format';
import { keepsSchedule, orchestratorsOf } from '../../notions';

const words: Readonly<Record<Schedule, { readonly need: string; readonly offer: string }>> = {
  none: { need: 'no schedule', offer: 'no schedule' },
  recurrence: { need: 'a recurring schedule', offer: 'recurrence' },
  cron: { need: 'a cron schedule', offer: 'cron' },
  'tumbling-window': { need: 'tumbling windows', offer: 'tumbling windows' },
};

/** The kind of schedule is asked for once in the context and decided by the orchestrator, so nobody sees both at the same time. */
export const scheduleSupported: Rule = {
  meta: {
    id: 'schedule-supported',
    title: 'An orchestrator can keep the schedule',
    severity: 'error',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration'],
    sources: [
      guide('Trigger options with scheduling'),
      page(
        'Schedule machine learning pipeline jobs',
        'https://learn.microsoft.com/azure/machine-learning/how-to-schedule-pipeline-job',
        '2025-09-11',
      ),
    ],
    entries: ['gr-devops-cron', 'gr-aml-recurrence', 'gr-adf-tumbling', 'gr-logicapps-recurrence', 'cr-aml-schedules'],
    docs: 'The plan says what kind of schedule it needs, and at least one orchestrator of the plan must offer it. A recurrence is available from a service that offers recurrences, cron lines or tumbling windows, since each can say "at these hours on these days"; a cron line and a tumbling window only from one that offers that very kind.',
    guide:
      'In the guide only Azure DevOps takes cron lines, and Azure ML Pipelines only recurrences; today Azure ML, GitHub Actions and Lakeflow Jobs take cron lines too. Tumbling windows are still found in Data Factory alone, which offered them in 2020 already.',
  },

  *check(input) {
    const { plan, graph } = input;
    const need = plan.context.needs?.schedule ?? 'none';
    if (need === 'none' || graph.nodes.length === 0) return;
    const nodes = orchestratorsOf(graph);
    if (nodes.some(({ service }) => service && keepsSchedule(service, need))) return;

    const wanted = (service: Parameters<typeof keepsSchedule>[0]) => keepsSchedule(service, need);
    const { services } = rowOfSchedule(need);
    const able = candidates(input, wanted, services).map(({ shortName }) => shortName);
    const offers = nodes.slice(0, 3).map(({ title, service }) => {
      const offered = (service?.triggers?.schedule ?? []).map((one) => words[one as Schedule].offer); // the catalog's schedules are the plan's
      return `"${title}" offers ${offered.length > 0 ? `only ${list(offered)}` : 'no schedule'}`;
    });
    yield {
      nodes: nodes.map(({ id }) => id),
      path: ['context', 'needs', 'schedule'],
      message: `The plan asks for ${words[need].need}, but nothing in it can start the others that way.`,
      why: `${offers.length > 0 ? `${list(offers)}. ` : ''}${able.length > 0 ? `Today ${list(able, 'and', 4)} ${agreeing(able.length, 'offers', 'offer')} it.` : 'No service of the catalog offers it.'} ${history[need]}`,
      fixes: () =>
        [...swapFixes(input, nodes, wanted, services), ...addFixes(input, wanted, services)].slice(0, 3).concat(recurrenceInstead()),
    };

    function recurrenceInstead(): Fix[] {
      if (!nodes.some(({ service }) => service && keepsSchedule(service, 'recurrence'))) return [];
      return [{ title: 'Ask for a recurring schedule instead', edits: [{ type: 'set-needs', set: { schedule: 'recurrence' } }] }];
    }
  },
};

const history: Readonly<Record<Schedule, string>> = {
  none: '',
  recurrence: 'The guide of 2020 lists a kind of schedule for each of its four orchestrators.',
  cron: 'In the guide of 2020 only Azure DevOps did.',
  'tumbling-window': 'It was the only one in the guide of 2020 as well; Fabric pipelines had no tumbling windows when last seen.',
};
