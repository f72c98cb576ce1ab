import { shortName, titleOf, type EdgeKind, type NodeId } from '../../plan';
import { reversed, upToBorder, type BoxSide, type RoutePoint } from '../drawing/paths';
import type { DrawnEdge, PlanDrawing } from '../drawing/plan-drawing';
import { contains } from '../drawing/view';
import type { Tile } from './tiles';

/** An edge that goes on elsewhere, as one connector of a sheet lists it. */
export interface Continued {
  readonly drawn: DrawnEdge;
  /** The node at the other end, and the tile that shows it. */
  readonly partner: NodeId;
  readonly tile: number;
}

/** Where edges of a kind leave a sheet at one of its nodes, or come in. */
export interface Connector {
  /** Counts from 1 through all detail sheets. */
  readonly number: number;
  readonly tile: number;
  readonly node: NodeId;
  readonly kind: EdgeKind;
  /** True if the edges lead away from the node. */
  readonly isOut: boolean;
  readonly edges: readonly Continued[];
  /** The line that stands for them, from the node to the border. */
  readonly points: readonly RoutePoint[];
  readonly side: BoxSide;
  readonly at: readonly [x: number, y: number];
}

export interface Joints {
  /** By tile. */
  readonly connectors: readonly (readonly Connector[])[];
  /** Edges that are drawn whole, by tile. */
  readonly whole: readonly (readonly DrawnEdge[])[];
  /** The connector of an edge at its start and at its end; only of edges that leave a sheet. */
  readonly ends: ReadonlyMap<string, { readonly from: Connector; readonly to: Connector }>;
}

/** The connectors of all detail sheets. An edge with both ends on a sheet has them only if its line leaves the sheet. */
export function jointsOf(drawing: PlanDrawing, tiles: readonly Tile[]): Joints {
  const home = new Map<NodeId, number>();
  for (const [at, { nodes }] of tiles.entries()) for (const id of nodes) home.set(id, at);
  const whole: DrawnEdge[][] = tiles.map(() => []);
  const bundles = new Map<string, Omit<Connector, 'number' | 'edges'> & { readonly edges: Continued[] }>();
  const keys = new Map<string, readonly [from: string, to: string]>();
  for (const drawn of drawing.edges) {
    const { from, to, kind } = drawn.edge;
    const [start, end] = [home.get(from), home.get(to)];
    if (start === undefined || end === undefined) continue;
    if (start === end && contains((tiles[start] as Tile).area, drawn.bounds)) {
      whole[start]?.push(drawn);
      continue;
    }
    const put = (tile: number, node: NodeId, isOut: boolean, other: Omit<Continued, 'drawn'>) => {
      const { area } = tiles[tile] as Tile;
      const cut = upToBorder(isOut ? drawn.points : reversed(drawn.points), area);
      const points = cut?.points ?? (isOut ? drawn.points : reversed(drawn.points));
      const side = cut?.side ?? 'bottom';
      const at = cut?.at ?? (points.at(-1) as RoutePoint).at;
      const key = [tile, node, kind, isOut, side].join(' ');
      const bundle = bundles.get(key) ?? { tile, node, kind, isOut, edges: [], points, side, at };
      bundle.edges.push({ drawn, ...other });
      bundles.set(key, bundle);
      return key;
    };
    keys.set(drawn.id, [put(start, from, true, { partner: to, tile: end }), put(end, to, false, { partner: from, tile: start })]);
  }
  const byKey = new Map<string, Connector>();
  const sorted = [...bundles].sort(([, a], [, b]) => a.tile - b.tile || a.at[1] - b.at[1] || a.at[0] - b.at[0]);
  for (const [at, [key, bundle]] of sorted.entries()) byKey.set(key, { ...bundle, number: at + 1 });
  const connectors: Connector[][] = tiles.map(() => []);
  for (const connector of byKey.values()) connectors[connector.tile]?.push(connector);
  const ends = new Map(
    [...keys].map(([id, [from, to]]) => [id, { from: byKey.get(from) as Connector, to: byKey.get(to) as Connector }] as const),
  );
  return { connectors, whole, ends };
}

/**
 * What a connector says: "data to Customer lake 5/31, Scores 6/44". The numbers are those of the sheet and of the connector there.
 * @param sheetOf the number of a tile's sheet
 */
export function connectorWords(connector: Connector, joints: Joints, plan: PlanDrawing['plan'], sheetOf: (tile: number) => number): string {
  const { isOut, kind, edges, node } = connector;
  const partners = edges.map(({ drawn, partner, tile }) => {
    const other = joints.ends.get(drawn.id)?.[isOut ? 'to' : 'from'];
    const title = drawn.edge.title === undefined ? '' : ` "${shortName(drawn.edge.title)}"`;
    return `${shortName(titleOf(plan, partner))}${title} ${sheetOf(tile)}/${other?.number ?? ''}`;
  });
  return `${shortName(titleOf(plan, node))}: ${kind} ${isOut ? 'to' : 'from'} ${partners.join(', ')}`;
}
