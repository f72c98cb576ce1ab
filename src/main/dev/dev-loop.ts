import { app } from 'electron';

/** The loop of `npm run dev`; no build contains this file. */

/**
 * Starts the application under `npm run dev`. The previous one is ended by a signal and may still hold the lock: this one waits for it
 * instead of handing over its files. F12 opens the developer tools. The signal ends the application without a question; unsaved work is
 * restored from its recovery file.
 */
export function startAfterTheLast(start: () => void): void {
  process.on('SIGTERM', () => app.exit(0));
  app.on('web-contents-created', (_, webContents) => {
    webContents.on('before-input-event', (event, { type, key }) => {
      if (type !== 'keyDown' || key !== 'F12') return;
      event.preventDefault();
      webContents.toggleDevTools();
    });
  });
  const attempt = () => {
    if (app.requestSingleInstanceLock()) start();
    else setTimeout(attempt, 50);
  };
  attempt();
}
