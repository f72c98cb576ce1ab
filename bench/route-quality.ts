import { edgeId, type Edge, type Position, type Route } from '#engine/plan';

/* The figures of drawn edges, of any router: what they share, cross and cost. */

/** An edge as it is drawn: a line through points, curves as many short ones. */
export interface Drawn {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Position[];
}

export interface Quality {
  readonly edges: number;
  /** Length that two edges share, summed over all pairs, and the number of pairs that share more than `longShare`. */
  readonly shared: number;
  readonly sharingPairs: number;
  readonly crossings: number;
  /** Pairs of an edge and a card that it crosses, which is at neither of its ends. */
  readonly cards: number;
  /** Turns of all edges, in right angles. */
  readonly bends: number;
  readonly length: number;
}

/** Lines nearer than this look like one. */
const near = 2.5;
const step = 4;
/** More than the end marks of two edges that arrive side by side. */
export const longShare = 24;

/** The lines of the edges that have a route. */
export function drawnFrom(edges: readonly Edge[], routes: ReadonlyMap<string, Route>): Drawn[] {
  const byId = new Map(edges.map((edge) => [edgeId(edge), edge]));
  return [...byId].flatMap(([id, { from, to }]) => {
    const route = routes.get(id);
    return route && from !== to ? [{ from, to, points: pointsOf(route.path) }] : [];
  });
}

/** The points of a path of lines and cubic curves. */
export function pointsOf(path: string): Position[] {
  const points: Position[] = [];
  for (const [, command, rest = ''] of path.matchAll(/([MLCQ])([^MLCQ]+)/g)) {
    const numbers = rest.trim().split(/\s+/).map(Number);
    const at = (index: number): Position => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0];
    if (command === 'Q') {
      const from = points.at(-1) ?? [0, 0];
      for (let t = 1; t <= 6; t += 1) points.push(onCurve([from, at(0), at(0), at(1)], t / 6));
      continue;
    }
    if (command !== 'C') {
      points.push(at(0));
      continue;
    }
    const from = points.at(-1) ?? [0, 0];
    const steps = Math.max(4, Math.min(64, Math.round(Math.hypot(at(2)[0] - from[0], at(2)[1] - from[1]) / 6)));
    for (let t = 1; t <= steps; t += 1) points.push(onCurve([from, at(0), at(1), at(2)], t / steps));
  }
  return points;
}

function onCurve([p, a, b, q]: readonly [Position, Position, Position, Position], t: number): Position {
  const mix = (u: number, v: number, w: number, z: number) =>
    (1 - t) ** 3 * u + 3 * (1 - t) ** 2 * t * v + 3 * (1 - t) * t ** 2 * w + t ** 3 * z;
  return [mix(p[0], a[0], b[0], q[0]), mix(p[1], a[1], b[1], q[1])];
}

export function qualityOf(
  drawn: readonly Drawn[],
  layout: Readonly<Record<string, Position>>,
  card: { readonly width: number; readonly height: number },
): Quality {
  const pairs = sharedByPair(drawn);
  return {
    edges: drawn.length,
    shared: [...pairs.values()].reduce((sum, length) => sum + length, 0),
    sharingPairs: [...pairs.values()].filter((length) => length > longShare).length,
    crossings: crossingsOf(drawn),
    cards: drawn.reduce((sum, one) => sum + cardsCrossed(one, layout, card), 0),
    bends: drawn.reduce((sum, { points }) => sum + turnsOf(points), 0),
    length: drawn.reduce((sum, { points }) => sum + lengthOf(points), 0),
  };
}

/** Adds the figures of several drawings. */
export function sumOf(all: readonly Quality[]): Quality {
  const sum = (key: keyof Quality) => all.reduce((total, one) => total + one[key], 0);
  return {
    edges: sum('edges'),
    shared: sum('shared'),
    sharingPairs: sum('sharingPairs'),
    crossings: sum('crossings'),
    cards: sum('cards'),
    bends: sum('bends'),
    length: sum('length'),
  };
}

interface Sample {
  readonly line: number;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** Length that each pair of edges runs on one line, by both indices. */
export function sharedByPair(drawn: readonly Drawn[]): Map<string, number> {
  const cells = new Map<string, Sample[]>();
  const cell = (x: number, y: number) => `${Math.floor(x / near)} ${Math.floor(y / near)}`;
  const samples = drawn.flatMap(({ points }, line) => samplesOf(points, line));
  for (const sample of samples) {
    const key = cell(sample.x, sample.y);
    const list = cells.get(key);
    if (list) list.push(sample);
    else cells.set(key, [sample]);
  }
  const shared = new Map<string, number>();
  for (const one of samples) {
    const others = new Set<number>();
    // half a step more along the line, so that two sets of samples on one line always meet
    for (let i = -2; i <= 2; i += 1)
      for (let j = -2; j <= 2; j += 1)
        for (const other of cells.get(cell(one.x + i * near, one.y + j * near)) ?? []) {
          if (other.line <= one.line || Math.abs(one.dx * other.dx + one.dy * other.dy) < 0.97) continue;
          const [x, y] = [other.x - one.x, other.y - one.y];
          const aside = Math.abs(x * one.dy - y * one.dx);
          if (aside < near && Math.abs(x * one.dx + y * one.dy) <= step / 2) others.add(other.line);
        }
    for (const other of others) shared.set(`${one.line} ${other}`, (shared.get(`${one.line} ${other}`) ?? 0) + step);
  }
  return shared;
}

function samplesOf(points: readonly Position[], line: number): Sample[] {
  const samples: Sample[] = [];
  let left = step / 2;
  for (let at = 1; at < points.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [points[at - 1] as Position, points[at] as Position]; // both exist
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) continue;
    const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
    for (; left <= length; left += step) samples.push({ line, x: x0 + dx * left, y: y0 + dy * left, dx, dy });
    left -= length;
  }
  return samples;
}

function crossingsOf(drawn: readonly Drawn[]): number {
  const segments = drawn
    .flatMap(({ points }, line) => points.slice(1).map((q, at) => ({ line, p: points[at] as Position, q, top: 0, bottom: 0 })))
    .map((one) => ({ ...one, top: Math.min(one.p[1], one.q[1]), bottom: Math.max(one.p[1], one.q[1]) }))
    .sort((a, b) => a.top - b.top);
  let crossings = 0;
  segments.forEach((one, at) => {
    for (let next = at + 1; next < segments.length; next += 1) {
      const other = segments[next] as (typeof segments)[number]; // below the length
      if (other.top > one.bottom) break;
      if (other.line !== one.line && cross(one.p, one.q, other.p, other.q)) crossings += 1;
    }
  });
  return crossings;
}

function cross(p: Position, q: Position, r: Position, s: Position): boolean {
  return side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0;
}

function side(a: Position, b: Position, point: Position): number {
  return Math.sign((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
}

function cardsCrossed(
  { from, to, points }: Drawn,
  layout: Readonly<Record<string, Position>>,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const samples = samplesOf(points, 0);
  return Object.entries(layout).filter(
    ([id, [left, top]]) =>
      id !== from && id !== to && samples.some(({ x, y }) => x > left + 1 && x < left + width - 1 && y > top + 1 && y < top + height - 1),
  ).length;
}

function turnsOf(points: readonly Position[]): number {
  const headings = points.slice(1).flatMap(([x, y], at) => {
    const [x0, y0] = points[at] as Position; // it exists
    return x === x0 && y === y0 ? [] : [Math.atan2(y - y0, x - x0)];
  });
  return headings.slice(1).reduce((sum, heading, at) => {
    const turn = Math.abs(heading - (headings[at] as number)) % (2 * Math.PI);
    return sum + Math.min(turn, 2 * Math.PI - turn) / (Math.PI / 2);
  }, 0);
}

function lengthOf(points: readonly Position[]): number {
  return points.slice(1).reduce((sum, [x, y], at) => {
    const [x0, y0] = points[at] as Position; // it exists
    return sum + Math.hypot(x - x0, y - y0);
  }, 0);
}
