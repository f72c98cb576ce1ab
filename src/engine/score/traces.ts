import { nodesWhere, oncePer, type GraphNode } from '../catalog';
import {
  hasEnvironment,
  isOwnAzureMlJob,
  isOwnCluster,
  keepsModelsByItself,
  recordsByItself,
  registeredIn,
  registeringIn,
  serves,
  servesBoughtModel,
  trackedIn,
  trainingNodes,
  trains,
  versionedIn,
  wantsTracking,
} from '../notions';
import { askedOrRetired, sum, type MeasureInput } from './measure';

/*
 * What a plan keeps of its training, by which a model can be made again. Reproducibility judges the whole plan by it; soundness only sees to
 * it that each training leaves some of it.
 */

/** One kind of what is kept. */
export interface Trace {
  readonly what: string;
  /** What it is worth among all traces. */
  readonly worth: number;
  /** The nodes that it is asked of. */
  readonly askedOf: readonly GraphNode[];
  readonly having: ReadonlySet<GraphNode>;
  /** True if a node has it without another node of the plan. */
  byItself?(node: GraphNode): boolean;
  readonly fix: string;
}

const withModelsOf = askedOrRetired((node) => trains(node) || (serves(node) && !servesBoughtModel(node)));
const wanting = askedOrRetired(wantsTracking);
const training = askedOrRetired(trains);
const ownJobs = askedOrRetired((node) => isOwnAzureMlJob(node) || isOwnCluster(node));
/** Nodes that are out of support. */
const goneNodes = askedOrRetired(() => false);
const pinnedNodes = nodesWhere((node, graph) => hasEnvironment(graph, node));

/** The traces that training and deployment leave in a plan, or `undefined` if nothing is trained or deployed. */
export const tracesOf = oncePer((input: MeasureInput): readonly Trace[] | undefined => {
  const { graph, working, scoring } = input;
  const { share } = scoring.maintainability.reproducibility;
  const withModels = withModelsOf(input);
  if (withModels.length === 0) return undefined;
  const written = graph.plan.context.approach !== 'no-code';
  // where nothing is trained or deployed but by what is out of support, nothing else makes up for that
  const makes = withModels.length > goneNodes(input).length;
  return [
    {
      what: 'experiment tracking',
      worth: share.tracking,
      askedOf: wanting(input),
      having: trackedIn(working),
      byItself: recordsByItself,
      fix: 'Add a service that keeps runs and their metrics, and let it log there.',
    },
    {
      what: 'model registry',
      worth: share.registry,
      askedOf: withModels,
      having: new Set([...[...registeringIn(working)].filter(trains), ...[...registeredIn(working)].filter((node) => !trains(node))]),
      byItself: ({ service }) => service !== undefined && keepsModelsByItself(service),
      fix: 'Add a model registry between training and deployment.',
    },
    {
      what: 'data versions',
      worth: share.dataVersions,
      askedOf: training(input),
      having: versionedIn(working),
      fix: 'Add a service that keeps versions of the data that is read.',
    },
    {
      what: 'pinned environments',
      worth: share.environments,
      askedOf: makes && written ? ownJobs(input) : goneNodes(input),
      having: new Set(makes && written ? pinnedNodes(working) : []),
      fix: 'Add environments or images that name their versions.',
    },
  ];
});

/** What is missing of a training. */
export interface Untraced {
  readonly node: GraphNode;
  /** The share of its traces that it lacks, by what they are worth. */
  readonly share: number;
  readonly lacks: readonly string[];
}

/** What each training lacks, of the traces that are asked of it or that it keeps by itself. */
export function untracedIn(input: MeasureInput): readonly Untraced[] {
  const traces = tracesOf(input) ?? [];
  const ids = (nodes: Iterable<GraphNode>) => new Set([...nodes].map(({ id }) => id));
  const having = new Map(traces.map((trace) => [trace, ids(trace.having)]));
  const askedOf = new Map(traces.map((trace) => [trace, ids(trace.askedOf)]));
  // what trains as it is drawn: a model that goes where it cannot be taken was trained as well
  return trainingNodes(input.graph).flatMap((node) => {
    const own = traces.filter(({ byItself }) => byItself?.(node));
    const asked = traces.filter((trace) => !own.includes(trace) && askedOf.get(trace)?.has(node.id) === true);
    const lacking = asked.filter((trace) => having.get(trace)?.has(node.id) !== true);
    const all = worthOf([...own, ...asked]);
    return lacking.length === 0 || all === 0 ? [] : [{ node, share: worthOf(lacking) / all, lacks: lacking.map(({ what }) => what) }];
  });
}

function worthOf(traces: readonly Trace[]): number {
  return sum(traces.map(({ worth }) => worth));
}
