/** Milliseconds after which an answer of the main process counts as lost. */
const patience = 15_000;

/**
 * Asks something of the main process, again where its answer was lost: Node may collect the promise that carries it before the test tool
 * has looked, and then says so or says nothing. Only for what can be asked twice.
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

/** Has the main process do something that must not be done twice. An answer that was lost is not waited for: what follows shows whether it was done. */
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
