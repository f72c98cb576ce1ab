import type { IpcMainInvokeEvent } from 'electron';
import { origin } from '../security/switches';

/** Only the main frame of one of our windows may call. @throws for any other sender */
export function assertTrustedSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): void {
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame || frame.origin !== origin)
    throw new Error('A call came from somewhere else than a window of this application.');
}
