import { ipcMain, type WebContents } from 'electron';
import { z } from 'zod';
import { inputs, type CallName, type Input, type Output, type Result, type ResultText } from '#ipc';
import { JsonText } from './json-text';
import { assertModest } from './payload';
import { refusedBy } from './refused';
import { assertTrustedSender } from './trusted-sender';

/** Handlers of a window's calls. Each receives the window that asks. */
export type Handlers = { readonly [K in CallName]: (input: Input<K>, from: WebContents) => Answer<K> | Promise<Answer<K>> };

type Answer<K extends CallName> = Output<K> | JsonText<Output<K>>;

/**
 * Registers every call of the contract. The only file that uses ipcMain, so that every message passes the same checks: a trusted
 * sender, a payload of limited size that fits its schema, and words instead of errors on the way back.
 * @param log receives unexpected errors
 */
export function registerCalls(handlers: Handlers, log: (error: unknown) => void): void {
  for (const name of Object.keys(inputs) as CallName[]) register(name, handlers, log);
}

function register<K extends CallName>(name: K, handlers: Handlers, log: (error: unknown) => void): void {
  ipcMain.handle(name, async (event, raw: unknown): Promise<ResultText<Output<K>>> => {
    const result = await toResult(name, log, () => {
      assertTrustedSender(event);
      assertModest(raw);
      return handlers[name](inputs[name].parse(raw), event.sender);
    });
    return result.ok && result.value instanceof JsonText ? `{"ok":true,"value":${result.value.text}}` : JSON.stringify(result);
  });
}

async function toResult<T>(name: string, log: (error: unknown) => void, work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const refused = refusedBy(error, log);
    if (error instanceof z.ZodError)
      return { ok: false, problem: `The window asked for "${name}" in a way that is not allowed.`, fix: 'Please report it.' };
    return { ok: false, ...refused };
  }
}
