import type { Catalog, GraphEdge, Service } from '../../catalog';
import { edgePath, type PlanEdit } from '../../plan';
import { activityForV1 } from '../questions/data-factory-activity';
import { canBeGivenStarts, addBefore, proposals, swapFixes } from '../fixes/orchestrator-fixes';
import { reaches } from '../questions/cycles';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { waysBetween } from '../fixes/detours';
import { list } from '../../format';
import { mayControl, mayStart, startsNatively, wouldStart } from '../../notions';

/** The guide's second table lists whom an orchestrator can start; an arrow between the wrong two looks like any other. */
export const orchestratorCanTrigger: Rule = {
  meta: {
    id: 'orchestrator-can-trigger',
    title: 'Orchestrators start only what they can',
    severity: 'error',
    family: 'triggers',
    pillar: 'reliability',
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
  scope: { each: 'edge', within: 2 },

  *check(input) {
    const { plan, graph, catalog } = input;
    for (const joined of graph.edges) {
      const { kind, edge, from, to } = joined;
      if (kind !== 'control' || from === to || !to.service?.inputs.control || !from.service?.orchestrates?.length) continue;
      if (mayControl(from.service, to.service, catalog) || activityForV1(joined)) continue;
      yield {
        nodes: [from.id, to.id],
        edges: [edge],
        path: edgePath(plan, edge),
        message: `"${from.title}" (${from.service.shortName}) cannot start "${to.title}" (${to.service.shortName}).`,
        why: `${reason(from.service, to.service, catalog)}${history(from.service, to.service)}`,
        fixes: () => fixesFor(input, joined),
      };
    }
  },
};

/** The reason why one cannot start the other: from the table of starts, else what it can start. */
function reason(from: Service, to: Service, catalog: Catalog): string {
  const cell = catalog.starts.cell(from.id, to.id);
  if (cell) return cell.how;
  return `${from.shortName} can start ${list((from.orchestrates ?? []).map((id) => catalog.get(id)?.shortName ?? id))}.`;
}

/** The text of the guide, where it helps to understand. */
function history(from: Service, to: Service): string {
  return from.guideOrchestrates?.includes(to.id) ? ' In the guide of 2020 that was still possible.' : '';
}

function fixesFor(input: RuleInput, joined: GraphEdge): Fix[] {
  const { plan, graph, catalog } = input;
  const { edge, from, to } = joined;
  const remove: PlanEdit = { type: 'remove-edges', edges: [edge] };
  const starts = (service: Service) => to.service !== undefined && wouldStart(service, to.service, catalog);
  const glued = (service: Service) => Number(to.service !== undefined && !startsNatively(service, to.service, catalog));
  const there = catalog.services.filter(starts).flatMap(({ id }) => graph.ofService(id).slice(0, 5));
  const own = there.find((node) => node !== from && node !== to && canBeGivenStarts(node) && !reaches(to, node, 'control'));
  if (own)
    return [
      {
        title: `Let "${own.title}" start "${to.title}"`,
        edits: [remove, { type: 'add-edge', edge: { from: own.id, to: to.id, kind: 'control' } }],
      },
      { title: 'Remove the edge', edits: [remove] },
    ];

  const ways = waysBetween(input, joined);
  const [starter] = [...proposals(input, starts)].sort((a, b) => glued(a) - glued(b));
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
