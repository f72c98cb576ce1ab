import type { EdgeKind } from '../vocabulary';

/** Line style of a kind of edge. Kinds differ by dash and end mark, so that they can be distinguished without colour. */
export interface EdgeStyle {
  readonly width: number;
  /** Lengths of dash and gap; a full line when empty. */
  readonly dash: readonly number[];
  readonly end: EndMark;
}
export type EndMark = 'arrow' | 'open-arrow' | 'diamond' | 'circle' | 'square' | 'bar';

export const edgeStyles: Readonly<Record<EdgeKind, EdgeStyle>> = {
  control: { width: 1.75, dash: [], end: 'open-arrow' },
  data: { width: 2.5, dash: [], end: 'arrow' },
  code: { width: 1.5, dash: [7, 4], end: 'open-arrow' },
  model: { width: 2, dash: [], end: 'diamond' },
  metrics: { width: 1.5, dash: [2, 3], end: 'circle' },
  image: { width: 1.5, dash: [8, 3, 2, 3], end: 'square' },
  telemetry: { width: 1.25, dash: [1.5, 4], end: 'open-arrow' },
  'runs-on': { width: 1.5, dash: [12, 4], end: 'bar' },
  request: { width: 1.5, dash: [4, 2], end: 'diamond' },
};

/** End marks as SVG paths in a box of 10 by 10 with the tip at (10, 5), pointing right; open ones are stroked, the others filled. */
export const endMarks: Readonly<Record<EndMark, { readonly path: string; readonly filled: boolean }>> = {
  arrow: { path: 'M1 1L10 5L1 9Z', filled: true },
  'open-arrow': { path: 'M2 1L9 5L2 9', filled: false },
  diamond: { path: 'M0 5L5 1.5L10 5L5 8.5Z', filled: true },
  circle: { path: 'M9.5 5A4 4 0 1 1 1.5 5A4 4 0 1 1 9.5 5Z', filled: true },
  square: { path: 'M2 1.5H9V8.5H2Z', filled: true },
  bar: { path: 'M9 0.5V9.5', filled: false },
};
