import type { Edge, NodeId, Position } from '../model';
import type { Direction } from '../vocabulary';
import { CardIndex } from './card-index';
import { chooseLines, isFree } from './choose-lines';
import { placeEnds } from './ends';
import { Labels } from './labels';
import type { Line } from './line';
import { routeOf, type Route } from './route';
import { searchLine } from './search-line';
import { separate } from './separate';
import { spread } from './spread';
import { shapeOf, turnedLayout, type Shape } from './upright';

/**
 * Routes all edges of a plan around its cards, along the axes: straight if nothing is in between, else through the gaps between rows and
 * columns. No two edges lie on one line where there is room for two. Edges whose ends have no place have no route.
 * @returns routes by edge id
 */
export function routeEdges(edges: readonly Edge[], places: Readonly<Record<NodeId, Position>>, direction?: Direction): Map<string, Route> {
  const shape = shapeOf(direction);
  const layout = turnedLayout(places, direction);
  const cards = new CardIndex(layout, shape);
  const isRegular = inRowsAndColumns(layout, shape);
  const lines = chooseLines(edges, layout, { cards, shape, isRegular });
  placeEnds(lines, shape);
  spread(lines);
  if (!isRegular) goRound(lines, cards, shape);
  separate(lines, shape);
  const labels = new Labels(lines, cards, direction);
  const routes = new Map<string, Route>();
  for (const line of lines) routes.set(line.id, routeOf(line, direction, labels.placeOf(line)));
  return routes;
}

/** True if all cards lie in the rows and columns of a tidy plan. */
function inRowsAndColumns(layout: Readonly<Record<NodeId, Position>>, { stepX, stepY }: Shape): boolean {
  const places = Object.values(layout);
  const [x0, y0] = places[0] ?? [0, 0];
  return places.every(([x, y]) => (x - x0) % stepX === 0 && (y - y0) % stepY === 0);
}

/** Leads lines around the cards that they met when they moved from the middle of their gap. */
function goRound(lines: readonly Line[], cards: CardIndex, shape: Shape): void {
  for (const line of lines) if (line.edge.from !== line.edge.to && !isFree(line, cards, 1)) searchLine(line, cards, shape);
}
