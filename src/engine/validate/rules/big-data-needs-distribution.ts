import { swapEdits, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import { hasGpu, mayHaveGpu } from '../questions/machines';
import { agreeing, formatQuantity, titles } from '../../format';
import { parseQuantity, type Stage } from '../../plan';
import { couldBeStarted, mayStart, trains } from '../../notions';
import { fitsApproach } from '../fixes/orchestrator-fixes';
import { couldReplace, keptStage } from '../fixes/replacements';
import { isSingleMachine } from '../questions/compute-for';
import { reaches } from '../questions/cycles';
import type { Fix, Found, Rule, RuleInput } from '../rule';
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
    docs: 'A plan that asks for distributed processing, or reads 1 TB and more in one pass, needs a transformation, training or compute node that splits data over machines. Where the plan asks for it and all clusters that could split data have a single machine, that is a warning. A service that does so only in part, such as a cluster that runs many jobs side by side, counts in two cases: it trains on GPUs of several nodes, or the plan does not ask for distributed processing and somebody has chosen more than one node for parallel jobs. Where the plan has such a node, training or reshaping on a single machine is reported if the data reaches it straight from the stores, past that node. Where the plan needs GPUs, has one, and does not ask for distributed processing, the finding is advice: a network reads its examples bit by bit, so that one machine may do.',
    guide:
      'In the guide, Azure ML compute does not split data apart from special cases, and distributed work belongs on Databricks or Synapse. That is still true of its clusters, but Azure ML now has serverless Spark and attached Synapse pools, so such work can stay there.',
  },

  *check(input) {
    const { plan, graph } = input;
    const asked = plan.context.needs?.distributed === true;
    const volume = parseQuantity(plan.context.needs?.dataVolume ?? '')?.base ?? 0;
    if (!asked && volume < bigData) return;
    const nodes = graph.nodes.filter(
      ({ stage, service }) => service && !service.outside && stage && working.includes(stage) && reads(service),
    );
    if (nodes.length === 0) return;
    const alone = graph.nodes.filter((node) => splits(node) && isOneMachine(graph, node));
    // a notebook that people explore in says nothing of the runs
    const runs = alone.length > 0 ? graph.nodes.filter(({ stage }) => stage !== 'experimentation') : graph.nodes;
    const spread = runs.some((node) => (splits(node) && !alone.includes(node)) || isSpreadOut(graph, node, asked));
    if (asked && !spread && alone.length > 0) {
      yield ofOneMachine(alone);
      return;
    }
    if (spread || alone.length > 0) {
      if (volume >= bigData) yield* pastTheSplitting(input, volume);
      return;
    }
    // a network that learns on a GPU reads its examples bit by bit
    const onGpu = plan.context.needs?.gpu === true && graph.nodes.some((node) => hasGpu(graph, node));
    const none = `${titles(nodes)} ${agreeing(nodes.length, 'does', 'do')} not split data over machines`;
    yield {
      nodes: nodes.map(({ id }) => id),
      severity: asked ? 'error' : onGpu ? 'info' : 'warning',
      path: ['context', 'needs', asked ? 'distributed' : 'dataVolume'],
      message: asked
        ? `The plan asks for distributed processing, but ${none}.`
        : `One pass reads ${formatQuantity(volume, 'size')}, but ${none}.`,
      why: `The guide of 2020 sends such work to Spark on Databricks or Synapse, because clusters of Azure ML run jobs side by side without splitting their data. Today Azure ML also has serverless Spark of its own.${plan.context.approach === 'no-code' ? ' Without code, data flows of Data Factory split theirs.' : ''}`,
      fixes: () => [...additions(input, nodes), ...swaps(input, nodes)].slice(0, 3),
    };
  },
};

/** True if a service computes or reads data; an environment that a job runs in does neither. */
function reads({ compute, inputs }: Service): boolean {
  return compute !== undefined || inputs.data !== undefined;
}

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
  return hasGpu(graph, node) || mayHaveGpu(node) || (!asked && nodes.from !== 'default');
}

/** True if somebody has given a cluster a single node. */
function isOneMachine(graph: PlanGraph, node: GraphNode): boolean {
  const nodes = graph.usage(node).values['nodes'];
  return typeof nodes?.high === 'number' && nodes.high < 2 && nodes.from !== 'default';
}

function ofOneMachine(alone: readonly GraphNode[]): Found {
  return {
    nodes: alone.map(({ id }) => id),
    severity: 'warning',
    path: ['nodes', alone[0]?.id ?? '', 'usage', 'nodes'],
    message: `The plan asks for distributed processing, but ${titles(alone)} ${agreeing(alone.length, 'has', 'have')} a single machine.`,
    why: 'Spark divides the data into parts, and one machine works on them one after the other. Two workers or more share them.',
    fixes: () => [
      {
        title: `Give ${titles(alone)} two machines`,
        edits: alone.map(({ id }) => ({ type: 'set-usage', id, set: { nodes: 2 } })),
      },
    ],
  };
}

/** Work on one machine that reads the data as it comes, although the plan has something that splits it. */
function* pastTheSplitting(input: RuleInput, volume: number): Iterable<Found> {
  const { graph } = input;
  const splitting = graph.nodes.filter(splits);
  if (splitting.length === 0) return;
  for (const node of graph.nodes) {
    const machine = singleMachineOf(graph, node);
    if (machine === undefined || !readsRaw(graph, node, splitting)) continue;
    const feeders = dataBefore(node);
    const beside = splitting.filter((one) => one.in.some(({ kind, from }) => kind === 'data' && feeders.includes(from)));
    const past = beside.length > 0 ? beside : splitting;
    yield {
      nodes: [...new Set([node.id, machine.id])],
      severity: 'warning',
      path: ['context', 'needs', 'dataVolume'],
      message: `"${node.title}" reads ${formatQuantity(volume, 'size')} in one pass on ${machine === node ? 'a single machine' : `"${machine.title}", a single machine`}, past ${titles(past)}.`,
      why: 'From a terabyte on, one machine spends most of its time reading. What splits data over machines prepares it, and the work on one machine reads the smaller result.',
      fixes: () => throughSplitting(input, node, past),
    };
  }
}

/**
 * The single machine that trains or reshapes data: where the work runs, the node itself, or work for which somebody has chosen one node
 * without a GPU. Exploring reads a sample.
 */
function singleMachineOf(graph: PlanGraph, node: GraphNode): GraphNode | undefined {
  const { service, stage } = node;
  if (!service || splits(node) || !(trains(node) || stage === 'data-transformation')) return undefined;
  const hosts = node.out.filter(({ kind, to }) => kind === 'runs-on' && to.service?.compute).map(({ to }) => to);
  if (hosts.length > 0) return hosts.every((host) => isSingleMachine(host) || isOneNode(graph, host)) ? hosts[0] : undefined;
  return isSingleMachine(node) || isOneNode(graph, node) ? node : undefined;
}

function isOneNode(graph: PlanGraph, node: GraphNode): boolean {
  if (!node.service?.compute || hasGpu(graph, node) || mayHaveGpu(node)) return false;
  const nodes = graph.usage(node).values['nodes'];
  return nodes !== undefined && nodes.from !== 'default' && nodes.high === 1;
}

/** True if data reaches a node from stores and sources only: nothing on the way has split, sampled or reshaped it, and the node says no other amount. */
function readsRaw(graph: PlanGraph, node: GraphNode, splitting: readonly GraphNode[]): boolean {
  const own = graph.usage(node).values['dataPerRun'];
  if (own && own.from !== 'default' && typeof own.likely === 'number' && own.likely < bigData) return false;
  const feeders = dataBefore(node);
  if (feeders.length === 0 || feeders.some((feeder) => splitting.includes(feeder) || feeder.service?.compute)) return false;
  return feeders.some(({ stage, service }) => stage === 'data-transfer' || stage === 'source' || service?.outside);
}

/** Everything from which data reaches a node. */
function dataBefore(node: GraphNode): readonly GraphNode[] {
  const seen = new Set([node]);
  for (const one of seen) for (const { kind, from } of one.in) if (kind === 'data') seen.add(from);
  seen.delete(node);
  return [...seen];
}

/** Lets what splits data read what the node reads today, and the node its result. */
function throughSplitting({ plan, catalog }: RuleInput, node: GraphNode, splitting: readonly GraphNode[]): Fix[] {
  const into = node.in.filter(({ kind }) => kind === 'data');
  return splitting.slice(0, 2).flatMap((splitter) => {
    if (reaches(node, splitter, 'data')) return [];
    const draft = new PlanDraft(plan, catalog).do({ type: 'remove-edges', edges: into.map(({ edge }) => edge) });
    if (!into.every(({ from }) => draft.edge(from.id, splitter.id, 'data')) || !draft.edge(splitter.id, node.id, 'data')) return [];
    return [{ title: `Let "${splitter.title}" prepare the data for "${node.title}"`, edits: draft.edits }];
  });
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
    return graph.nodes.find(
      (node) => node.service?.orchestrates?.length && !node.service.outside && mayStart(node.service, candidate, catalog),
    );
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
