import { counted, toDecimals } from '#engine/format';
import type { Preview } from '#ipc';

/** How small the text of the drawing gets on the sheets of a packet, in a sentence. */
export function legibilityOf({ smallestText, detailSheets }: Pick<Preview, 'smallestText' | 'detailSheets'>): string {
  if (smallestText === null) return 'No sheet shows the plan at a legible size.';
  const where = detailSheets > 0 ? `, on ${counted(detailSheets, 'detail sheet')}` : '';
  return `The smallest text of the drawing has ${toDecimals(smallestText, 1)} pt${where}.`;
}
