import { UserError } from '#engine/errors';
import { figure } from '#engine/format';
import { boundsOf, type Plan } from '#engine/plan';

/* Limits of pictures. A hidden window makes them: above these limits, a frame with the whole picture never appears. */

/** Maximum number of pixels of a picture. */
export const mostPixels = 40_000_000;
/** Milliseconds after which a picture or a print is given up. */
export const longestMaking = 180_000;

/**
 * Pixels of a picture for each unit of the drawing: two are sharp on every screen, large drawings get fewer, but never less than one.
 * @throws UserError with the limit and an alternative
 */
export function pictureScale({ width, height }: { readonly width: number; readonly height: number }): number {
  const pixels = width * height;
  if (pixels > mostPixels)
    throw new UserError(
      `The drawing would be ${figure(Math.ceil(width))} × ${figure(Math.ceil(height))} pixels; a PNG has up to ${figure(mostPixels / 1_000_000)} million pixels, because a larger picture does not fit into memory.`,
      'Export an SVG, which has no limit. For a picture of a part, select it, copy it and paste it into a new plan.',
    );
  return Math.min(2, Math.sqrt(mostPixels / pixels));
}

/** Refuses a picture whose cards alone are too large, before anything is drawn. @throws UserError as `pictureScale` */
export function refuseTooLargeForPicture(plan: Pick<Plan, 'layout' | 'nodes'>): void {
  const bounds = boundsOf(Object.entries(plan.layout).flatMap(([id, at]) => (plan.nodes[id] ? [at] : [])));
  if (bounds) pictureScale(bounds);
}

/**
 * Waits for something, with a time limit.
 * @param making the awaited thing, as the start of a sentence: "The PDF"
 * @param most milliseconds
 * @throws UserError if it takes too long, or fails
 */
export async function withinTime<T>(making: string, work: Promise<T>, most: number = longestMaking): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UserError(`${making} was not made within ${figure(most / 1000)} seconds and was given up.`, instead)),
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
