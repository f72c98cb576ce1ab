import { createContext } from 'svelte';
import {
  boundsOf,
  cardHeight,
  CardIndex,
  cardWidth,
  type Box,
  type Plan,
  sameKeys,
  type PlacedCard,
  type Position,
  type Route,
} from '#engine/plan';
import { enoughCards, isOverview, levelAt } from './detail-level';
import { placedEdges, type PlacedEdge } from '../edges/placed-edges';
import { contains, overlaps, regionAround, seenBox, type Size, type Viewport } from './viewport';
import { besideSegment, segmentsOf, PathClipper, type WayPart } from '../edges/edge-path';
import type { Routes } from '../edges/routes.svelte';

/** Svelte Flow gets all nodes of plans up to this size: there is nothing to gain. */
const smallPlan = 50;
/** Width of an edge for the pointer, in the plan's units. */
export const gripWidth = 16;

/** The part of the plan that is in sight, and so the elements that are drawn. */
export class VisibleArea {
  readonly #plan: () => Plan;
  readonly #viewport: () => Viewport;
  readonly #size: () => Size;
  readonly #routes: Routes;
  /** Nodes whose cards are drawn wherever they are. */
  readonly #wanted: () => readonly string[];
  readonly #cutter = new PathClipper();
  #wasOverview = false;
  #region: Box | undefined;

  constructor(options: {
    /** The plan, with a place for every node. */
    readonly plan: () => Plan;
    readonly viewport: () => Viewport;
    readonly size: () => Size;
    readonly routes: Routes;
    readonly wanted: () => readonly string[];
  }) {
    this.#plan = options.plan;
    this.#viewport = options.viewport;
    this.#size = options.size;
    this.#routes = options.routes;
    this.#wanted = options.wanted;
  }

  // an edit of text alone keeps the layout
  readonly layout = $derived.by(() => this.#plan().layout);
  readonly cards = $derived(new CardIndex(this.layout));
  readonly bounds = $derived(boundsOf(Object.values(this.layout)));
  readonly #nodeCount = $derived.by(() => Object.keys(this.#plan().nodes).length);

  readonly seen: Box = $derived.by(() => seenBox(this.#viewport(), this.#size()));
  readonly zoom = $derived.by(() => this.#viewport().zoom);
  readonly level = $derived.by(() => levelAt(this.zoom));

  /** True if every node is in view. */
  readonly all = $derived.by(() => {
    const { bounds, seen } = this;
    if (!bounds) return true;
    return (
      bounds.x >= seen.left && bounds.y >= seen.top && bounds.x + bounds.width <= seen.right && bounds.y + bounds.height <= seen.bottom
    );
  });

  /** True if the plan is drawn as a picture because there are too many cards in view. */
  readonly overview: boolean = $derived.by(() => {
    this.#wasOverview = isOverview(this.zoom, this.#countSeen(), this.#wasOverview);
    return this.#wasOverview;
  });

  /** The region in which cards are drawn; `undefined` means everywhere. */
  readonly region: Box | undefined = $derived.by(() => {
    if (this.#nodeCount <= smallPlan || this.overview) return undefined;
    this.#region = regionAround(this.seen, this.#region);
    return this.#region;
  });

  readonly #edges = $derived.by(() => this.#plan().edges);
  readonly #direction = $derived.by(() => this.#plan().direction);
  /** The same object while the plan has the same nodes, whatever else changes: most edits move no edge. */
  readonly #there: Plan['nodes'] = $derived.by(() => {
    const { nodes } = this.#plan();
    return this.#wasThere && sameKeys(this.#wasThere, nodes) ? this.#wasThere : (this.#wasThere = nodes);
  });
  #wasThere: Plan['nodes'] | undefined;

  readonly #placed: readonly PlacedEdge[] = $derived.by(() =>
    placedEdges({ nodes: this.#there, edges: this.#edges, layout: this.layout, direction: this.#direction }, (id, edge) =>
      this.#routes.settled(edge, id),
    ),
  );

  /** The edges that are drawn one by one. */
  readonly edges: readonly PlacedEdge[] = $derived.by(() => {
    if (this.overview) return [];
    return this.region ? this.edgesIn(this.region) : this.#placed;
  });

  /** The edges that pass through a box of the plan. */
  edgesIn(box: Box): PlacedEdge[] {
    const near = this.region && contains(this.region, box) && box !== this.region ? this.edges : this.#placed;
    return near.filter((edge) => edge.passes(box));
  }

  /** The part of a route that is drawn: near the view, since most of a large plan is far from it. */
  part(route: Route): Pick<WayPart, 'path' | 'skipped'> {
    return this.region ? this.partIn(route, this.region) : { path: route.path, skipped: 0 };
  }

  partIn(route: Route, box: Box): WayPart {
    return this.#cutter.within(route, box);
  }

  /** True if a point is near enough to the view to be drawn. */
  isNear([x, y]: Position): boolean {
    return !this.region || overlaps({ left: x, right: x, top: y, bottom: y }, this.region);
  }

  /** Nodes whose cards are drawn. */
  readonly #drawn: ReadonlySet<string> = $derived.by(() => {
    const drawn = new Set(this.#wanted());
    if (this.region) for (const { id } of this.cards.within(this.region)) drawn.add(id);
    return drawn;
  });

  /** The nodes that Svelte Flow gets, in the plan's order. */
  readonly nodes: readonly string[] = $derived.by(() => {
    if (this.overview) return [];
    const ids = Object.keys(this.#plan().nodes);
    return this.region ? ids.filter((id) => this.#drawn.has(id)) : ids;
  });

  /** The node whose card is at a place of the plan. @param slack distance at which a miss still counts, for small cards */
  nodeAt([x, y]: Position, slack = 0): string | undefined {
    const { nodes } = this.#plan();
    const hit = [...this.cards.within({ left: x, right: x, top: y, bottom: y })].filter(({ id }) => nodes[id]);
    if (hit.length > 0) return hit.at(-1)?.id;
    if (slack === 0) return undefined;
    const near = [...this.cards.within({ left: x - slack, right: x + slack, top: y - slack, bottom: y + slack })];
    return nearest(
      near.filter(({ id }) => nodes[id]),
      [x, y],
    );
  }

  /** The edge whose route is nearest to a place of the plan. @param slack distance at which a miss still counts */
  edgeAt(at: Position, slack: number): string | undefined {
    const [x, y] = at;
    const near = this.edgesIn({ left: x - slack, right: x + slack, top: y - slack, bottom: y + slack });
    let [best, least] = [undefined as string | undefined, slack];
    for (const { id, route } of near) {
      const away = Math.min(...segmentsOf(route.path).map((segment) => besideSegment(segment, at)));
      if (away <= least) [best, least] = [id, away];
    }
    return best;
  }

  /** The edges whose lines touch a box. */
  linesIn(box: Box): string[] {
    return this.edgesIn(box).flatMap((edge) => (edge.touches(box) ? [edge.id] : []));
  }

  /** The nodes whose cards lie in a box, wholly or in part. */
  nodesIn(box: Box): string[] {
    const { nodes } = this.#plan();
    return [...this.cards.within(box)].flatMap(({ id }) => (nodes[id] ? [id] : []));
  }

  isSeen(id: string | undefined): boolean {
    const at = id === undefined ? undefined : this.layout[id];
    return at !== undefined && overlaps({ left: at[0], top: at[1], right: at[0] + cardWidth, bottom: at[1] + cardHeight }, this.seen);
  }

  #countSeen(): number {
    let count = 0;
    const cards = this.cards.within(this.seen);
    while (count < enoughCards && cards.next().done !== true) count += 1;
    return count;
  }
}

function nearest(cards: readonly PlacedCard[], [x, y]: Position): string | undefined {
  let [best, least] = [undefined as string | undefined, Infinity];
  for (const { id, at } of cards) {
    const away = Math.hypot(Math.max(at[0] - x, x - at[0] - cardWidth, 0), Math.max(at[1] - y, y - at[1] - cardHeight, 0));
    if (away < least) [best, least] = [id, away];
  }
  return best;
}

export const [getVisibleArea, setVisibleArea] = createContext<VisibleArea>();
