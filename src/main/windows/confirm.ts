import type { BaseWindow } from 'electron';
import { showMessage } from './message-box';

export interface Confirmation {
  readonly type: 'question' | 'warning';
  readonly message: string;
  readonly detail: string;
  /** Label of the confirming button; the other one is Cancel. */
  readonly button: string;
  /** True if Enter confirms: only if that loses nothing. */
  readonly isSafe?: boolean;
}

/** Asks for confirmation. @returns true if the user confirms */
export async function confirm(browser: BaseWindow, { type, message, detail, button, isSafe = false }: Confirmation): Promise<boolean> {
  const { response } = await showMessage(browser, {
    type,
    buttons: [button, 'Cancel'],
    defaultId: isSafe ? 0 : 1,
    cancelId: 1,
    noLink: true,
    message,
    detail,
  });
  return response === 0;
}
