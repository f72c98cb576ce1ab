import type { GraphNode, Service } from '../../catalog';
import type { Schedule } from '../../plan';
import type { Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { list, titles } from '../../format';
import { eventWords, keepsSchedule, reactsTo, usualDeployment } from '../../notions';

/** Found late, such a limit means building half of the plan again. */
export const noCodeLimits: Rule = {
  meta: {
    id: 'no-code-limits',
    title: "No-code services meet the plan's needs",
    severity: 'warning',
    family: 'approach',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('No Code')],
    entries: ['gr-nocode-constraints', 'gr-nocode-good-fit', 'gr-nocode-check-latest'],
    docs: 'Working without code means living within the limits of the services; where the use case stays inside them, it is a good choice. Some needs lie outside: no service of the catalog that can be used without code scores on devices or starts on pull requests, and not every one spreads its work over machines or uses a GPU.',
    guide:
      'The guide asks to look up the state of such services when the plan is made, since they keep gaining features. The limits here are those of the catalog.',
  },

  *check(input) {
    const { plan } = input;
    if (plan.context.approach !== 'no-code') return;
    const beyond = [...beyondAll(input), ...beyondThePlan(input)];
    if (beyond.length === 0) return;
    yield {
      nodes: [...new Set(beyond.flatMap(({ nodes }) => nodes.map(({ id }) => id)))],
      path: ['context', 'approach'],
      message: `The plan is built without code, but no-code services cannot ${list(
        beyond.map(({ words }) => words),
        'or',
      )}.`,
      why: 'No-code services do what their makers have built in and no more. What lies beyond has to be written, in that part of the plan at least.',
      fixes: () => [{ title: 'Say that the plan mixes code and no code', edits: [{ type: 'set-context', set: { approach: 'mixed' } }] }],
    };
  },
};

/** Things that the services cannot do, as they follow "cannot". */
interface Limit {
  readonly words: string;
  readonly nodes: readonly GraphNode[];
}

const scheduleWords: Readonly<Record<Schedule, string>> = {
  none: '',
  recurrence: 'recurrence',
  cron: 'a cron line',
  'tumbling-window': 'tumbling windows',
};

/** Needs that no current service meets that can be used without code. */
function beyondAll({ plan, graph, catalog }: RuleInput): Limit[] {
  const { schedule, events = [], serving = [] } = plan.context.needs ?? {};
  const offered = catalog.proposable.filter(
    ({ approach, status }) => approach !== 'code' && status.state !== 'retired' && status.state !== 'deprecated',
  );
  const can = (meets: (service: Service) => boolean) => offered.some(meets);
  const limits: string[] = [];
  if (schedule !== undefined && schedule !== 'none' && !can((service) => keepsSchedule(service, schedule)))
    limits.push(`start by ${scheduleWords[schedule]}`);
  const unheard = events.filter((event) => !can(({ triggers }) => reactsTo(triggers, event)));
  if (unheard.length > 0) limits.push(`start on ${list(unheard.map(eventWords), 'or')}`);
  const onDevices = catalog.get(usualDeployment(graph, 'edge').service);
  if (serving.includes('edge') && onDevices?.approach === 'code') limits.push('score on devices');
  return limits.map((words) => ({ words, nodes: [] }));
}

/** Needs that the plan's own no-code services do not meet, and nothing else in the plan does either. */
function beyondThePlan({ plan, graph }: RuleInput): Limit[] {
  const { distributed, gpu } = plan.context.needs ?? {};
  const workers = [...graph.inStage('data-transformation', 'training')].filter(({ service }) => service?.approach === 'no-code');
  const able = (property: 'distributed' | 'gpu') =>
    graph.nodes.some(
      ({ service, stage }) => service?.compute?.[property] === true && stage !== 'orchestration' && stage !== 'data-transfer',
    );
  const limits: Limit[] = [];
  const spread = workers.filter(({ service }) => service?.compute?.distributed !== true);
  if (distributed && spread.length > 0 && !able('distributed'))
    limits.push({ words: `spread the work of ${titles(spread)} over machines`, nodes: spread });
  const trainers = workers.filter(({ service, stage }) => stage === 'training' && service?.compute?.gpu !== true);
  if (gpu && trainers.length > 0 && !able('gpu')) limits.push({ words: `give ${titles(trainers)} a GPU`, nodes: trainers });
  return limits;
}
