import { textWidth } from '../draw';
import type { Face, Shaper } from './display-list';

/** A shaper for where the packet has no fonts: it has the widths of Roboto and no glyphs. Each line is one run, and its font is its face. */
export function plainShaper(): Shaper {
  return {
    shape: (text: string, face: Face) => {
      const width = face === 'mono' ? [...text].length * 600 : textWidth(text, 1000, face === 'regular' ? 'regular' : 'medium');
      return { text, width, runs: [{ font: face, rightToLeft: false, text, clusters: [], width }] };
    },
    missing: new Set(),
  };
}
