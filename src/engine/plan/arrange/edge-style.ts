import type { EdgeKind } from '../vocabulary';

/** Line style of a kind of edge. Kinds differ by dash alone, and by end mark, so that they can be distinguished without colour and from afar. */
export interface EdgeStyle {
  readonly width: number;
  /** Lengths of dash and gap; a full line when empty. */
  readonly dash: readonly number[];
  readonly end: EndMark;
}
export type EndMark = 'arrow' | 'open-arrow' | 'diamond' | 'circle' | 'square' | 'bar';

export const edgeStyles: Readonly<Record<EdgeKind, EdgeStyle>> = {
  control: { width: 1.75, dash: [16, 7], end: 'open-arrow' },
  data: { width: 2.5, dash: [], end: 'arrow' },
  code: { width: 1.5, dash: [8, 7], end: 'open-arrow' },
  model: { width: 2, dash: [16, 6, 4, 6], end: 'diamond' },
  metrics: { width: 1.75, dash: [4, 8], end: 'circle' },
  image: { width: 1.5, dash: [16, 6, 4, 6, 4, 6], end: 'square' },
  telemetry: { width: 1.75, dash: [4, 18], end: 'open-arrow' },
  'runs-on': { width: 1.5, dash: [32, 7], end: 'bar' },
  request: { width: 1.5, dash: [9, 5, 9, 14], end: 'diamond' },
};

/** The dash of a kind as it is drawn at a zoom, in the plan's units: from afar it is longer, in steps, so that it can still be read. */
export function dashAt(kind: EdgeKind, zoom: number): readonly number[] {
  const { dash } = edgeStyles[kind];
  const times = zoom >= readableDash ? 1 : 2 ** Math.ceil(Math.log2(readableDash / zoom));
  return times === 1 ? dash : dash.map((length) => length * times);
}

/** The lowest zoom at which dashes have their own length. */
const readableDash = 0.5;

/** End marks as SVG paths in a box of 10 by 10 with the tip at (10, 5), pointing right; open ones are stroked, the others filled. */
export const endMarks: Readonly<Record<EndMark, { readonly path: string; readonly filled: boolean }>> = {
  arrow: { path: 'M1 1L10 5L1 9Z', filled: true },
  'open-arrow': { path: 'M2 1L9 5L2 9', filled: false },
  diamond: { path: 'M0 5L5 1.5L10 5L5 8.5Z', filled: true },
  circle: { path: 'M9.5 5A4 4 0 1 1 1.5 5A4 4 0 1 1 9.5 5Z', filled: true },
  square: { path: 'M2 1.5H9V8.5H2Z', filled: true },
  bar: { path: 'M9 0.5V9.5', filled: false },
};
