import { clusters, legible, linePieces, shortNote } from '../plan';
import { clusterUnits, textUnits, type Weight } from './text-width';

/** The text, or as much of it as fits a width with an ellipsis. A little room is kept for machines that have another font. */
export function fitText(text: string, width: number, size: number, weight: Weight = 'regular'): string {
  const room = roomFor(width, size);
  const line = legible(shortNote(text)).replace(/\s+/g, ' ').trim();
  const ellipsis = textUnits('…', weight);
  let kept = '';
  let units = 0;
  let fitting: string | undefined;
  for (const cluster of clusters(line)) {
    units += clusterUnits(cluster, weight);
    if (units + ellipsis > room) fitting ??= kept;
    if (units > room) return `${(fitting ?? kept).trimEnd()}…`;
    kept += cluster;
  }
  return line;
}

/**
 * Breaks a text into lines that fit a width: at its spaces, and beside characters of scripts that are written without them. A word wider
 * than a line is broken inside.
 */
export function breakLines(text: string, width: number, size: number, weight: Weight = 'regular'): string[] {
  const room = roomFor(width, size);
  const space = textUnits(' ', weight);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const start = () => {
    if (line !== '') lines.push(line);
    [line, used] = ['', 0];
  };
  for (const word of legible(text).split(/\s+/).filter(Boolean))
    for (const [at, piece] of linePieces(word).entries()) {
      const units = textUnits(piece, weight);
      const gap = line !== '' && at === 0;
      if (used + (gap ? space : 0) + units <= room) {
        line += gap ? ` ${piece}` : piece;
        used += (gap ? space : 0) + units;
        continue;
      }
      start();
      for (const cluster of clusters(piece)) {
        const more = clusterUnits(cluster, weight);
        if (line !== '' && used + more > room) start();
        line += cluster;
        used += more;
      }
    }
  start();
  return lines;
}

/** In thousandths of the font size; a little is kept. */
function roomFor(width: number, size: number): number {
  return (width * 0.97 * 1000) / size;
}
