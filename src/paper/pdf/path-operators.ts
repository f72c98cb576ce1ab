import type { Stroke } from '#engine/packet';
import { num } from '../numbers';
import type { Segment } from '../paths';

/** The outline as operators, which paint nothing yet. */
export function operatorsOf(segments: readonly Segment[]): string[] {
  const letters = { M: 'm', L: 'l', C: 'c' } as const;
  return segments.map((segment) => {
    if (segment[0] === 'Z') return 'h';
    const [kind, ...values] = segment;
    return `${values.map(num).join(' ')} ${letters[kind]}`;
  });
}

export function strokeOperators({ colour, width, dash = [], cap = 'butt', join = 'miter' }: Stroke): string {
  return `${rgb(colour)} RG ${num(width)} w [${dash.map(num).join(' ')}] 0 d ${cap === 'round' ? 1 : 0} J ${join === 'round' ? 1 : 0} j`;
}

/** `#rrggbb` as three numbers from 0 to 1. */
export function rgb(colour: string): string {
  return [1, 3, 5].map((at) => num(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');
}
