import { BrowserWindow, session, type Session } from 'electron';
import { withinTime } from './limits';
import { origin } from '../security/switches';

/** Windows that print have their own session, in memory, that serves the same files. */
export function sheetSession(): Session {
  return session.fromPartition('sheets');
}

/** Microns of a point. */
const microns = 25_400 / 72;

/**
 * Sends one of our documents to the system's print dialog.
 * @param size of a sheet, in points
 * @returns true if it was printed
 */
export async function toPaper(path: string, { width, height }: { readonly width: number; readonly height: number }): Promise<boolean> {
  const [short, long] = [Math.min(width, height), Math.max(width, height)].map((length) => Math.round(length * microns));
  return withWindow(path, async (window, loaded) => {
    await withinTime('The print', loaded);
    // the system's dialog may be open for as long as the user likes
    return new Promise((done) =>
      window.webContents.print(
        {
          silent: false,
          printBackground: true,
          landscape: width > height,
          pageSize: { width: short ?? 0, height: long ?? 0 },
          margins: { marginType: 'none' },
        },
        (printed) => done(printed),
      ),
    );
  });
}

/** A hidden window for one task; it closes when the task is done, given up or failed. @param work waits for the document without a limit */
async function withWindow<T>(path: string, work: (window: BrowserWindow, loaded: Promise<void>) => Promise<T>): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
      session: sheetSession(),
    },
  });
  try {
    return await work(window, window.loadURL(origin + path));
  } finally {
    window.destroy();
  }
}
