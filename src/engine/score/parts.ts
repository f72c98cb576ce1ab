import type { Measured } from './measure';
import type { Loss, ScorePart } from './scores';
import type { Scoring } from './scoring';

/** What is judged, and how well the plan does in it. */
export interface Judged extends Pick<ScorePart, 'id' | 'title' | 'max' | 'reason' | 'source'> {
  readonly measured: Measured;
}

/** Shares are sums of fractions: less than this is no loss but the last digit of one. */
const nothing = 1e-9;

/** The parts of a score: points, words and nodes all come from what was lost, so they cannot say different things. */
export function partsOf(judged: readonly Judged[]): readonly ScorePart[] {
  const most = judged.reduce((sum, { max }) => sum + max, 0);
  return judged.map(({ measured, id, title, max, reason, source }) => {
    const lost = measured.losses.filter(({ share }) => share > nothing);
    const shares = lost.reduce((sum, { share }) => sum + share, 0);
    // weights of a pack may take away more than there is
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

  /** What points are worth to the score, where not all parts could be judged. */
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
