import { eachNode, nodesWhere, oncePer, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import { stageIds, type NodeId, type Stage } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { usualServices } from '../fixes/usual-services';
import { list } from '../../format';
import {
  answers,
  servingNodes,
  bringsModel,
  isDeployment,
  isMonitor,
  isMonitoredByPlatform,
  keepsModels,
  keepsSchedule,
  offersModels,
  orchestrates,
  reactsTo,
  serves,
  servesBoughtModel,
  trains,
  usualDeployment,
} from '../../notions';
import { servicesFor } from '../fixes/service-search';
import { usualJoinsOf } from '../questions/connections';
import { PlanDraft } from '../fixes/plan-draft';
import { startAdded } from '../fixes/start-added';

/** A stage that nobody planned is done by hand, or not at all. */
export const allStagesCovered: Rule = {
  meta: {
    id: 'all-stages-covered',
    title: 'All seven stages are covered',
    severity: 'warning',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-seven-stages', 'gr-training-options'],
    docs: 'A complete pipeline runs from experimentation through orchestration, data transfer, data transformation, training and deployment to monitoring. A node covers the stage that it is in. Other stages of its service count where its edges show them: a node that hands on a model it made covers training, one that starts others covers orchestration, one that reads and writes data covers transformation, and an experiment tool in which the plan also trains covers experimentation. Data that lies in storage or in tables counts as transferred, and training that reads data prepares it on the way. Fabric monitors its items itself. A repository or an image registry covers no stage, and neither does a report or a dashboard, which shows figures that others have to watch. Where all models come from a vendor, as in Microsoft Foundry or Azure OpenAI, nothing is trained, so that experimentation, transformation and training are not asked for. A plan that lacks nothing but experimentation gets advice only: no run in production waits for it. The fix adds the service that the guide names for the stage, as it is today; for training that is an Azure ML pipeline or Databricks. Plans of one or two nodes are not checked.',
  },

  *check(input) {
    const { graph } = input;
    if (!isPipeline(graph)) return;
    const bought = isBought(graph);
    const covered = stagesIn(graph);
    const missing = seven.filter(({ made, stages }) => (!bought || made !== true) && !stages.some((stage) => covered.includes(stage)));
    if (missing.length === 0) return;
    yield {
      ...(missing.every(({ name }) => name === 'experimentation') ? { severity: 'info' as const } : {}),
      message: `Of the seven stages of a pipeline, the plan leaves out ${list(missing.map(({ name }) => name))}.`,
      why: 'A stage that is not planned is done by hand or forgotten, and is missing from the cost and from the skills that the team needs.',
      fixes: () => (missing.length <= 3 ? fixesOf(missing, input) : []),
    };
  },
};

interface StageOfGuide {
  readonly name: string;
  readonly stages: readonly [Stage, ...Stage[]];
  readonly computes?: boolean;
  /** Leads to a model of one's own; models of a vendor do without. */
  readonly made?: boolean;
}

/** The guide's seven stages, and the plan stages that cover each. */
const seven: readonly StageOfGuide[] = [
  { name: 'experimentation', stages: ['experimentation'], computes: true, made: true },
  { name: 'orchestration', stages: ['orchestration'] },
  { name: 'data transfer', stages: ['data-transfer'] },
  { name: 'data transformation', stages: ['data-transformation'], computes: true, made: true },
  { name: 'training', stages: ['training'], computes: true, made: true },
  { name: 'deployment', stages: ['deployment-batch', 'deployment-realtime'], computes: true },
  { name: 'monitoring', stages: ['monitoring'] },
];

/** True if all models of the plan are a vendor's: what it serves, or what its applications ask where no model of one's own is made or kept. */
function isBought(graph: PlanGraph): boolean {
  const serving = servingNodes(graph);
  if (serving.length > 0 && serving.every(servesBoughtModel)) return true;
  return askedNodes(graph).length > 0 && makersOfModels(graph).length === 0;
}

const askedNodes = nodesWhere(({ service, stage }) => service !== undefined && offersModels(service) && isDeployment(stage));
const makersOfModels = nodesWhere(makesModel);
/** Fewer nodes are the beginning of a plan. */
const isPipeline = oncePer(({ nodes }: PlanGraph) => nodes.length >= 3);

const stagesOfNodes = eachNode(stagesOf);
const stagesIn = oncePer((graph: PlanGraph): readonly Stage[] => [...new Set(stagesOfNodes(graph))].sort());

function makesModel(node: GraphNode): boolean {
  return trains(node) || (node.service !== undefined && keepsModels(node.service)) || node.out.some(({ kind }) => kind === 'model');
}

/** The stages that a node covers: the one it is in, and those that its edges show. */
function stagesOf(node: GraphNode): readonly Stage[] {
  const { service, stage } = node;
  if (!service || !stage) return [];
  const stages: Stage[] = standsFor(node) ? [stage] : [];
  const can = (other: Stage) => service.stages.includes(other);
  const has = (way: 'in' | 'out', kind: string) => node[way].some((edge) => edge.kind === kind);
  if (trains(node)) stages.push('training');
  // code, pipelines, automated ML and the designer prepare what they read on the way to the model
  if (trains(node) && has('in', 'data') && (service.approach !== 'no-code' || can('data-transformation')))
    stages.push('data-transformation');
  const transfers = service.compute ? can('data-transfer') || stage === 'orchestration' : service.inputs.data !== undefined;
  if (transfers && has('out', 'data') && !trains(node)) stages.push('data-transfer');
  if (isMonitoredByPlatform(service)) stages.push('monitoring');
  if (can('experimentation') && stages.includes('training')) stages.push('experimentation');
  if (can('orchestration') && has('out', 'control')) stages.push('orchestration');
  if (has('in', 'data') && has('out', 'data') && !isDeployment(stage)) stages.push(...movesOrShapes(service, stage));
  if (!isDeployment(stage) && answers(node, 'batch')) stages.push('deployment-batch');
  if (has('in', 'model') && !trains(node) && !can('model-registry')) stages.push(...service.stages.filter(isDeployment).slice(0, 1));
  return stages;
}

/** A repository is under orchestration and an image registry under deployment, but neither starts nor serves anything. Data that lies in storage has been transferred. */
function standsFor(node: GraphNode): boolean {
  if (node.stage === 'orchestration') return (node.service?.orchestrates ?? []).length > 0;
  if (node.stage === 'monitoring') return isMonitor(node);
  return !isDeployment(node.stage) || serves(node) || bringsModel(node);
}

/** Stages covered by a node that both reads and writes data. */
function movesOrShapes(service: Service, stage: Stage): readonly Stage[] {
  const listed = service.stages.filter((other) => other === 'data-transformation' || other === 'data-transfer');
  if (listed.length > 0) return listed;
  if (stage === 'orchestration' && !service.stages.includes('training')) return ['data-transfer'];
  return service.compute ? ['data-transformation'] : [];
}

/** One service for each missing stage, joined to what it works with. */
function fixesOf(missing: readonly StageOfGuide[], input: RuleInput): Fix[] {
  const { plan, graph, catalog } = input;
  const { gpu, distributed } = plan.context.needs ?? {};
  if ((gpu || distributed) && missing.some(({ computes }) => computes)) return []; // which machines, only the team can say
  const draft = new PlanDraft(plan, catalog);
  const added: string[] = [];
  const ids: { readonly id: NodeId; readonly stage: Stage }[] = [];
  for (const { name, stages } of missing) {
    const { service, stage } = serviceFor(stages[0], input);
    if (!service) return [];
    const nearest = [...graph.nodes].sort((a, b) => distance(a, stage) - distance(b, stage));
    const [join] = usualJoinsOf(catalog, service, stage, nearest);
    const id = draft.node(service.id, join ? { beside: join.other.id, side: join.way === 'in' ? 'after' : 'before' } : 'free', stage);
    if (id === undefined) return [];
    if (join) draft.edge(join.way === 'in' ? join.other.id : id, join.way === 'in' ? id : join.other.id, join.kind);
    added.push(`${service.shortName} for ${name}`);
    ids.push({ id, stage });
  }
  const registries = graph.nodes.filter(
    ({ service, in: into }) => service && keepsModels(service) && into.every(({ kind }) => kind !== 'model'),
  );
  for (const { id, stage } of ids) {
    if (stage === 'deployment-batch')
      startAdded(
        draft,
        graph,
        id,
        ids.map((one) => one.id),
      );
    // what it trains is what a registry that has no other models hands out
    if (stage === 'training') registries.some((registry) => draft.edge(id, registry.id, 'model'));
  }
  return [{ title: `Add ${list(added)}`, edits: draft.edits }];
}

/** The service for a missing stage, by the needs and the other nodes of the plan. */
function serviceFor(stage: Stage, input: RuleInput): { readonly service: Service | undefined; readonly stage: Stage } {
  const { schedule = 'none', events = [], serving = [] } = input.plan.context.needs ?? {};
  if (isDeployment(stage)) {
    const usual = usualDeployment(input.graph, serving[0] ?? 'batch');
    return { service: input.catalog.get(usual.service), stage: usual.stage };
  }
  const first = usualServices[stage] ?? [];
  const starts = (service: Service) => keepsSchedule(service, schedule) && events.every((event) => reactsTo(service.triggers, event));
  const [service] = servicesFor(input, {
    stage,
    fits: (one) => first.includes(one.id) && (!orchestrates(one) || starts(one)),
    beside: input.graph.nodes,
    first,
  });
  return { service, stage };
}

function distance({ stage }: GraphNode, from: Stage): number {
  return stage === undefined ? stageIds.length : Math.abs(stageIds.indexOf(stage) - stageIds.indexOf(from));
}
