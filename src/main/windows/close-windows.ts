import type { Pending } from '../files/pending';
import { refusedBy } from '../ipc/refused';
import type { Packets } from '../output/packets';
import type { PlanSaver } from '../plans/save-plan';
import { origin } from '../security/switches';
import { Closing, type ClosingAnswer } from './closing';
import type { PlanWindow } from './plan-window';
import type { PlanWindows } from './plan-windows';
import { noticeWindow, waitVisibly, waitingPage } from './waiting';
import { showMessage } from './message-box';

export interface CloseWindowsOptions {
  readonly windows: PlanWindows;
  readonly saver: PlanSaver;
  readonly pending: Pending;
  /** Serves the page that names the awaited work. */
  readonly packets: Packets;
  /** Receives unexpected errors. */
  readonly log: (error: unknown) => void;
}

/** Closes the windows of the application: asks on the screen, saves, and shows the awaited work. */
export function closeWindows({ windows, saver, pending, packets, log }: CloseWindowsOptions): Closing<PlanWindow> {
  return new Closing<PlanWindow>({
    open: () => windows.all.filter((window) => !window.closing),
    ask: askToSave,
    save: async (window) => {
      try {
        return (await saver.save(window)) !== null;
      } catch (error) {
        window.send('refused', refusedBy(error, log));
        return false;
      }
    },
    isWriting: () => pending.busy,
    written: () => {
      const page = () => waitingPage(pending.files, windows.all.length > 0);
      return waitVisibly(pending.idle(), page, { open: noticeWindow((html) => origin + packets.keep(html)) });
    },
    close: (agreed) =>
      windows.close(agreed, (document) => {
        void pending.run(document.path ?? document.plan.name, () => document.close(true)).catch(log);
      }),
  });
}

async function askToSave(window: PlanWindow): Promise<ClosingAnswer> {
  const { document } = window;
  window.focus(); // its plan is on the screen during the question
  const { response } = await showMessage(window.browser, {
    type: 'warning',
    buttons: ['Save', "Don't save", 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
    message: `Save the changes to “${document?.file.name ?? document?.plan.name ?? ''}”?`,
    detail: 'Without saving, the changes are gone.',
  });
  return (['save', 'discard', 'cancel'] as const)[response] ?? 'cancel';
}
