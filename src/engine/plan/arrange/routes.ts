import { compareText } from '../edge-order';
import { edgeId } from '../edge-id';
import type { Edge, NodeId, Position } from '../model';
import { CardIndex } from './card-index';
import { Channel, runTogether, strandOf } from './channel';
import { cardWidth, gapX } from './place';
import {
  channelCurves,
  channelSpan,
  directCurve,
  endsOf,
  leadsAcrossRows,
  pointOn,
  routeOf,
  type Anchor,
  type Curve,
  type Route,
} from './route';

/** Room that an edge keeps from the cards it passes. */
const clearance = 6;
/** Between two edges in one gap, where there is room for it. */
const trackStep = 7;
/** How much of a detour, in the plan's units, an edge takes to be alone in a gap. */
const crowding = 40;
/** Size of a mark of findings, which goes where an edge has no title. */
const markSize = { width: 46, height: 18 };

/** An edge that has to pass rows in between, and the gap it takes. */
interface Passing {
  readonly edge: Edge;
  readonly id: string;
  readonly start: Anchor;
  readonly end: Anchor;
  readonly from: Position;
  readonly to: Position;
  /** The heights between which it is in the gap. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * Routes all edges of a plan around its cards: straight to where nothing is in the way, else through a gap between columns. In a gap
 * each edge has a track of its own, except that edges of one kind that come from one node or lead to one run together, like the lanes of a
 * road. Edges whose ends have no place, and edges from a node to itself, have no route.
 * @returns routes by edge id
 */
export function routeEdges(edges: readonly Edge[], layout: Readonly<Record<NodeId, Position>>): Map<string, Route> {
  const cards = new CardIndex(layout);
  const routes = new Map<string, Route>();
  const passing: Passing[] = [];
  for (const edge of edges) {
    const [from, to] = [layout[edge.from], layout[edge.to]];
    if (!from || !to || edge.from === edge.to) continue;
    const id = edgeId(edge);
    const [start, end] = endsOf(from, to, edge.kind);
    const straight = directCurve(start, end);
    const ends = new Set([edge.from, edge.to]);
    if (!leadsAcrossRows(start, end) || isFree(straight, cards, ends)) {
      routes.set(id, routed(edge, start, end, [straight], cards));
      continue;
    }
    const [enter, leave] = channelSpan(start, end);
    const [top, bottom] = [Math.min(enter, leave), Math.max(enter, leave)];
    passing.push({ edge, id, start, end, from, to, top, bottom });
  }
  for (const { one, x } of tracksOf(channelsFor(passing, cards))) {
    routes.set(one.id, routed(one.edge, one.start, one.end, channelCurves(one.start, one.end, x), cards));
  }
  return routes;
}

function isFree(curve: Curve, cards: CardIndex, ends: ReadonlySet<NodeId>): boolean {
  const steps = 24;
  for (let step = 1; step < steps; step += 1) {
    const [x, y] = pointOn([curve], step / steps);
    if (cards.hits({ left: x - clearance, right: x + clearance, top: y - clearance, bottom: y + clearance }, ends)) return false;
  }
  return true;
}

/**
 * Finds each edge a gap between columns that no card stands in: the one with the least detour, where an edge that is there already counts
 * as a detour too, so that a busy gap is left for a quiet one.
 */
function channelsFor(passing: readonly Passing[], cards: CardIndex): Map<number, Passing[]> {
  const byChannel = new Map<number, Passing[]>();
  const channels = new Map<number, Channel>();
  // short ones have the least choice
  const sorted = [...passing].sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || compareText(a.id, b.id));
  for (const one of sorted) {
    const { start, end, from, to, top, bottom } = one;
    const strand = strandOf(one.edge);
    const reach = { left: Math.min(from[0], to[0]) - gapX, right: Math.max(from[0], to[0]) + cardWidth + gapX, top, bottom };
    const candidates = new Set<number>();
    for (const left of [from[0], to[0], ...cards.leftsWithin(reach)]) {
      candidates.add(left - gapX / 2);
      candidates.add(left + cardWidth + gapX / 2);
    }
    const byDetour = [...candidates]
      .map((x) => ({ x, detour: Math.abs(x - start.x) + Math.abs(x - end.x) }))
      .sort((a, b) => a.detour - b.detour || a.x - b.x);
    let open: { readonly x: number; readonly cost: number } | undefined;
    let any: { readonly x: number; readonly cost: number } | undefined;
    for (const { x, detour } of byDetour) {
      if (open && detour > open.cost) break; // none of the others can be better
      const cost = detour + (channels.get(x)?.othersBeside(strand, top, bottom) ?? 0) * crowding;
      const isBetter = (than: typeof any) => !than || cost < than.cost || (cost === than.cost && x < than.x);
      if (isBetter(any)) any = { x, cost };
      if (isBetter(open) && isOpen(x, one, cards)) open = { x, cost };
    }
    const x = (open ?? any)?.x ?? start.x;
    const list = byChannel.get(x);
    if (list) list.push(one);
    else byChannel.set(x, [one]);
    const channel = channels.get(x) ?? new Channel();
    channels.set(x, channel);
    channel.add(strand, top, bottom);
  }
  return byChannel;
}

/** Whether no card stands in the way of an edge at `x`. */
function isOpen(x: number, { top, bottom }: Passing, cards: CardIndex): boolean {
  return cards.leftsWithin({ left: x - clearance, right: x + clearance, top, bottom }).next().done === true;
}

function overlap(a: Passing, b: Passing): boolean {
  return a.bottom >= b.top && a.top <= b.bottom;
}

const none: ReadonlySet<NodeId> = new Set();

/** Gives every edge in a gap its track. */
function tracksOf(byChannel: ReadonlyMap<number, readonly Passing[]>): { readonly one: Passing; readonly x: number }[] {
  return [...byChannel].flatMap(([channel, list]) => {
    // what comes from the left keeps left, so that few edges cross
    const sorted = [...list].sort((a, b) => a.start.x + a.end.x - b.start.x - b.end.x || compareText(a.id, b.id));
    const tracks: Passing[][] = [];
    const trackOf = new Map<Passing, number>();
    for (const one of sorted) {
      const fits = (track: readonly Passing[]) => track.every((other) => !overlap(other, one) || runTogether(other.edge, one.edge));
      const mates = tracks.findIndex((track) => fits(track) && track.some((other) => runTogether(other.edge, one.edge)));
      const found = mates >= 0 ? mates : tracks.findIndex(fits);
      const track = found >= 0 ? found : tracks.push([]) - 1;
      tracks[track]?.push(one);
      trackOf.set(one, track);
    }
    const step = tracks.length > 1 ? Math.min(trackStep, (gapX - 2 * clearance) / (tracks.length - 1)) : 0;
    return sorted.map((one) => ({ one, x: channel + ((trackOf.get(one) ?? 0) - (tracks.length - 1) / 2) * step }));
  });
}

/** Tried in turn for a label: half way first, then away from there. */
const labelPlaces = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9];

function routed(edge: Edge, start: Anchor, end: Anchor, curves: readonly Curve[], cards: CardIndex): Route {
  const { width, height } = edge.title === undefined ? markSize : { width: Math.min(150, edge.title.length * 6 + 14), height: 18 };
  const middle = labelPlaces
    .map((t) => pointOn(curves, t))
    .find(([x, y]) => !cards.hits({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }, none));
  return routeOf(start, end, curves, middle);
}
