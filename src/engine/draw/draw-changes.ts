import { cardHeight, cardWidth, edgeId, type Edge, type NodeId, type NoteId, type Plan, type Route } from '../plan';
import { n } from './number';
import type { Palette } from './palette';
import { textWidth } from './text-width';

/*
 * The marks of changes on a drawing of two plans in one. A change is shown by a sign and a word, and by the line around a card; colour only
 * repeats it.
 */

export type DrawnChange = 'added' | 'removed' | 'changed' | 'moved';

/** Changes between two plans, by what the drawing has: what was removed is a part of the drawn plan. */
export interface DrawnChanges {
  readonly nodes: ReadonlyMap<NodeId, DrawnChange>;
  /** By id, as `from/to/kind`. */
  readonly edges: ReadonlyMap<string, DrawnChange>;
  readonly notes: ReadonlyMap<NoteId, DrawnChange>;
}

const kinds = ['added', 'removed', 'changed', 'moved'] as const satisfies readonly DrawnChange[];
/** Sign and line of each kind. */
const looks: Readonly<Record<DrawnChange, { readonly sign: string; readonly dash: string }>> = {
  added: { sign: '+', dash: '' },
  removed: { sign: '\u2212', dash: '7 4' },
  changed: { sign: '~', dash: '12 3 2 3' },
  moved: { sign: '\u2194', dash: '2 3' },
};
const fontSize = 10;
const between = 18;
const rowHeight = 22;

/** What was removed is drawn fainter. */
export function faint(svg: string, change: DrawnChange | undefined): string {
  return change === 'removed' && svg !== '' ? `<g opacity="0.6">${svg}</g>` : svg;
}

/** A mark on every node, edge and note that changed, and a line around the cards. @param plan has a place for every node */
export function drawChanges(
  { nodes, edges, notes }: DrawnChanges,
  plan: Plan,
  routes: ReadonlyMap<string, Route>,
  palette: Palette,
): string[] {
  const onCards = Object.keys(plan.nodes).flatMap((id) => {
    const [change, at] = [nodes.get(id), plan.layout[id]];
    if (!change || !at) return [];
    return [outline(at[0], at[1], change, palette), drawMark(at[0] - 6, at[1], change, palette, change)];
  });
  const onEdges = uniqueEdges(plan.edges).flatMap((edge) => {
    const [change, route] = [edges.get(edgeId(edge)), routes.get(edgeId(edge))];
    if (!change || !route) return [];
    const [x, y] = route.middle;
    const { sign } = looks[change];
    // above the edge's title, if it has one
    return [drawMark(x - markWidth(sign) / 2, edge.title ? y - 17 : y, change, palette)];
  });
  const onNotes = Object.entries(plan.notes).flatMap(([id, { at }]) => {
    const change = notes.get(id);
    return change ? [drawMark(at[0] - 6, at[1], change, palette, change)] : [];
  });
  return [...onCards, ...onEdges, ...onNotes];
}

function uniqueEdges(edges: readonly Edge[]): readonly Edge[] {
  return [...new Map(edges.map((edge) => [edgeId(edge), edge])).values()];
}

/** The signs of the changes that a drawing has, each with its word. */
export function drawChangeLegend(
  { nodes, edges, notes }: DrawnChanges,
  palette: Palette,
): { readonly svg: string; readonly height: number } {
  const used = new Set([...nodes.values(), ...edges.values(), ...notes.values()]);
  let x = 0;
  const entries = kinds
    .filter((kind) => used.has(kind))
    .map((kind) => {
      const { sign } = looks[kind];
      const entry = [
        drawMark(x, 10, kind, palette),
        `<text x="${n(x + markWidth(sign) + 5)}" y="13.5" font-size="${fontSize}" fill="${palette.muted}">${kind}</text>`,
      ];
      x += markWidth(sign) + 5 + textWidth(kind, fontSize) + between;
      return entry.join('');
    });
  return entries.length === 0 ? { svg: '', height: 0 } : { svg: `<g class="legend">${entries.join('')}</g>`, height: rowHeight };
}

function outline(x: number, y: number, change: DrawnChange, palette: Palette): string {
  const { dash } = looks[change];
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<rect x="${n(x - 2.5)}" y="${n(y - 2.5)}" width="${cardWidth + 5}" height="${cardHeight + 5}" rx="10" fill="none" stroke="${palette.change[change]}" stroke-width="2.5"${dashes}/>`;
}

/** A pill with a sign, and a word behind it. */
function drawMark(x: number, y: number, change: DrawnChange, palette: Palette, word = ''): string {
  const { sign } = looks[change];
  const text = word === '' ? sign : `${sign} ${word}`;
  const width = markWidth(text);
  return `<g class="change" data-change="${change}"><rect x="${n(x)}" y="${n(y - 9)}" width="${n(width)}" height="18" rx="9" fill="${palette.change[change]}" stroke="${palette.onChange}" stroke-width="1.5"/><text x="${n(x + width / 2)}" y="${n(y + 3.5)}" text-anchor="middle" font-size="${fontSize}" font-weight="500" fill="${palette.onChange}">${text}</text></g>`;
}

function markWidth(text: string): number {
  return Math.max(20, textWidth(text, fontSize, 'medium') + 14);
}
