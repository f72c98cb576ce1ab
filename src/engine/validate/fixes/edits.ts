import { swapEdits, type Catalog, type GraphEdge, type GraphNode, type Service } from '../../catalog';
import { edgeId, freshId, type Edge, type NodeId, type Placing, type Plan, type PlanEdit, type Stage } from '../../plan';
import { carries } from '../questions/connections';
import { newNode } from './plan-draft';

/** The edits that add a node of a service and the edges that come with it, which the caller knows to fit. */
export function editsToAdd(
  plan: Plan,
  service: Service,
  stage: Stage,
  place: Placing,
  edgesOf: (id: NodeId) => readonly Edge[],
): PlanEdit[] {
  const id = freshId(plan, service.shortName);
  return [
    { type: 'add-node', id, node: newNode(plan, service, stage), place },
    ...edgesOf(id).map((edge): PlanEdit => ({ type: 'add-edge', edge })),
  ];
}

/**
 * The edits that put another service in a node's place and leave it in its stage. Edges to nodes that it can no longer start,
 * or be started by, go; compute that it can no longer run on does not get its hours.
 */
export function editsToSwap(plan: Plan, catalog: Catalog, node: GraphNode, service: Service): PlanEdit[] {
  const edits = swapEdits(plan, catalog, node.id, service.id);
  const { stage } = node;
  const starts = [
    ...node.out.filter(({ to }) => !carriesOrUnknown(catalog, service, to.service)),
    ...node.in.filter(({ from }) => !carriesOrUnknown(catalog, from.service, service)),
  ];
  const unstarted = starts.filter(({ kind }) => kind === 'control').map(({ edge }) => edge);
  if (unstarted.length > 0) edits.push({ type: 'remove-edges', edges: unstarted });
  if (stage !== undefined && service.stages.includes(stage) && service.stages[0] !== stage)
    edits.push({ type: 'change-node', id: node.id, set: { stage } });
  const gone = new Set(edits.flatMap((edit) => (edit.type === 'remove-edges' ? edit.edges.map(edgeId) : [])));
  const runs = node.out.some(({ kind, id }) => kind === 'runs-on' && !gone.has(id));
  const attached = edits.some((edit) => edit.type === 'swap-service' && edit.usage?.['compute'] === 'attached');
  if (attached && !runs) edits.push({ type: 'set-usage', id: node.id, set: { compute: undefined } });
  return edits;
}

/** The edits that set keys of an edge; where the plan has the same edge several times, one is left. */
export function editsToChange({ id, edge, from }: GraphEdge, set: Partial<Edge>): PlanEdit[] {
  const repeated = from.out.filter((other) => other.id === id).length > 1;
  return repeated
    ? [
        { type: 'remove-edges', edges: [edge] },
        { type: 'add-edge', edge: { ...edge, ...set } },
      ]
    : [{ type: 'change-edge', edge, set }];
}

function carriesOrUnknown(catalog: Catalog, from: Service | undefined, to: Service | undefined): boolean {
  return !from || !to || carries(catalog, from, to, 'control');
}
