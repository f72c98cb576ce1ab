import { edgeKinds, edgeStyles, type EdgeKind, type Plan } from '../plan';
import { n } from './number';
import type { Palette } from './palette';
import { textWidth } from './text-width';

const fontSize = 10;
const sample = 56;
const between = 18;
const rowHeight = 16;

/** The legend of a drawing: the kinds of its edges, each with its line and end mark. */
export interface Legend {
  readonly svg: string;
  readonly height: number;
}

/** Draws the kinds of a plan's edges in rows below the drawing; nothing for a plan without edges. @param width of the rows */
export function drawLegend({ edges, nodes }: Pick<Plan, 'edges' | 'nodes'>, width: number, palette: Palette): Legend {
  const used = usedKinds({ edges, nodes });
  if (used.length === 0) return { svg: '', height: 0 };
  let [x, row] = [0, 0];
  const entries = used.map(({ id, line }) => {
    const length = sample + 6 + textWidth(line, fontSize);
    if (x > 0 && x + length > width) [x, row] = [0, row + 1];
    const entry = drawEntry(id, line, x, row * rowHeight, palette);
    x += length + between;
    return entry;
  });
  return { svg: `<g class="legend">${entries.join('')}</g>`, height: (row + 1) * rowHeight };
}

/** The kinds of a plan's edges, in their own order. */
export function usedKinds({ edges, nodes }: Pick<Plan, 'edges' | 'nodes'>): readonly (typeof edgeKinds)[number][] {
  const used = new Set(edges.flatMap(({ kind, from, to }) => (nodes[from] && nodes[to] ? [kind] : [])));
  return edgeKinds.filter(({ id }) => used.has(id));
}

function drawEntry(kind: EdgeKind, line: string, x: number, y: number, palette: Palette): string {
  const { width, dash } = edgeStyles[kind];
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  return [
    `<path d="M${n(x)} ${n(y + 6)}H${n(x + sample)}" fill="none" stroke="${palette.edge[kind]}" stroke-width="${width}"${dashes} marker-end="url(#end-${kind})"/>`,
    `<text x="${n(x + sample + 6)}" y="${n(y + 9.5)}" font-size="${fontSize}" fill="${palette.muted}">${line}</text>`,
  ].join('');
}
