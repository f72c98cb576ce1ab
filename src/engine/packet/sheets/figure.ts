import { counted } from '../../format';
import { shortName } from '../../plan';
import { drawCard, drawMark } from '../drawing/draw-cards';
import { drawCloud, isInView } from '../drawing/draw-clouds';
import { drawEdge, drawEdgeTitle } from '../drawing/draw-edges';
import { drawFrames, drawGroundTitles, drawLanes, drawNotes } from '../drawing/draw-ground';
import type { DrawnEdge, PlanDrawing } from '../drawing/plan-drawing';
import { boxOnSheet, type View } from '../drawing/view';
import type { Box } from '../display-list';
import type { Pen } from '../pen';
import { oneLine } from '../texts';

/** What of a plan a sheet shows, and where its parts lead. */
export interface Shown {
  readonly nodes: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  /** Edges that are drawn whole. */
  readonly edges: readonly DrawnEdge[];
  /** Draws what belongs to the edges besides, under the cards. */
  readonly under?: () => void;
  /** Draws what lies over everything else. */
  readonly over?: () => void;
  /** True if the sheet is where links to its nodes lead. */
  readonly isHome: boolean;
}

interface PendingLink {
  readonly box: Box;
  readonly target: string;
  readonly text: string;
}

/**
 * Draws a view of a plan as a figure: lanes, frames, edges, cards, notes, marks, and clouds around what changed. Its cards lead to what
 * they cost, its marks to their findings, its clouds to their changes.
 */
export function drawFigure(drawing: PlanDrawing, view: View, shown: Shown, alt: string, pen: Pen): void {
  const { nodes } = drawing;
  const links: PendingLink[] = [];
  pen.element(
    'Figure',
    () => {
      drawLanes(drawing, view, pen);
      drawFrames(drawing, view, pen);
      for (const edge of shown.edges) drawEdge(edge, view, drawing, pen);
      shown.under?.();
      drawGroundTitles(drawing, view, pen);
      for (const id of shown.nodes) {
        const node = nodes.get(id);
        if (!node) continue;
        drawCard(node, view, drawing, pen);
        const box = boxOnSheet(view, node.box);
        links.push({ box, target: `cost-${id}`, text: oneLine(node.words.title) });
      }
      for (const edge of shown.edges) drawEdgeTitle(edge, view, drawing, pen);
      drawNotes(drawing, view, pen, (id) => shown.notes.has(id));
      const drawn = new Set(shown.edges.map(({ id }) => id));
      for (const mark of drawing.marks) {
        if (!(mark.type === 'node' ? shown.nodes : drawn).has(mark.id)) continue;
        const box = drawMark(mark, view, drawing, pen);
        const [first] = mark.findings;
        if (first) links.push({ box, target: `finding-${first.number}`, text: `Finding ${first.number}` });
      }
      for (const cloud of drawing.clouds) {
        const { type, id } = cloud.of;
        const isShown = { node: shown.nodes.has(id), edge: drawn.has(id), note: shown.notes.has(id), group: isInView(cloud, view) }[type];
        if (!isShown) continue;
        const box = drawCloud(cloud, view, drawing, pen);
        links.push({ box, target: `change-${cloud.number}`, text: `Change ${cloud.number}` });
      }
      shown.over?.();
    },
    { alt },
  );
  if (shown.isHome)
    for (const id of shown.nodes) {
      const node = nodes.get(id);
      if (!node) continue;
      const box = boxOnSheet(view, node.box);
      pen.target(`node-${id}`, box.x, box.y);
    }
  for (const { box, target, text } of links) pen.link(box, { target }, text);
}

/** What a figure of the whole plan shows, for those who do not see it. */
export function figureWords({ plan, nodes, edges, bands }: PlanDrawing): string {
  return oneLine(
    `The plan ${shortName(plan.name)}: ${counted(nodes.size, 'node')} in ${counted(bands.length, 'lane')}, joined by ${counted(edges.length, 'edge')}.`,
  );
}
