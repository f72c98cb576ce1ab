import { UserError } from '#engine/errors';
import { figure } from '#engine/format';

/** Milliseconds after which a print is given up. */
export const longestMaking = 180_000;

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

const instead = 'Make a PDF instead; it can be printed from anywhere.';
