import { UserError } from '#engine/errors';
import { boundsOf, type Plan } from '#engine/plan';

/*
 * What can be printed and drawn as a picture. Both are made by a hidden window: with more than this the printing of Chromium fails after minutes, or a
 * frame that holds the whole picture never comes.
 */

/** The most nodes and edges of a plan that is printed: twice as many take six times as long, or never end. */
export const mostPrinted = { nodes: 2000, edges: 8000 } as const;
/** The most pixels of a picture. */
export const mostPixels = 40_000_000;
/** Milliseconds after which the making of a PDF or a picture is given up. */
export const longestMaking = 180_000;

/** Refuses to print a plan that is too large for it. @throws UserError that says the limit and what to do instead */
export function refuseTooLargeToPrint(plan: Pick<Plan, 'nodes' | 'edges'>): void {
  const counts = { nodes: Object.keys(plan.nodes).length, edges: plan.edges.length } as const;
  for (const what of ['nodes', 'edges'] as const) {
    if (counts[what] <= mostPrinted[what]) continue;
    throw new UserError(
      `The plan has ${number(counts[what])} ${what}; up to ${number(mostPrinted[what])} can be printed or made into a PDF, because more do not fit into the memory of one sheet.`,
      'Export an SVG, which has no limit. To print a part, select it, copy it and paste it into a new plan.',
    );
  }
}

/**
 * How many pixels of a picture a unit of the drawing gets: two are sharp on every screen, large drawings get fewer, but never less than one.
 * @throws UserError that says the limit and what to do instead
 */
export function pictureScale({ width, height }: { readonly width: number; readonly height: number }): number {
  const pixels = width * height;
  if (pixels > mostPixels)
    throw new UserError(
      `The drawing would be ${number(Math.ceil(width))} × ${number(Math.ceil(height))} pixels; a PNG has up to ${number(mostPixels / 1_000_000)} million pixels, because a larger picture does not fit into memory.`,
      'Export an SVG, which has no limit. For a picture of a part, select it, copy it and paste it into a new plan.',
    );
  return Math.min(2, Math.sqrt(mostPixels / pixels));
}

/** Refuses a picture whose cards alone are too large for it, before anything is drawn. @throws UserError as `pictureScale` */
export function refuseTooLargeForPicture(plan: Pick<Plan, 'layout' | 'nodes'>): void {
  const bounds = boundsOf(Object.entries(plan.layout).flatMap(([id, at]) => (plan.nodes[id] ? [at] : [])));
  if (bounds) pictureScale(bounds);
}

/**
 * Waits for something for so long and no longer.
 * @param making what is made, as the start of a sentence: "The PDF"
 * @param most milliseconds
 * @throws UserError when it is not there in time, or could not be made
 */
export async function withinTime<T>(making: string, work: Promise<T>, most: number = longestMaking): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UserError(`${making} was not made within ${number(most / 1000)} seconds and was given up.`, instead)),
      most,
    );
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${making} could not be made: ${reason}.`.replace('..', '.'), instead);
  } finally {
    clearTimeout(timer);
  }
}

const instead = 'Export an SVG, which has no limit, or try it with a part of the plan.';

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
