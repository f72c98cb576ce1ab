import { dialog, type BrowserWindow } from 'electron';

export interface Confirmation {
  readonly type: 'question' | 'warning';
  readonly message: string;
  readonly detail: string;
  /** What the button says that does it; the other one is Cancel. */
  readonly button: string;
  /** Whether Enter does it: only where nothing is lost by it. */
  readonly isSafe?: boolean;
}

/** Asks before something is done. @returns whether the user wants it */
export async function confirm(browser: BrowserWindow, { type, message, detail, button, isSafe = false }: Confirmation): Promise<boolean> {
  const { response } = await dialog.showMessageBox(browser, {
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
