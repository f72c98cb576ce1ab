import { cardWidth, edgeId, type Plan, type Route } from '../plan';
import type { Finding, Severity } from '../validate';
import { n } from './number';
import { escape } from './escape';
import type { Palette } from './palette';
import { textWidth } from './text-width';

/* The marks of findings on a drawing. */

const ranks: readonly Severity[] = ['error', 'warning', 'info'];

/** A mark on each node and edge that findings name: the worst severity's shape, and the findings' numbers. */
export function drawMarks(findings: readonly Finding[], plan: Plan, routes: ReadonlyMap<string, Route>, palette: Palette): string[] {
  const byPlace = new Map<string, Finding[]>();
  const put = (place: string, finding: Finding) => byPlace.set(place, [...(byPlace.get(place) ?? []), finding]);
  for (const finding of findings) {
    for (const id of finding.nodes) put(`node ${id}`, finding);
    // a finding that names an edge is marked there, not at its nodes
    for (const id of finding.edges) put(`edge ${id}`, finding);
  }
  const titled = new Set(plan.edges.flatMap((edge) => (edge.title ? [edgeId(edge)] : [])));
  return [...byPlace].flatMap(([place, here]) => {
    const [type, id = ''] = place.split(' ');
    const open = here.filter(({ waived }) => !waived);
    const worst = ranks.find((severity) => open.some((finding) => finding.severity === severity));
    const numbers = numbersOf(here.map(({ number }) => number));
    if (type === 'node') {
      const at = plan.layout[id];
      return at && plan.nodes[id] ? [drawMark({ right: at[0] + cardWidth + 6, y: at[1] }, worst, numbers, palette)] : [];
    }
    const route = routes.get(id);
    if (!route) return [];
    const [x, y] = route.middle;
    // above the edge's title, if it has one
    return [drawMark({ middle: x, y: titled.has(id) ? y - 17 : y }, worst, numbers, palette)];
  });
}

/** "3", "3 · 7", "3 · 7 +2": the first two numbers and how many more. */
export function numbersOf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const first = sorted.slice(0, 2).join(' · ');
  return sorted.length > 2 ? `${first} +${sorted.length - 2}` : first;
}

/** A pill with a shape for the severity: an octagon, a triangle, a circle, or a ring for waived. */
function drawMark(
  at: { readonly y: number } & ({ readonly right: number } | { readonly middle: number }),
  severity: Severity | undefined,
  numbers: string,
  palette: Palette,
): string {
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
