/** Milliseconds after which an answer of the main process counts as lost. */
const patience = 15_000;

/**
 * Asks the main process, and repeats the call if its answer was lost. Node may collect the promise of the answer before the test tool
 * reads it, with or without an error. Only for calls that can be repeated.
 */
export async function surely<T>(ask: () => Promise<T>, tries = 30): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('The answer was not given: it may have been garbage collected.')), patience);
  });
  try {
    return await Promise.race([ask(), lost]);
  } catch (error) {
    if (tries <= 1 || !String(error).includes('garbage collected')) throw error;
    return surely(ask, tries - 1);
  } finally {
    clearTimeout(late);
  }
}

/**
 * Makes the main process do something that must not be repeated. Does not wait for a lost answer: the next steps of the test show if it
 * worked.
 */
export async function actOnce<T>(act: () => Promise<T>): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  const lost = new Promise<void>((done) => (late = setTimeout(done, patience)));
  try {
    await Promise.race([act(), lost]);
  } catch (error) {
    if (!String(error).includes('garbage collected')) throw error;
  } finally {
    clearTimeout(late);
  }
}
