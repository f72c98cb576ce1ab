import { textWidth } from '#engine/draw';
import type { Face, Shaper } from '#engine/packet';

/** A shaper with the widths of Roboto and no glyphs: each line is one run. */
export function plainShaper(): Shaper {
  return {
    shape: (text: string, face: Face) => {
      const width = face === 'mono' ? [...text].length * 600 : textWidth(text, 1000, face === 'regular' ? 'regular' : 'medium');
      return { text, width, runs: [{ font: face, rightToLeft: false, text, clusters: [], width }] };
    },
    missing: new Set(),
  };
}
