import { cardWidth, edgeId, type Plan, type Route } from '../plan';
import type { Finding, Severity } from '../validate';
import { n } from './number';
import { escape } from './escape';
import type { Palette } from './palette';
import { textWidth } from './text-width';

/* The marks of findings on a drawing. */

const ranks: readonly Severity[] = ['error', 'warning', 'info'];

/** A mark of findings: its place, the worst severity of those that are not waived, and the findings. */
export interface PlacedMark {
  readonly type: 'node' | 'edge';
  /** Id of the node or edge. */
  readonly id: string;
  /** A mark of a node ends at its right end; one of an edge has its middle there. */
  readonly at: { readonly y: number } & ({ readonly right: number } | { readonly middle: number });
  readonly severity: Severity | undefined;
  /** In the order of their numbers. */
  readonly findings: readonly Finding[];
}

/** The marks of findings: one on each node and edge that findings name. Findings about the whole plan have none. */
export function placeMarks(findings: readonly Finding[], plan: Plan, routes: ReadonlyMap<string, Route>): PlacedMark[] {
  const byPlace = new Map<string, Finding[]>();
  const put = (place: string, finding: Finding) => {
    const here = byPlace.get(place);
    if (!here) byPlace.set(place, [finding]);
    else if (here.at(-1) !== finding) here.push(finding);
  };
  for (const finding of [...findings].sort((a, b) => a.number - b.number)) {
    for (const id of finding.nodes) put(`node ${id}`, finding);
    // a finding that names an edge is marked there, not at its nodes
    for (const id of finding.edges) put(`edge ${id}`, finding);
  }
  const titled = new Set(plan.edges.flatMap((edge) => (edge.title ? [edgeId(edge)] : [])));
  return [...byPlace].flatMap(([place, here]): PlacedMark[] => {
    const [type, id = ''] = place.split(' ');
    const open = here.filter(({ waived }) => !waived);
    const severity = ranks.find((one) => open.some((finding) => finding.severity === one));
    if (type === 'node') {
      const at = plan.layout[id];
      return at && plan.nodes[id] ? [{ type, id, at: { right: at[0] + cardWidth + 6, y: at[1] }, severity, findings: here }] : [];
    }
    const route = routes.get(id);
    if (!route) return [];
    const [x, y] = route.middle;
    // above the edge's title, if it has one
    return [{ type: 'edge', id, at: { middle: x, y: titled.has(id) ? y - 17 : y }, severity, findings: here }];
  });
}

/** Draws the marks of findings. */
export function drawMarks(findings: readonly Finding[], plan: Plan, routes: ReadonlyMap<string, Route>, palette: Palette): string[] {
  return placeMarks(findings, plan, routes).map(({ at, severity, findings: here }) =>
    drawMark(at, severity, numbersOf(here.map(({ number }) => number)), palette),
  );
}

/** "3", "3 · 7", "3 · 7 +2": the first two numbers and how many more. */
export function numbersOf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const first = sorted.slice(0, 2).join(' · ');
  return sorted.length > 2 ? `${first} +${sorted.length - 2}` : first;
}

/** A pill with a shape for the severity: an octagon, a triangle, a circle, or a ring for waived. */
function drawMark(at: PlacedMark['at'], severity: Severity | undefined, numbers: string, palette: Palette): string {
  const colour = palette.severity[severity ?? 'waived'];
  const width = textWidth(numbers, 10, 'medium') + 24;
  const x = 'right' in at ? at.right - width : at.middle - width / 2;
  const { y } = at;
  const shape =
    severity === 'error'
      ? `<path d="M${n(x + 7.5)} ${n(y - 4.5)}h4l2.5 2.5v4l-2.5 2.5h-4l-2.5-2.5v-4z" fill="#fff"/>`
      : severity === 'warning'
        ? `<path d="M${n(x + 9.5)} ${n(y - 5)}l5 9h-10z" fill="#fff"/>`
        : severity === 'info'
          ? `<circle cx="${n(x + 9.5)}" cy="${n(y)}" r="4" fill="#fff"/>`
          : `<circle cx="${n(x + 9.5)}" cy="${n(y)}" r="3.25" fill="none" stroke="#fff" stroke-width="1.5"/>`;
  return `<g class="mark"><rect x="${n(x)}" y="${n(y - 9)}" width="${n(width)}" height="18" rx="9" fill="${colour}"/>${shape}<text x="${n(x + 18)}" y="${n(y + 3.5)}" font-size="10" font-weight="500" fill="#fff">${escape(numbers)}</text></g>`;
}
