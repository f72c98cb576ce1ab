import { usedKinds } from '../../draw';
import { lanes, type EdgeKind, type LaneId } from '../../plan';
import type { Severity } from '../../validate';
import { cloudPath } from '../drawing/draw-clouds';
import { drawEndMark, edgeStroke } from '../drawing/draw-edges';
import { drawSeverity } from '../drawing/draw-cards';
import type { PlanDrawing } from '../drawing/plan-drawing';
import type { Pen } from '../pen';
import { oneLine } from '../texts';

/* The legend of a drawing: kinds of edges, severities, lanes and clouds, as far as they occur. */

type Sample =
  { readonly cloud: true } | { readonly edge: EdgeKind } | { readonly severity: Severity | 'waived' } | { readonly lane: LaneId };
interface Entry {
  readonly sample: Sample;
  readonly words: string;
}

const severityWords = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'advice'],
  ['waived', 'waived finding'],
] as const;

export interface Legend {
  readonly height: number;
  readonly draw: (pen: Pen, x: number, y: number) => void;
}

/** @param width of its rows, in points */
export function legendOf(drawing: PlanDrawing, width: number): Legend {
  const { texts, look, since } = drawing;
  const { size, palette } = look;
  const small = size.small;
  const used = new Set(drawing.marks.map(({ severity }) => severity ?? 'waived'));
  const shown = new Set([...drawing.nodes.values()].map(({ lane }) => lane));
  const rows: readonly (readonly Entry[])[] = [
    usedKinds(drawing.plan).map(({ id, line }) => ({ sample: { edge: id }, words: line })),
    [
      ...severityWords.filter(([id]) => used.has(id)).map(([id, words]) => ({ sample: { severity: id }, words })),
      ...lanes.filter(({ id }) => shown.has(id)).map(({ id, title }) => ({ sample: { lane: id }, words: title })),
      ...(since === undefined ? [] : [{ sample: { cloud: true as const }, words: `changed since ${oneLine(since)}` }]),
    ],
  ];
  const rowHeight = small * 1.7;
  const placed: { readonly entry: Entry; readonly x: number; readonly row: number }[] = [];
  let row = 0;
  for (const entries of rows) {
    let x = 0;
    for (const entry of entries) {
      const length = sampleWidth(entry.sample, small) + 4 + texts.width(entry.words, small);
      if (x > 0 && x + length > width) [x, row] = [0, row + 1];
      placed.push({ entry, x, row });
      x += length + 12;
    }
    if (entries.length > 0) row += 1;
  }
  return {
    height: row === 0 ? 0 : row * rowHeight + 4,
    draw: (pen, left, top) => {
      for (const { entry, x, row: at } of placed) {
        const [start, middle] = [left + x, top + 4 + at * rowHeight + rowHeight / 2];
        const { sample, words } = entry;
        const width = sampleWidth(sample, small);
        if ('edge' in sample) {
          const scale = 0.55;
          pen.path(`M0 0H${width}`, { x: start, y: middle, scale: 1 }, { stroke: edgeStroke(sample.edge, scale, look) });
          drawEndMark(sample.edge, [start + width, middle], 0, scale, look, pen);
        } else if ('severity' in sample) {
          const { severity } = sample;
          pen.rect({ x: start, y: middle - width / 2, width, height: width }, { fill: palette.severity[severity], radius: width / 2 });
          const shape = severity === 'waived' ? undefined : severity;
          drawSeverity(shape, [start + width / 2, middle], width / 16, palette.background, pen);
        } else if ('cloud' in sample) {
          const [long, high] = [width - 3, small * 0.8];
          const at = { x: start + 1.5, y: middle - high / 2, scale: 1 };
          pen.path(cloudPath(long, high, small * 0.5), at, { stroke: { colour: palette.change.changed, width: 0.7, join: 'round' } });
        } else pen.rect({ x: start, y: middle - width / 2, width, height: width }, { fill: palette.lane[sample.lane], radius: 1 });
        pen.element('P', () => pen.text(start + width + 4, middle + small * 0.35, words, { size: small, colour: palette.muted }));
      }
    },
  };
}

function sampleWidth(sample: Sample, small: number): number {
  if ('cloud' in sample) return small * 3;
  return 'edge' in sample ? small * 5 : small * 1.2;
}
