import { BrowserWindow, session, type Session } from 'electron';
import { papers } from '#engine/draw';
import type { PrintOptions } from '#ipc';
import { withinTime } from './limits';
import { origin } from '../security/switches';

/** Windows that print have a session of their own, in memory, that serves the same files. */
export function sheetSession(): Session {
  return session.fromPartition('sheets');
}

/**
 * Makes a PDF of a document of ours: vector, fonts embedded, tagged, with an outline.
 * @param path where the document is served
 * @throws UserError when it cannot be made, or not in time
 */
export async function toPdf(path: string): Promise<Buffer> {
  return withWindow(path, {}, (window, loaded) =>
    withinTime(
      'The PDF',
      loaded.then(() =>
        window.webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        }),
      ),
    ),
  );
}

/** Sends a document of ours to the system's print dialog. @returns whether it was printed */
export async function toPaper(path: string, { paper, orientation }: PrintOptions): Promise<boolean> {
  const [width, height] = papers[paper];
  return withWindow(path, {}, async (window, loaded) => {
    await withinTime('The print', loaded);
    // the system's dialog may be open for as long as the user likes
    return new Promise((done) =>
      window.webContents.print(
        {
          silent: false,
          printBackground: true,
          landscape: orientation === 'landscape',
          pageSize: { width: width * 1000, height: height * 1000 },
          margins: { marginType: 'none' },
        },
        (printed) => done(printed),
      ),
    );
  });
}

/**
 * Draws a document of ours as a picture.
 * @param size in CSS pixels
 * @param scale pixels of the picture for one of them
 * @throws UserError when it cannot be made, or not in time
 */
export async function toPng(path: string, size: { readonly width: number; readonly height: number }, scale: number): Promise<Buffer> {
  const bounds = { width: Math.ceil(size.width * scale), height: Math.ceil(size.height * scale) };
  return withWindow(
    path,
    { ...bounds, useContentSize: true, webPreferences: { offscreen: true, javascript: true } },
    ({ webContents }, loaded) => {
      const picture = loaded.then(async () => {
        webContents.setZoomFactor(1);
        // the second frame after the fonts came is the first that is sure to show them
        await webContents.executeJavaScript(
          'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))))',
        );
        return (await webContents.capturePage()).toPNG();
      });
      return withinTime('The picture', picture);
    },
  );
}

/** A hidden window for one piece of work; it is gone when that is done, was given up or failed. @param work waits for the document, as long as it likes */
async function withWindow<T>(
  path: string,
  options: Electron.BrowserWindowConstructorOptions,
  work: (window: BrowserWindow, loaded: Promise<void>) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    ...options,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
      session: sheetSession(),
      ...options.webPreferences,
    },
  });
  try {
    return await work(window, window.loadURL(origin + path));
  } finally {
    window.destroy();
  }
}
