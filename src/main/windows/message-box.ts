import { dialog, type BaseWindow, type MessageBoxOptions, type MessageBoxReturnValue } from 'electron';
import { legible } from '#engine/plan';

/**
 * Shows the system's message box. Names of files and plans can come from anybody, and the system would obey their control characters, so
 * all words are made legible first.
 */
export function showMessage(browser: BaseWindow, options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
  const { message, detail } = options;
  return dialog.showMessageBox(browser, {
    ...options,
    message: legible(message),
    ...(detail === undefined ? {} : { detail: legible(detail) }),
  });
}
