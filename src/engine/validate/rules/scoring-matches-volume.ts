import type { GraphEdge, GraphNode, Service } from '../../catalog';
import { parseQuantity } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { agreeing, titles } from '../../format';
import {
  carriesMessages,
  couldBeStarted,
  deploymentsFor,
  isAutomated,
  isStartedOrStarts,
  keepsDataVersions,
  usualDeployment,
} from '../../notions';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';

/** From this amount a pass, in GB, a web service is unsuitable for scoring. */
const largeGb = 1000;

/** A web service that is fed a whole table works for days and is sized for single requests. */
export const scoringMatchesVolume: Rule = {
  meta: {
    id: 'scoring-matches-volume',
    title: 'Large amounts of data are scored in batches',
    severity: 'warning',
    family: 'serving',
    pillar: 'performance-efficiency',
    stages: ['deployment-batch', 'deployment-realtime'],
    sources: [
      page('Endpoints for inference in production', 'https://learn.microsoft.com/azure/machine-learning/concept-endpoints', '2026-08-21'),
      guide('Model deployment options'),
    ],
    entries: ['cr-batch-endpoints', 'gr-batch-deploy'],
    docs: 'Warns when a pass reads 1 TB or more, the plan has no batch deployment, and a real-time deployment is fed from storage or called by a schedule. Where the plan does not say how it serves, and nothing is fed in bulk, it only asks. Plans that need answers in real time and feed nothing in bulk are left alone: features that are looked up in tables and messages of a stream are no bulk, and Spark that scores a stream spreads it over machines.',
  },

  *check(input) {
    const { plan, graph } = input;
    const { needs } = plan.context;
    const serving = needs?.serving ?? [];
    const volume = needs?.dataVolume === undefined ? undefined : parseQuantity(needs.dataVolume)?.base;
    if (volume === undefined || volume < largeGb || serving.includes('batch') || deploymentsFor(graph, 'batch').length > 0) return;
    const realtime = deploymentsFor(graph, 'realtime').filter(
      ({ node, service }) => node.service !== 'azure-iot-edge' && !splitsStreams(service),
    );
    const fed = realtime
      .map((node) => ({ node, bulk: node.in.filter((edge) => isBulk(input, edge)) }))
      .filter(({ bulk }) => bulk.length > 0);
    for (const { node, bulk } of fed) {
      yield {
        nodes: [node.id],
        edges: bulk.map(({ edge }) => edge),
        path: ['context', 'needs', 'dataVolume'],
        message: `"${node.title}" answers single requests, but gets ${needs?.dataVolume} a pass from ${titles(bulk.map(({ from }) => from))}, and the plan has no batch deployment.`,
        why: 'A web service scores one request after the other on machines sized for that. A batch deployment reads the data where it is and starts as many machines as it takes.',
        fixes: () => [...addBatch(input, node, bulk), ...swapToBatch(input, node)].slice(0, 2),
      };
    }
    if (fed.length > 0 || serving.length > 0 || realtime.length === 0) return;
    yield {
      nodes: realtime.map(({ id }) => id),
      path: ['context', 'needs', 'dataVolume'],
      severity: 'info',
      message: `A pass reads ${needs?.dataVolume}, and ${titles(realtime)} ${agreeing(realtime.length, 'serves', 'serve')} the model in real time only.`,
      why: 'If that data is to be scored, a batch deployment is the way. If it is only trained on, say in the context that the model serves in real time.',
      fixes: () => [
        { title: 'Say that it serves in real time', edits: [{ type: 'set-needs', set: { serving: ['realtime'] } }] },
        ...(realtime[0] ? swapToBatch(input, realtime[0]) : []),
      ],
    };
  },
};

/** Whole data sets come this way: from where data is kept or prepared, or by a call of what starts on its own. */
function isBulk({ plan }: RuleInput, { kind, from, to }: GraphEdge): boolean {
  const looksUp =
    (plan.context.needs?.serving ?? []).includes('realtime') && keepsDataVersions(from) && from.service?.id !== 'azure-storage';
  if (kind === 'data' && (looksUp || carriesMessages(from.service, to.service))) return false;
  if (kind === 'data') return from.stage === 'data-transfer' || from.stage === 'data-transformation' || from.stage === 'data-versioning';
  return kind === 'control' && isAutomated(plan) && isStartedOrStarts(from) && from.stage === 'orchestration' && !releases(from);
}

/** Spark that scores a stream spreads it over machines. */
function splitsStreams(service: Service | undefined): boolean {
  return service?.compute?.distributed === true && service.skills.some(({ skill }) => skill === 'spark');
}

/** A service that starts on code releases to a deployment rather than calling it. */
function releases({ service }: GraphNode): boolean {
  return service?.triggers?.events.includes('pull-request') ?? false;
}

function addBatch({ plan, graph, catalog }: RuleInput, node: GraphNode, bulk: readonly GraphEdge[]): Fix[] {
  const { service, stage } = usualDeployment(graph, 'batch');
  const draft = new PlanDraft(plan, catalog);
  const added = draft.node(service, { beside: node.id, side: 'after' }, stage);
  if (added === undefined || !draft.compute(added)) return [];
  for (const { kind, from } of node.in) if (kind === 'model') draft.edge(from.id, added, 'model');
  for (const { edge, kind, from } of bulk) {
    if (kind === 'control' && !from.service?.orchestrates?.includes(service)) return [];
    draft.do({ type: 'remove-edges', edges: [edge] });
    if (!draft.edge(from.id, added, kind)) return [];
  }
  return [{ title: `Add ${shortName(catalog, service)} for the batches`, edits: draft.edits }];
}

function swapToBatch({ plan, graph, catalog }: RuleInput, node: GraphNode): Fix[] {
  const { service: id, stage } = usualDeployment(graph, 'batch');
  const service = catalog.get(id);
  if (!service || (plan.context.needs?.serving ?? []).length > 0 || !couldBeStarted(node, service, catalog)) return [];
  const draft = new PlanDraft(plan, catalog);
  return draft.swap(node.id, id, stage) ? [{ title: `Swap "${node.title}" to ${service.shortName}`, edits: draft.edits }] : [];
}
