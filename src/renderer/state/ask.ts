import type { CallName, Input, Output, PipedraftApi, Refused, Result, ResultText } from '#ipc';

declare global {
  interface Window {
    readonly pipedraft: PipedraftApi;
  }
}

/** A refusal or failure of the main process, in words for the user. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly refused: Refused) {
    super(`${refused.problem} ${refused.fix}`);
  }
}

/** Calls the main process. @throws Refusal with the words to show */
export async function ask<K extends Exclude<CallName, 'openDropped'>>(name: K, input: Input<K>): Promise<Output<K>> {
  // each call has its own types in the table, which the compiler cannot follow through the index
  const call = window.pipedraft[name] as unknown as (input: Input<K>) => Promise<ResultText<Output<K>>>;
  return unwrap(await call(input));
}

/** Returns the value of an answer. @throws Refusal */
export function unwrap<T>(text: ResultText<T>): T {
  const result = JSON.parse(text) as Result<T>; // the main process wrote it
  if (result.ok) return result.value;
  throw new Refusal(result);
}
