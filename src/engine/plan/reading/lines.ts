import type { LineCounter } from 'yaml';
import type { Place } from '../../errors';

/** Finds line and column of offsets in a text. */
export interface Lines {
  at(offset: number): Place;
}

/** The lines of a text that no parser has counted. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    at: (offset) => {
      let [low, high] = [0, starts.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}

/** The lines that the YAML parser counted. */
export function countedLines(counter: LineCounter): Lines {
  return {
    at: (offset) => {
      const { line, col } = counter.linePos(offset);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    },
  };
}
