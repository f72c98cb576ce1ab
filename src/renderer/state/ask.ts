import type { CallName, Input, Output, PipedraftApi, Refused, Result, Told } from '#ipc';

declare global {
  interface Window {
    readonly pipedraft: PipedraftApi;
  }
}

/** The main process refused or failed, in words for the user. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly refused: Refused) {
    super(`${refused.problem} ${refused.fix}`);
  }
}

/** Asks the main process. @throws Refusal with the words to show */
export async function ask<K extends Exclude<CallName, 'openDropped'>>(name: K, input: Input<K>): Promise<Output<K>> {
  // the table gives each call its own types; the compiler cannot follow that through the index
  const call = window.pipedraft[name] as unknown as (input: Input<K>) => Promise<Told<Output<K>>>;
  return unwrap(await call(input));
}

/** The value of an answer. @throws Refusal */
export function unwrap<T>(told: Told<T>): T {
  const result = JSON.parse(told) as Result<T>; // the main process wrote it
  if (result.ok) return result.value;
  throw new Refusal(result);
}
