import type { GraphNode, Service } from '../../catalog';
import { stageIds, type Stage } from '../../plan';
import { usualDeployment } from '../questions/deployments';
import { reactsTo } from '../questions/events';
import { keepsSchedule, orchestrates } from '../questions/orchestrators';
import { isDeployment, serves, trains } from '../questions/roles';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { usualServices } from '../fixes/usual-services';
import { list } from '../wording';
import { servicesFor } from '../fixes/service-search';
import { usualJoinsOf } from '../questions/connections';
import { PlanDraft } from '../fixes/plan-draft';

/** A stage that nobody planned is done by hand, or not at all. */
export const allStagesCovered: Rule = {
  meta: {
    id: 'all-stages-covered',
    title: 'All seven stages are covered',
    severity: 'warning',
    family: 'coverage',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-seven-stages', 'gr-training-options'],
    docs: 'A whole pipeline goes from experimentation by way of orchestration, data transfer, data transformation, training and deployment to monitoring. A node covers the stage in which it stands. What its service can do besides counts where its edges show it: what hands on a model of its own covers training, what starts others covers orchestration, what reads data and writes it again covers transformation, and a tool for experiments in which the plan also trains covers experimentation. Data that lies in storage counts as transferred; a repository or a registry of images fills no stage. The fix adds what the guide names for the stage, as it is today; for training that is a pipeline of Azure ML, or Databricks. Plans of one or two nodes are left alone.',
  },

  *check(input) {
    const { graph } = input;
    if (graph.nodes.length < 3) return;
    let missing = seven;
    for (const node of graph.nodes) {
      const covered = stagesOf(node);
      missing = missing.filter(({ stages }) => !stages.some((stage) => covered.includes(stage)));
      if (missing.length === 0) return;
    }
    yield {
      message: `Of the seven stages of a pipeline, the plan leaves out ${list(missing.map(({ name }) => name))}.`,
      why: 'A stage that is not planned is done by hand or forgotten, and is missing from the cost and from the skills that the team needs.',
      fixes: () => (missing.length <= 3 ? fixesOf(missing, input) : []),
    };
  },
};

/** The guide's seven stages, and the stages of a plan that each of them is. */
const seven: readonly { readonly name: string; readonly stages: readonly [Stage, ...Stage[]]; readonly computes?: boolean }[] = [
  { name: 'experimentation', stages: ['experimentation'], computes: true },
  { name: 'orchestration', stages: ['orchestration'] },
  { name: 'data transfer', stages: ['data-transfer'] },
  { name: 'data transformation', stages: ['data-transformation'], computes: true },
  { name: 'training', stages: ['training'], computes: true },
  { name: 'deployment', stages: ['deployment-batch', 'deployment-realtime'], computes: true },
  { name: 'monitoring', stages: ['monitoring'] },
];

/** The stages that a node covers: the one in which it stands, and those that its edges show. */
function stagesOf(node: GraphNode): readonly Stage[] {
  const { service, stage } = node;
  if (!service || !stage) return [];
  const stages: Stage[] = standsFor(node) ? [stage] : [];
  const can = (other: Stage) => service.stages.includes(other);
  const has = (way: 'in' | 'out', kind: string) => node[way].some((edge) => edge.kind === kind);
  if (trains(node)) stages.push('training');
  if (can('experimentation') && stages.includes('training')) stages.push('experimentation');
  if (can('orchestration') && has('out', 'control')) stages.push('orchestration');
  if (has('in', 'data') && has('out', 'data') && !isDeployment(stage)) stages.push(...movesOrShapes(service, stage));
  if (has('in', 'model') && !trains(node) && !can('model-registry')) stages.push(...service.stages.filter(isDeployment).slice(0, 1));
  return stages;
}

/** A repository stands under orchestration and an image registry under deployment, but neither starts nor serves anything. Data that lies in storage has been transferred. */
function standsFor(node: GraphNode): boolean {
  if (node.stage === 'orchestration') return (node.service?.orchestrates ?? []).length > 0;
  return !isDeployment(node.stage) || serves(node);
}

/** What a node does to data that it both reads and writes. */
function movesOrShapes(service: Service, stage: Stage): readonly Stage[] {
  const listed = service.stages.filter((other) => other === 'data-transformation' || other === 'data-transfer');
  if (listed.length > 0) return listed;
  if (stage === 'orchestration' && !service.stages.includes('training')) return ['data-transfer'];
  return service.compute ? ['data-transformation'] : [];
}

/** One service for each missing stage, joined to what it works with. */
function fixesOf(missing: typeof seven, input: RuleInput): Fix[] {
  const { plan, graph, catalog } = input;
  const { gpu, distributed } = plan.context.needs ?? {};
  if ((gpu || distributed) && missing.some(({ computes }) => computes)) return []; // which machines, only the team can say
  const draft = new PlanDraft(plan, catalog);
  const added: string[] = [];
  for (const { name, stages } of missing) {
    const { service, stage } = serviceFor(stages[0], input);
    if (!service) return [];
    const nearest = [...graph.nodes].sort((a, b) => distance(a, stage) - distance(b, stage));
    const [join] = usualJoinsOf(catalog, service, stage, nearest);
    const id = draft.node(service.id, join ? { beside: join.other.id, side: join.way === 'in' ? 'after' : 'before' } : 'free', stage);
    if (id === undefined) return [];
    if (join) draft.edge(join.way === 'in' ? join.other.id : id, join.way === 'in' ? id : join.other.id, join.kind);
    added.push(`${service.shortName} for ${name}`);
  }
  return [{ title: `Add ${list(added)}`, edits: draft.edits }];
}

/** What would fill a stage in this plan, by what the plan needs and what is there. */
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
