import type { Measured } from './measure';
import type { Loss, ScorePart } from './scores';
import type { Scoring } from './scoring';

/** A scored part, and the plan's result in it. */
export interface Judged extends Pick<ScorePart, 'id' | 'title' | 'max' | 'reason' | 'source'> {
  readonly measured: Measured;
}

/** Shares are sums of fractions: a smaller value is a rounding error, not a loss. */
const nothing = 1e-9;

/**
 * The parts of a score: points, words and nodes all come from the same losses, so they cannot contradict each other.
 * @param most the points that make a score of 100
 */
export function partsOf(judged: readonly Judged[], most = judged.reduce((sum, { max }) => sum + max, 0)): readonly ScorePart[] {
  return judged.map(({ measured, id, title, max, reason, source }) => {
    const lost = measured.losses.filter(({ share }) => share > nothing);
    const shares = lost.reduce((sum, { share }) => sum + share, 0);
    // several reasons may remove more than the whole
    const fitting = shares > 1 ? 1 / shares : 1;
    const losses = lost.map(({ share, ...why }): Loss => {
      const points = max * share * fitting;
      return { points, gain: gainOf(points), ...why };
    });
    const points = Math.max(0, max - losses.reduce((sum, loss) => sum + loss.points, 0));
    return {
      id,
      title,
      points,
      max,
      lost: max - points,
      gain: gainOf(max - points),
      because: losses.length === 0 ? measured.well : losses.map(({ because }) => because).join(' '),
      nodes: [...new Set(losses.flatMap(({ nodes }) => nodes))],
      losses,
      reason,
      source,
    };
  });

  /** Gain in the score from a number of points, if some parts could not be scored. */
  function gainOf(points: number): number {
    return (100 * points) / most;
  }
}

/** A source by its name in the weights. */
export function sourceOf(name: string, { sources }: Scoring): ScorePart['source'] {
  const source = sources[name];
  if (!source) return { title: name };
  return source.url === undefined ? { title: source.title } : { title: source.title, url: source.url };
}
