import type { IpcMainInvokeEvent } from 'electron';
import { origin } from '../security/switches';

/** Only the main frame of a window of ours may call. @throws when it is somebody else */
export function assertTrustedSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): void {
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame || frame.origin !== origin)
    throw new Error('A call came from somewhere else than a window of this application.');
}
