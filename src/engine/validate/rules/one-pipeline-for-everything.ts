import type { GraphNode, Service } from '../../catalog';
import { freshId, stages, type PlanEdit, type Stage } from '../../plan';
import { newNode } from '../fixes/plan-draft';
import { proposals } from '../fixes/orchestrator-fixes';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { counted, list, titles } from '../../format';
import { isDeployment, orchestratorsOf, platformOf, releases, startsNatively, wouldStart } from '../../notions';

/** Kinds of work that one orchestrator starts before it is worth a finding: over half of the guide's seven stages. */
const tooMany = 4;

/** One pipeline that does it all is the easiest to draw and the hardest to change. */
export const onePipelineForEverything: Rule = {
  meta: {
    id: 'one-pipeline-for-everything',
    title: 'No pipeline does everything',
    severity: 'warning',
    family: 'triggers',
    pillar: 'operational-excellence',
    stages: ['orchestration'],
    sources: [guide('Introduction')],
    entries: ['gr-one-pipeline-tradeoff', 'gr-combine-services'],
    docs: "One orchestrator can start everything, but then it does work for which others are better, and every change of one part is a change of the whole. The rule looks at plans with a single orchestrator that itself starts work of four or more of the guide's stages: experimentation, transfer, transformation, training, deployment and monitoring, with compute counted as what runs on it. Stages that a second orchestrator starts do not count. An orchestrator that starts work of its own platform and of one other, as Data Factory does with Databricks, is the usual way and is not reported. A deployment that a release tool rolls out is not started, and a library that it runs, such as Evidently, is a step of its own work.",
  },

  *check(input) {
    const { graph } = input;
    const orchestrators = orchestratorsOf(graph);
    const [node] = orchestrators;
    if (!node || orchestrators.length > 1) return;
    const started = node.out
      .filter(({ kind, to }) => kind === 'control' && to.stage !== undefined && to.stage !== 'orchestration')
      .map(({ to }) => to)
      .filter((to) => !isRolledOut(node, to) && to.service?.managed !== 'library');
    const groups = [...new Set(started.flatMap(({ stage }) => (stage ? [groupOf(stage)] : [])))];
    if (groups.length < tooMany || othersPlatforms(node, started) < 2) return;
    yield {
      nodes: [node.id, ...started.map(({ id }) => id)],
      path: ['nodes', node.id],
      message: `"${node.title}" is the only orchestrator and itself starts work of ${counted(groups.length, 'stage')}: ${list(groups)}.`,
      why: 'It can be done, says the guide, but services that are used for what they are not best at cost something: every part then shares one schedule, one way to fail and one team that changes it.',
      fixes: () => fixesFor(input, node, started),
    };
  },
};

/** True if a release tool rolls a deployment out, which is its task and starts no work. */
function isRolledOut({ service }: GraphNode, { stage }: GraphNode): boolean {
  return service !== undefined && releases(service) && isDeployment(stage);
}

/** Number of platforms beside the orchestrator's own whose work it starts; a service that belongs to none counts as one. */
function othersPlatforms({ node }: GraphNode, started: readonly GraphNode[]): number {
  const own = platformOf(node.service) ?? node.service;
  return new Set(started.map((one) => platformOf(one.node.service) ?? one.node.service).filter((platform) => platform !== own)).size;
}

/** The guide's stage, in words; the two ways to deploy are one, and so are the three ways to track. */
function groupOf(stage: Stage): string {
  if (stage.startsWith('deployment-')) return 'deployment';
  if (stage === 'tracking-experiments' || stage === 'data-versioning' || stage === 'model-registry') return 'tracking';
  return (stages.find(({ id }) => id === stage)?.title ?? stage).toLowerCase();
}

/** An orchestrator between this one and a part of its work: the one that takes over most of it. */
function fixesFor(input: RuleInput, node: GraphNode, started: readonly GraphNode[]): Fix[] {
  const { plan, catalog } = input;
  const own = node.service;
  if (!own) return [];
  const hands = (from: Service, to: Service) => wouldStart(from, to, catalog) && startsNatively(from, to, catalog);
  const parts = proposals(input, (service) => service.id !== own.id && hands(own, service)).map((service) => ({
    service,
    part: started.filter(({ service: to }) => to && hands(service, to)),
  }));
  const enough = parts
    .filter(({ part }) => part.length > 0 && remaining(started, part) < tooMany)
    .sort((a, b) => b.part.length - a.part.length);
  return enough
    .slice(0, 2)
    .map(({ service, part }) => ({ title: `Add ${service.shortName} to run ${titles(part)}`, edits: handOver(service, part) }));

  function handOver(service: Service, part: readonly GraphNode[]): PlanEdit[] {
    const id = freshId(plan, service.shortName);
    return [
      { type: 'remove-edges', edges: part.map(({ id: to }) => ({ from: node.id, to, kind: 'control' })) },
      { type: 'add-node', id, node: newNode(plan, service, 'orchestration'), place: { beside: node.id, side: 'after' } },
      { type: 'add-edge', edge: { from: node.id, to: id, kind: 'control' } },
      ...part.map(({ id: to }): PlanEdit => ({ type: 'add-edge', edge: { from: id, to, kind: 'control' } })),
    ];
  }
}

function remaining(started: readonly GraphNode[], part: readonly GraphNode[]): number {
  return new Set(started.filter((node) => !part.includes(node)).flatMap(({ stage }) => (stage ? [groupOf(stage)] : []))).size;
}
