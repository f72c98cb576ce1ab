import type { GraphNode, PlanGraph } from '../../catalog';
import { keepsModels, keepsRuns, trains } from '../../notions';
import type { Stage } from '../../plan';
import { couldHaveGpu, hasGpu, isInUse, machinesOf, mayHaveGpu, usualGpuSize } from '../questions/machines';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { agreeing, list, titles } from '../../format';

/** Without this rule, a missing GPU shows only in the first training run. */
export const gpuNeeded: Rule = {
  meta: {
    id: 'gpu-needed',
    title: 'A plan that needs a GPU has one',
    severity: 'error',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: ['experimentation', 'compute', 'training', 'deployment-batch', 'deployment-realtime'],
    sources: [guide('Compute Options'), guide('Notebooks')],
    entries: ['gr-amlcompute-gpu', 'gr-nbvm-size', 'gr-dsvm-catch-all'],
    docs: 'When the context says that a GPU is needed, at least one node that experiments, trains or serves must have one: a machine size with GPU, or a service that brings its own. Where only a deployment has one, and all training runs on machines without, that is a warning. Where the plan does not state the machines, as for a cluster on Arc, the rule asks about training that runs elsewhere without a GPU, as a warning.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (!plan.context.needs?.gpu) return;
    const path = graph.nodes.filter(
      (node) => bringsMachines(node) && (couldHaveGpu(node) || (node.stage !== undefined && stages.has(node.stage))),
    );
    if (path.length === 0) return;
    if (path.some((node) => hasGpu(graph, node))) {
      yield* trainsWithout(input, path);
      return;
    }
    const unstated = path.filter(mayHaveGpu);
    const without = unstated.length === 0 ? path : path.filter((node) => !mayHaveGpu(node) && runsTraining(node));
    // training on machines that nobody states may well have a GPU
    if (without.length === 0 || unstated.some(runsTraining)) return;
    const sizes = without.flatMap((node) => machinesOf(graph, node).map(({ machine }) => `"${node.title}" runs on ${machine.sku}`));
    const elsewhere =
      unstated.length > 0 ? `. ${titles(unstated)} may have ${unstated.length > 1 ? 'theirs' : 'one'}, but no training runs there` : '';
    yield {
      ...(unstated.length > 0 ? { severity: 'warning' as const } : {}),
      nodes: without.map(({ id }) => id),
      path: ['context', 'needs', 'gpu'],
      message: `The plan needs a GPU, but ${titles(without)} ${agreeing(without.length, 'has', 'have')} none${sizes.length > 0 ? `: ${list(sizes, 'and', 3)}` : ''}${elsewhere}.`,
      why: 'Work that needs a GPU does not run without one, or takes many times as long. Machine sizes with a GPU cost more, so only the node that uses it should have one.',
      fixes: () =>
        without
          .filter(couldHaveGpu)
          .sort((a, b) => rank(a) - rank(b))
          .flatMap((node) => withGpu(input, node))
          .slice(0, 3),
    };
  },
};

/** Training is what takes a GPU first; answers take one less often. */
function* trainsWithout(input: RuleInput, path: readonly GraphNode[]): Iterable<Found> {
  const { graph } = input;
  const training = path.filter(runsTraining);
  if (training.length === 0 || !training.every((node) => isCpuOnly(graph, node))) return;
  const withGpus = path.filter((node) => hasGpu(graph, node));
  // what makes vectors of pictures or texts may need the GPU that the training on these vectors does without
  if (withGpus.some(({ stage }) => stage === 'data-transformation' || stage === 'compute')) return;
  const sizes = training.flatMap((node) => machinesOf(graph, node).map(({ machine }) => `"${node.title}" runs on ${machine.sku}`));
  yield {
    severity: 'warning',
    nodes: training.map(({ id }) => id),
    path: ['context', 'needs', 'gpu'],
    message: `The plan needs a GPU, but only ${titles(withGpus)} ${agreeing(withGpus.length, 'has', 'have')} one, and training has none: ${list(sizes, 'and', 3)}.`,
    why: 'A model that needs a GPU for its answers needs one all the more while it learns, and takes many times as long without.',
    fixes: () =>
      training
        .filter(couldHaveGpu)
        .flatMap((node) => withGpu(input, node))
        .slice(0, 3),
  };
}

/** True if the plan states machines for a node, and none of them has a GPU. */
function isCpuOnly(graph: PlanGraph, node: GraphNode): boolean {
  const machines = machinesOf(graph, node);
  return machines.some(({ field }) => graph.usage(node).values[field]?.from !== 'default') && machines.every(({ machine }) => !machine.gpu);
}

const stages: ReadonlySet<Stage> = new Set<Stage>(['experimentation', 'compute', 'training', 'deployment-batch', 'deployment-realtime']);
const order: readonly (Stage | undefined)[] = [
  'training',
  'compute',
  'orchestration',
  'experimentation',
  'deployment-batch',
  'deployment-realtime',
];

/** False for a node that runs on other compute of the plan, since it uses the machines of that, and for a workspace that only keeps runs and models. */
function bringsMachines({ service, node, out }: GraphNode): boolean {
  if (service?.compute === undefined || out.some(({ kind }) => kind === 'runs-on')) return false;
  return node.stage !== undefined || !(keepsRuns(service) && keepsModels(service));
}

/** True if a node trains, or is what a training runs on. */
function runsTraining(node: GraphNode): boolean {
  return trains(node) || node.in.some(({ kind, from }) => kind === 'runs-on' && trains(from));
}

function rank({ stage }: GraphNode): number {
  const at = order.indexOf(stage);
  return at < 0 ? order.length : at;
}

function withGpu({ graph, book }: RuleInput, node: GraphNode): Fix[] {
  const inUse = (node.service?.usage ?? []).filter((field) => isInUse(graph, node, field));
  const size = inUse.find(({ type }) => type === 'vm');
  if (size && node.service) {
    const machine = usualGpuSize(book, node.service, size.id);
    return machine
      ? [
          {
            title: `Give "${node.title}" the size ${machine.sku} (${machine.gpu?.model ?? 'GPU'})`,
            edits: [{ type: 'set-usage', id: node.id, set: { [size.id]: machine.sku } }],
          },
        ]
      : [];
  }
  const choice = inUse.find(({ id }) => id === 'gpu');
  const option = choice?.type === 'choice' ? choice.options.find(({ value }) => value !== 'none') : undefined;
  return option
    ? [{ title: `Give "${node.title}" a GPU (${option.title})`, edits: [{ type: 'set-usage', id: node.id, set: { gpu: option.value } }] }]
    : [];
}
