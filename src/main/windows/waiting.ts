import { basename } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { nodeTimers, type Timers } from '#disk';

/** Time before a notice appears, in milliseconds. */
const unnoticedMs = 1000;

/** A small window, opened at an address. Closed by its user or by the application. */
export interface Notice {
  close(): void;
}

/** Opens a notice that shows a page. @param closed called when its user closes it */
export type OpenNotice = (page: string, closed: () => void) => Notice;

export interface WaitingOptions {
  readonly timers?: Timers;
  readonly open: OpenNotice;
}

/**
 * Waits for work to be done. After a second a small window names the work; closing that window ends the waiting.
 * @param page the page of the notice, created when it is shown
 * @returns true if the work was done; false if the user did not want to wait
 */
export async function waitVisibly(
  work: Promise<unknown>,
  page: () => string,
  { timers = nodeTimers, open }: WaitingOptions,
): Promise<boolean> {
  let notice: Notice | undefined;
  let done = false;
  let giveUp: (done: boolean) => void = () => {};
  const givenUp = new Promise<boolean>((resolve) => (giveUp = resolve));
  const off = timers.after(unnoticedMs, () => {
    notice = open(page(), () => {
      if (!done) giveUp(false);
    });
  });
  try {
    return await Promise.race([work.then(() => true), givenUp]);
  } finally {
    done = true;
    off();
    notice?.close();
  }
}

/** The page that names the files that quitting waits for. @param goesOn true if a window stays to continue in */
export function waitingPage(files: readonly string[], goesOn: boolean): string {
  const names = files.slice(0, 5).map((file) => `<li title="${escaped(file)}">${escaped(basename(file))}</li>`);
  if (files.length > 5) names.push(`<li>and ${files.length - 5} more</li>`);
  const choice = goesOn
    ? 'Close this window to go on working instead.'
    : 'Close this window to quit at once: these files then keep their earlier content.';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pipedraft is waiting</title><style>${style}</style></head>
<body><main role="status"><h1>Pipedraft is waiting for the disk</h1>
<p>These files are still being written. Pipedraft closes when that is done.</p>
<ul>${names.join('')}</ul>
<p>${choice}</p></main></body></html>`;
}

/** A notice as a window of its own. @param address turns a page into an address to load */
export function noticeWindow(address: (page: string) => string): OpenNotice {
  return (page, closed) => {
    const window = new BrowserWindow({
      width: 440,
      height: 260,
      useContentSize: true,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      alwaysOnTop: true,
      title: 'Pipedraft is waiting',
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b222c' : '#ffffff',
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
    });
    window.removeMenu();
    window.on('closed', closed);
    window.loadURL(address(page)).catch(() => undefined); // it was closed before it was loaded
    return {
      close: () => {
        if (!window.isDestroyed()) window.destroy();
      },
    };
  };
}

const style = `
:root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
body { margin: 0; padding: 20px 24px; background: Canvas; color: CanvasText; }
h1 { margin: 0 0 8px; font-size: 16px; }
p { margin: 8px 0; }
ul { margin: 8px 0; padding-left: 20px; overflow-wrap: anywhere; }`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
