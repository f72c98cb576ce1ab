import type { GraphEdge, GraphNode } from '../../catalog';
import { freshId, type Plan, type PlanEdit } from '../../plan';
import { closingEdges, entryOf, knotsOf, loopThrough, removalOf, wayRound, type Knot } from '../questions/cycles';
import type { Found, Rule } from '../rule';
import { ours } from '../sources';
import { agreeing, titles } from '../wording';

/**
 * Data that goes round can never start to flow. Through a store it can, since the store holds what was there before; then
 * only the order is lost, and that is a warning.
 */
export const noDataCycle: Rule = {
  meta: {
    id: 'no-data-cycle',
    title: 'Data goes one way',
    severity: 'error',
    family: 'structure',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Data edges say which step reads what another step writes. In a circle each step waits for the one before it, and none can be the first. A circle through a store works, because files from yesterday are there to be read; but the plan no longer shows what is input and what is result.',
  },

  *check({ plan, graph }) {
    const edges = graph.edges.filter(({ kind }) => kind === 'data');
    const steps = graph.nodes.filter((node) => !isStore(node));
    for (const knot of knotsOf(steps, edges)) yield circle(knot);
    for (const knot of knotsOf(graph.nodes, edges)) {
      const store = mostWrittenTo(knot);
      if (store) yield throughStore(store, knot, plan);
    }
  },
};

/** Holds data that others read and write, and neither runs anything nor is run or started. */
function isStore({ service }: GraphNode): boolean {
  if (!service?.inputs.data || !service.outputs.data || service.inputs.control) return false;
  return !service.inputs['runs-on'] && !service.outputs['runs-on'] && service.managed !== 'library';
}

/** The store of a knot to which most of the others write; to give these a store of their own undoes the most. */
function mostWrittenTo({ nodes, edges }: Knot): GraphNode | undefined {
  const written = new Map(nodes.filter(isStore).map((store) => [store, 0]));
  for (const { to } of edges) {
    const times = written.get(to);
    if (times !== undefined) written.set(to, times + 1);
  }
  return [...written].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function circle(knot: Knot): Found {
  const loop = loopThrough(entryOf(knot), knot);
  return {
    nodes: loop.map(({ from }) => from.id),
    edges: loop.map(({ edge }) => edge),
    message: `The data goes in a circle: ${wayRound(loop)}.`,
    why: 'Each of them reads what another one writes, so none of them can be the first to run.',
    fixes: () => removalOf(closingEdges(knot)),
  };
}

function throughStore(store: GraphNode, knot: Knot, plan: Plan): Found {
  const back = knot.edges.filter(({ to }) => to === store);
  const writers = [...new Set(back.map(({ from }) => from))];
  return {
    nodes: [store.id, ...writers.map((writer) => writer.id)],
    edges: back.map(({ edge }) => edge),
    severity: 'warning',
    message: `"${store.title}" gets back what is made from its own data, by ${titles(writers)}.`,
    why: 'The plan then does not show which of the data is input and which is result, and a trigger on new data would start the work again with each result.',
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

/** A second store like the first, to which everything is written that was written back. */
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
