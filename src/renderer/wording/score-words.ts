import { toDecimals } from '#engine/format';
import type { CheckpointFigures } from '#ipc';

/** The three scores in a line of a list: `maintainability 97 · skills 80 · integration 95`; `–` for one that is not worked out. */
export function scoreWords({ maintainability, skills, integration }: CheckpointFigures): string {
  const points = (value: number | null) => (value === null ? '–' : toDecimals(value, 0));
  return `maintainability ${points(maintainability)} · skills ${points(skills)} · integration ${points(integration)}`;
}
