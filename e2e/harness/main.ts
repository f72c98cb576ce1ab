/**
 * Asks something of the main process, again where its answer was lost: Node may collect the promise that carries it before the test tool
 * has looked. Only for what can be asked twice.
 */
export async function surely<T>(ask: () => Promise<T>, tries = 30): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (tries <= 1 || !String(error).includes('garbage collected')) throw error;
    return surely(ask, tries - 1);
  }
}
