import { edgesWhere, nodesWhere, type GraphEdge, reachedFrom, type GraphNode } from '../../catalog';
import { freshId, type Plan, type PlanEdit } from '../../plan';
import { closingEdges, entryOf, cyclesOf, loopThrough, removalOf, wayRound, type Cycle } from '../questions/cycles';
import type { Found, Rule } from '../rule';
import { ours } from '../sources';
import { agreeing, titles } from '../../format';

const dataEdges = edgesWhere(({ kind }) => kind === 'data');
/** What data reaches and leaves: a cycle has no others. */
const passingOn = nodesWhere((node) => node.in.some(isData) && node.out.some(isData));

function isData({ kind }: GraphEdge): boolean {
  return kind === 'data';
}

/**
 * Data in a cycle can never start to flow. Through a store it can, since the store holds earlier data; only where new files
 * start the work does each result start it again, and that is a warning.
 */
export const noDataCycle: Rule = {
  meta: {
    id: 'no-data-cycle',
    title: 'No cycles of data',
    severity: 'error',
    family: 'structure',
    pillar: 'reliability',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Data edges say which step reads what another step writes. In a cycle each step waits for the one before it, and none can be the first. What answers in real time takes a question and gives an answer back, and closes no cycle. Neither does an application, which shows results to people and writes what they enter. A cycle through a store works, because files from yesterday are there to be read. Where new files start the work, though, each result starts it again.',
  },

  *check({ plan, graph }) {
    const edges = dataEdges(graph);
    const passing = passingOn(graph).filter((node) => !isApplication(node));
    const steps = passing.filter((node) => !isStore(node) && !answersRequests(node));
    for (const cycle of cyclesOf(steps, edges)) yield cycleFound(cycle);
    for (const cycle of cyclesOf(passing, edges)) {
      const store = mostWrittenTo(cycle);
      if (store && startsOnFiles(store, cycle)) yield throughStore(store, cycle, plan);
    }
  },
};

/** What answers in real time gets a question and gives an answer, again and again; it waits for nobody. */
function answersRequests({ service, stage }: GraphNode): boolean {
  return stage === 'deployment-realtime' && service?.compute !== undefined;
}

/** What an application writes comes from the people who use it, whatever it shows them. */
function isApplication(node: GraphNode): boolean {
  return node.stage === 'consumption' && node.service !== undefined && !isStore(node);
}

/** Holds data that others read and write, and neither runs anything nor is run or started. */
function isStore({ service }: GraphNode): boolean {
  if (!service?.inputs.data || !service.outputs.data) return false;
  if (service.inputs['runs-on']?.includes('sql') && !service.compute) return true; // a database, whose SQL may be called
  if (service.inputs.control) return false;
  return !service.inputs['runs-on'] && !service.outputs['runs-on'] && service.managed !== 'library';
}

/** True if new files in a store start one of the steps that write to it, directly or through others. */
function startsOnFiles(store: GraphNode, cycle: Cycle): boolean {
  const started = reachedFrom([store], ['control']);
  return cycle.nodes.some((node) => node !== store && started.has(node));
}

/** The store of a cycle to which most of the others write; giving these a store of their own breaks the most cycles. */
function mostWrittenTo({ nodes, edges }: Cycle): GraphNode | undefined {
  const written = new Map(nodes.filter(isStore).map((store) => [store, 0]));
  for (const { to } of edges) {
    const times = written.get(to);
    if (times !== undefined) written.set(to, times + 1);
  }
  return [...written].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function cycleFound(cycle: Cycle): Found {
  const loop = loopThrough(entryOf(cycle), cycle);
  return {
    nodes: loop.map(({ from }) => from.id),
    edges: loop.map(({ edge }) => edge),
    message: `The data flows in a cycle: ${wayRound(loop)}.`,
    why: 'Each of them reads what another one writes, so none of them can be the first to run.',
    fixes: () => removalOf(closingEdges(cycle)),
  };
}

function throughStore(store: GraphNode, cycle: Cycle, plan: Plan): Found {
  const back = cycle.edges.filter(({ to }) => to === store);
  const writers = [...new Set(back.map(({ from }) => from))];
  return {
    nodes: [store.id, ...writers.map((writer) => writer.id)],
    edges: back.map(({ edge }) => edge),
    severity: 'warning',
    message: `"${store.title}" gets back what is made from its own data, by ${titles(writers)}.`,
    why: 'New files start the work, so each result starts it again, and the plan does not show which of the data is input and which is result.',
    fixes: () => [
      {
        title: `Give ${titles(writers)} a store of ${agreeing(writers.length, 'its', 'their')} own to write to`,
        edits: split(store, back, plan),
      },
      {
        title: `Remove the ${agreeing(back.length, 'edge that leads', 'edges that lead')} back to "${store.title}"`,
        edits: [{ type: 'remove-edges', edges: back.map(({ edge }) => edge) }],
      },
    ],
  };
}

/** Adds a second store like the first, which receives everything that was written back. */
function split(
  { id: beside, title: old, node: { service, stage, region } }: GraphNode,
  back: readonly GraphEdge[],
  plan: Plan,
): PlanEdit[] {
  const title = `${old}: results`;
  const id = freshId(plan, title);
  return [
    {
      type: 'add-node',
      id,
      node: { service, title, ...(stage ? { stage } : {}), ...(region ? { region } : {}) },
      place: { beside, side: 'after' },
    },
    { type: 'remove-edges', edges: back.map(({ edge }) => edge) },
    ...back.map(({ edge }): PlanEdit => ({ type: 'add-edge', edge: { ...edge, to: id } })),
  ];
}
