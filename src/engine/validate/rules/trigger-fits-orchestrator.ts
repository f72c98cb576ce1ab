import type { Service } from '../../catalog';
import { addFixes, swapFixes } from '../fixes/orchestrator-fixes';
import type { Found, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { rowOfEvent, rowOfSchedule } from '../questions/trigger-table';
import { list, titles } from '../../format';
import { eventWords, keepsSchedule, orchestratorsOf, reactsTo, startsNatively } from '../../notions';

/** The plan works; the guide's first table only says who is best at being started by what. */
export const triggerFitsOrchestrator: Rule = {
  meta: {
    id: 'trigger-fits-orchestrator',
    title: 'Each trigger has an orchestrator designed for it',
    severity: 'info',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration'],
    sources: [guide('Trigger Options')],
    entries: [
      'gr-trigger-code',
      'gr-trigger-schedule',
      'gr-trigger-data',
      'gr-trigger-events',
      'cr-github-actions',
      'cr-lakeflow-triggers',
    ],
    docs: 'Several orchestrators can react to the same event, but each was made for one kind: Azure DevOps and GitHub Actions for code, Azure ML pipelines and Lakeflow Jobs for their own schedule, Data Factory for data and schedules, Logic Apps for events, alerts and products beside Azure. The finding is advice, shown when the plan has none of the orchestrators designed for the trigger.',
    guide:
      'The guide names one service a row: Azure DevOps, Azure ML Pipelines, Data Factory and Logic Apps. Today GitHub Actions is an equal of the first, Lakeflow Jobs and Fabric of the second and third, and Azure Functions of the last.',
  },

  *check(input) {
    const { needs, approach } = input.plan.context;
    const events = needs?.events ?? [];
    for (const [at, kind] of events.entries()) {
      if (events.indexOf(kind) !== at) continue;
      const words = eventWords(kind);
      yield* advice(
        input,
        (service) => reactsTo(service.triggers, kind),
        rowOfEvent(kind),
        `${words.charAt(0).toUpperCase()}${words.slice(1)} are`,
        ['context', 'needs', 'events', at],
      );
    }
    const schedule = needs?.schedule ?? 'none';
    if (schedule === 'none') return;
    const row = rowOfSchedule(schedule);
    // without code, the guide gives all orchestration to Logic Apps
    const services = approach === 'no-code' ? [...row.services, 'azure-logic-apps'] : row.services;
    yield* advice(input, (service) => keepsSchedule(service, schedule), { ...row, services }, 'The schedule is', [
      'context',
      'needs',
      'schedule',
    ]);
  },
};

function* advice(
  input: RuleInput,
  able: (service: Service) => boolean,
  row: ReturnType<typeof rowOfEvent>,
  what: string,
  path: Found['path'],
): Iterable<Found> {
  const { graph, catalog } = input;
  const recommended = (service: Service) => row.services.includes(service.id) && able(service);
  if (graph.nodes.some(({ service }) => service && (recommended(service) || row.alike?.includes(service.id)))) return;
  // nothing is known of a system beside Azure, so nothing is said of what it was made for
  const handling = orchestratorsOf(graph).filter(({ service }) => service && !service.outside && able(service));
  if (handling.length === 0) return;
  // one more orchestrator before those that are there helps only where it starts them without code
  const startsForAll = (service: Service) =>
    recommended(service) && handling.every((node) => node.service && startsNatively(service, node.service, catalog));
  const better = row.services.flatMap((id) => catalog.get(id) ?? []).filter(able);
  if (better.length === 0) return;
  yield {
    nodes: handling.map(({ id }) => id),
    path,
    message: `${what} left to ${titles(handling)} (${list([...new Set(handling.flatMap(({ service }) => service?.shortName ?? []))])}), which works but is not designed for it.`,
    why: `The guide's table of triggers, with today's names in it, gives ${row.work} to ${list(
      better.map(({ shortName }) => shortName),
      'or',
    )}.`,
    fixes: () => [...swapFixes(input, handling, recommended, row.services), ...addFixes(input, startsForAll, row.services)].slice(0, 2),
  };
}
