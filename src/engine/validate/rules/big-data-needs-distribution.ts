import { swapEdits, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import { hasGpu } from '../questions/machines';
import { agreeing, formatQuantity, titles } from '../../format';
import { parseQuantity, type Stage } from '../../plan';
import { couldBeStarted, mayStart } from '../../notions';
import { fitsApproach } from '../fixes/orchestrator-fixes';
import { couldReplace, keptStage } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { PlanDraft } from '../fixes/plan-draft';

/** From this many GB on, one machine is a bottleneck whatever its size. */
const bigData = 1000;

const working: readonly Stage[] = ['data-transformation', 'compute', 'training'];
/** Notebooks of Spark platforms are in experimentation, and their jobs under orchestration and scoring, but all of them split data. */
const splitting: readonly Stage[] = [...working, 'experimentation', 'orchestration', 'deployment-batch'];

/** Clusters of many machines look like big data, but a job on them still reads everything on each. */
export const bigDataNeedsDistribution: Rule = {
  meta: {
    id: 'big-data-needs-distribution',
    title: 'Big data is distributed over machines',
    severity: 'error',
    family: 'data-scale',
    pillar: 'performance-efficiency',
    stages: working,
    sources: [
      guide('Compute Options'),
      page(
        'Apache Spark in Azure Machine Learning',
        'https://learn.microsoft.com/azure/machine-learning/apache-spark-azure-ml-concepts',
        '2025-11-13',
      ),
    ],
    entries: ['gr-amlcompute-no-partition', 'gr-dbx-distributed', 'gr-synapse-spark', 'gr-dbx-faster', 'cr-aml-spark'],
    docs: 'A plan that asks for distributed processing, or reads 1 TB and more in one pass, needs a transformation, training or compute node that splits data over machines. A service that does so only in part, such as a cluster that runs many jobs side by side, counts in two cases: it trains on GPUs of several nodes, or the plan does not ask for distributed processing and somebody has chosen more than one node for parallel jobs.',
    guide:
      'In the guide, Azure ML compute does not split data apart from special cases, and distributed work belongs on Databricks or Synapse. That is still true of its clusters, but Azure ML now has serverless Spark and attached Synapse pools, so such work can stay there.',
  },

  *check(input) {
    const { plan, graph } = input;
    const asked = plan.context.needs?.distributed === true;
    const volume = parseQuantity(plan.context.needs?.dataVolume ?? '')?.base ?? 0;
    if (!asked && volume < bigData) return;
    const nodes = graph.nodes.filter(({ stage, service }) => service && stage && working.includes(stage));
    if (nodes.length === 0 || graph.nodes.some((node) => splits(node) || isSpreadOut(graph, node, asked))) return;
    const none = `${titles(nodes)} ${agreeing(nodes.length, 'does', 'do')} not split data over machines`;
    yield {
      nodes: nodes.map(({ id }) => id),
      severity: asked ? 'error' : 'warning',
      path: ['context', 'needs', asked ? 'distributed' : 'dataVolume'],
      message: asked
        ? `The plan asks for distributed processing, but ${none}.`
        : `One pass reads ${formatQuantity(volume, 'size')}, but ${none}.`,
      why: `The guide of 2020 sends such work to Spark on Databricks or Synapse, because clusters of Azure ML run jobs side by side without splitting their data. Today Azure ML also has serverless Spark of its own.${plan.context.approach === 'no-code' ? ' Without code, data flows of Data Factory split theirs.' : ''}`,
      fixes: () => [...additions(input, nodes), ...swaps(input, nodes)].slice(0, 3),
    };
  },
};

/** True if a node splits its data over machines. An orchestrator counts only where its own work runs on Spark, not for data that it copies. */
function splits({ service, stage }: GraphNode): boolean {
  if (service?.compute?.distributed !== true || !stage) return false;
  if (!splitting.includes(stage)) return stage === 'data-transfer' && service.stages.includes('data-transformation');
  return stage !== 'orchestration' || (service.outputs['runs-on'] ?? []).some((work) => work !== 'copy');
}

/**
 * True if the plan spreads the work of a node over machines although its service divides no data by itself: training on GPUs in parallel, or,
 * where the plan asks for nothing else, parallel jobs for which somebody has chosen a number of nodes.
 */
function isSpreadOut(graph: PlanGraph, node: GraphNode, asked: boolean): boolean {
  if (node.service?.compute?.distributed !== 'partial') return false;
  const nodes = graph.usage(node).values['nodes'];
  if (typeof nodes?.likely !== 'number' || nodes.likely < 2) return false;
  return hasGpu(graph, node) || (!asked && nodes.from !== 'default');
}

/** A distributed step before the work, fed by what feeds it and started by an orchestrator of the plan. */
function additions({ plan, graph, catalog }: RuleInput, nodes: readonly GraphNode[]): Fix[] {
  const services = ['azure-ml-serverless-spark', 'fabric-notebooks', 'adf-data-flows'].flatMap((id) => catalog.get(id) ?? []);
  const fit = services.filter((service) => fitsApproach(plan, service));
  const started = fit.find((service) => starter(service));
  const service = started ?? fit[0];
  const [first] = nodes;
  if (!service || !first) return [];
  const edits = new PlanDraft(plan, catalog);
  const id = edits.node(service.id, { beside: first.id, side: 'before' }, 'data-transformation');
  if (id === undefined) return [];
  const orchestrator = starter(service);
  if (orchestrator) edits.edge(orchestrator.id, id, 'control');
  for (const { edge, from, to } of nodes.flatMap((node) => node.in)) {
    if (edge.kind !== 'data' || nodes.includes(from)) continue;
    if (edits.edge(from.id, id, 'data') && edits.edge(id, to.id, 'data')) edits.do({ type: 'remove-edges', edges: [edge] });
  }
  return [{ title: `Add ${service.shortName} to prepare the data`, edits: edits.edits }];

  function starter(candidate: Service): GraphNode | undefined {
    return graph.nodes.find((node) => node.service?.orchestrates?.length && mayStart(node.service, candidate, catalog));
  }
}

/** A distributed service in the place of a node, where everything else can stay. */
function swaps({ plan, catalog }: RuleInput, nodes: readonly GraphNode[]): Fix[] {
  const swappable = nodes.filter(({ stage }) => stage !== 'training'); // training code is not moved by a swap
  return swappable.slice(0, 5).flatMap((node) => {
    const service = catalog.proposable.find(
      (candidate) =>
        candidate.compute?.distributed === true &&
        fitsApproach(plan, candidate) &&
        couldReplace(plan, catalog, node, candidate) &&
        couldBeStarted(node, candidate, catalog),
    );
    if (!service) return [];
    const stage = keptStage(node, service);
    const keep = stage !== undefined && stage !== service.stages[0] ? [{ type: 'change-node', id: node.id, set: { stage } } as const] : [];
    return [{ title: `Swap "${node.title}" to ${service.shortName}`, edits: [...swapEdits(plan, catalog, node.id, service.id), ...keep] }];
  });
}
