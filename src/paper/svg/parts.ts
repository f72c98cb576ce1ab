/** A piece of SVG and the height that it covers, so that a strip of a picture draws only what meets it. */
export interface Part {
  /** In points, from the sheet's upper edge. */
  readonly top: number;
  readonly bottom: number;
  /** The piece, or what comes before the pieces in it. A function gives what of it meets a strip. */
  readonly svg: string | ((top: number, bottom: number) => string);
  readonly inside?: readonly Part[];
  /** What comes behind them. */
  readonly end?: string;
}

/** What is drawn wherever it is: the beginning and the end of elements. */
export const everywhere = { top: -Infinity, bottom: Infinity };

/** The pieces that meet a strip. An element that draws nothing there is left out. */
export function joined(parts: readonly Part[], top = -Infinity, bottom = Infinity): string {
  let svg = '';
  for (const part of parts) {
    if (part.bottom < top || part.top > bottom) continue;
    const own = typeof part.svg === 'string' ? part.svg : part.svg(top, bottom);
    if (!part.inside) svg += own;
    else {
      const inside = joined(part.inside, top, bottom);
      if (inside !== '') svg += own + inside + (part.end ?? '');
    }
  }
  return svg;
}
