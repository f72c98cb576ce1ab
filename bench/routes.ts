import {
  arrange,
  arrangeMissing,
  cardHeight,
  cardWidth,
  gapX,
  gapY,
  laneOf,
  lanes,
  readPlan,
  routeEdges,
  type Plan,
  type Position,
} from '#engine/plan';
import { catalog, examples } from '#resources';
import { hostilePlan, joinedPlan } from './plans';
import { drawnFrom, qualityOf, type Drawn, type Quality } from './route-quality';

/* Comparison of the routes of edges: the plans to route, our routes, and the figures of a drawing. */

/** A set of plans that have their places. */
export interface PlanSet {
  readonly name: string;
  readonly plans: readonly Plan[];
}

const stageOf = (plan: Plan) => (id: string) => catalog.stageOf(plan.nodes[id]?.service ?? '');

/** Templates, examples, and plans with edges of any kind between any nodes. */
export function planSets(generated: number): readonly PlanSet[] {
  const shipped = examples.map(({ file, text }) => ({ file, plan: readPlan(text, file).plan }));
  const placed = ({ plan }: { readonly plan: Plan }) => arrangeMissing(plan, stageOf(plan));
  const isTemplate = ({ file }: { readonly file: string }) => file.includes('template-');
  return [
    { name: 'templates', plans: shipped.filter(isTemplate).map(placed) },
    { name: 'examples', plans: shipped.filter((one) => !isTemplate(one)).map(placed) },
    { name: 'generated', plans: Array.from({ length: generated }, (_, at) => tidied(hostilePlan(10 + at, at + 1))) },
  ];
}

/** A plan of any size to measure time with. */
export function largePlan(kind: 'joined' | 'random', nodes: number): Plan {
  return tidied(kind === 'joined' ? joinedPlan(nodes) : hostilePlan(nodes));
}

function tidied(plan: Plan): Plan {
  return { ...plan, layout: arrange(plan, stageOf(plan)) };
}

/** The figures of our routes. */
export function ours(plan: Plan): Quality {
  const routes = routeEdges(plan.edges, plan.layout, plan.direction);
  const drawn = drawnFrom(plan.edges, routes);
  return qualityOf(drawn, plan.layout, { width: cardWidth, height: cardHeight });
}

/** Milliseconds that routing takes: the middle of some tries. */
export function timeOf(plan: Plan, tries = 7): number {
  const times = Array.from({ length: tries }, () => {
    const before = performance.now();
    routeEdges(plan.edges, plan.layout, plan.direction);
    return performance.now() - before;
  }).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

/** The plan as ELK takes it: our cards and gaps, each lane a partition, orthogonal edges. */
export function graphOf(plan: Plan): object {
  const order = lanes.map(({ id }) => id);
  const lane = (id: string) => order.indexOf(laneOf(plan.nodes[id]?.stage ?? stageOf(plan)(id)));
  const edges = plan.edges.filter(({ from, to }) => from !== to && from in plan.nodes && to in plan.nodes);
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.partitioning.activate': 'true',
      'elk.spacing.nodeNode': String(gapX),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(gapY),
    },
    children: Object.keys(plan.nodes).map((id) => ({
      id,
      width: cardWidth,
      height: cardHeight,
      layoutOptions: { 'elk.partitioning.partition': String(lane(id)) },
    })),
    edges: edges.map(({ from, to }, at) => ({ id: `e${at}`, sources: [from], targets: [to] })),
  };
}

/** A point as ELK gives it. */
interface Point {
  readonly x: number;
  readonly y: number;
}

interface Laid {
  readonly children?: readonly ({ readonly id: string } & Partial<Point>)[];
  readonly edges?: readonly {
    readonly sources: readonly string[];
    readonly targets: readonly string[];
    readonly sections?: readonly { readonly startPoint: Point; readonly endPoint: Point; readonly bendPoints?: readonly Point[] }[];
  }[];
}

/** The figures of a drawing that ELK laid out and routed. */
export function elks({ children = [], edges = [] }: Laid): Quality {
  const layout: Record<string, Position> = Object.fromEntries(children.map(({ id, x = 0, y = 0 }) => [id, [x, y] as const]));
  const drawn = edges.flatMap(({ sources, targets, sections = [] }): Drawn[] =>
    sections.map(({ startPoint, endPoint, bendPoints = [] }) => ({
      from: sources[0] ?? '',
      to: targets[0] ?? '',
      points: [startPoint, ...bendPoints, endPoint].map(({ x, y }) => [x, y] as const),
    })),
  );
  return qualityOf(drawn, layout, { width: cardWidth, height: cardHeight });
}
