import type { GraphEdge, Service } from '../../catalog';
import { edgePath, type PlanEdit } from '../../plan';
import { activityForV1 } from '../questions/data-factory-activity';
import { addBefore, candidates, swapFixes } from '../fixes/orchestrator-fixes';
import { reaches } from '../questions/cycles';
import { deliversEvent, mayStart } from '../questions/orchestrators';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { waysBetween } from '../fixes/detours';
import { list } from '../wording';

/** Whom an orchestrator can start is the guide's second table; an arrow between the wrong two looks like any other. */
export const orchestratorCanTrigger: Rule = {
  meta: {
    id: 'orchestrator-can-trigger',
    title: 'Orchestrators start only what they can',
    severity: 'error',
    family: 'triggers',
    stages: 'all',
    sources: [
      guide('Trigger options with scheduling'),
      page(
        'Schedule machine learning pipeline jobs',
        'https://learn.microsoft.com/azure/machine-learning/how-to-schedule-pipeline-job',
        '2025-09-11',
      ),
      page(
        'Data Factory activities',
        'https://azuresdkdocs.z19.web.core.windows.net/javascript/azure-arm-datafactory/19.0.0/types/ExecutionActivityUnion.html',
      ),
    ],
    entries: [
      'gr-aml-self-only',
      'gr-aml-no-orchestrators',
      'gr-logicapps-no-aml',
      'gr-logicapps-devops',
      'gr-devops-deploys',
      'gr-devops-integration-limited',
      'gr-adf-runs-aml',
      'cr-eventgrid',
      'cr-adf-databricks',
    ],
    docs: 'A control edge from an orchestrator must lead to something that it has a way to start: an activity, a task or a connector. An orchestrator starts others of its own kind as well, and what rolls out releases may lead to what it deploys to.',
    guide:
      'In the guide, the schedule of an Azure ML Pipeline starts that pipeline and nothing else, Logic Apps start Azure DevOps builds and Data Factory, and Data Factory runs Azure ML Pipelines. Today Azure ML pipelines start jobs and Spark work of their own workspace, Logic Apps still have nothing ready-made for Azure ML, and Data Factory reaches it through batch endpoints.',
  },

  *check(input) {
    const { plan, graph, catalog } = input;
    for (const joined of graph.edges) {
      const { kind, edge, from, to } = joined;
      if (kind !== 'control' || from === to || !to.service?.inputs.control || !from.service?.orchestrates?.length) continue;
      if (mayStart(from.service, to.service, catalog) || deliversEvent(joined, catalog) || activityForV1(joined)) continue;
      const startable = from.service.orchestrates.map((id) => catalog.get(id)?.shortName ?? id);
      yield {
        nodes: [from.id, to.id],
        edges: [edge],
        path: edgePath(plan, edge),
        message: `"${from.title}" (${from.service.shortName}) cannot start "${to.title}" (${to.service.shortName}).`,
        why: `${from.service.shortName} can start ${list(startable)}.${history(from.service, to.service)}`,
        fixes: () => fixesFor(input, joined),
      };
    }
  },
};

/** What the guide said, where that helps to understand. */
function history(from: Service, to: Service): string {
  if (from.guideOrchestrates?.includes(to.id)) return ' In the guide of 2020 that was still possible.';
  if (from.id === 'azure-ml-pipelines')
    return ' By the guide, its schedule is for itself alone, and nothing in it calls the other orchestrators.';
  if (from.id === 'azure-logic-apps' && to.id.startsWith('azure-ml-'))
    return ' By the guide there is no integration with Azure ML Pipelines; today Logic Apps can listen to Azure ML, but still not start it.';
  return '';
}

function fixesFor(input: RuleInput, joined: GraphEdge): Fix[] {
  const { plan, graph, catalog } = input;
  const { edge, from, to } = joined;
  const remove: PlanEdit = { type: 'remove-edges', edges: [edge] };
  const starts = (service: Service | undefined) => to.service !== undefined && service?.orchestrates?.includes(to.service.id) === true;
  const there = catalog.services.filter(starts).flatMap(({ id }) => graph.ofService(id).slice(0, 5));
  const own = there.find((node) => node !== from && node !== to && !reaches(to, node, 'control'));
  if (own)
    return [
      {
        title: `Let "${own.title}" start "${to.title}"`,
        edits: [remove, { type: 'add-edge', edge: { from: own.id, to: to.id, kind: 'control' } }],
      },
      { title: 'Remove the edge', edits: [remove] },
    ];

  const ways = waysBetween(input, joined);
  const [starter] = candidates(input, starts);
  const instead: Fix[] = starter
    ? [{ title: `Add ${starter.shortName} to start "${to.title}" instead`, edits: [remove, ...addBefore(plan, starter, [to])] }]
    : [];
  const able = (service: Service) =>
    from.out.every((other) => other.kind !== 'control' || !other.to.service || mayStart(service, other.to.service, catalog));
  const detours = (most: number, least: number) => ways.filter(({ added }) => added >= least && added <= most).map(({ fix }) => fix);
  return [...detours(1, 0), ...swapFixes(input, [from], able), ...instead, ...detours(3, 2)]
    .slice(0, 3)
    .concat({ title: 'Remove the edge', edits: [remove] });
}
