import type { ElectronApplication } from '@playwright/test';
import { actOnce, surely } from './main';

/* Native dialogs are the only thing that is answered for the user: no test tool can see them. */

/** Answers the next save dialogs with a path, or cancels them. */
export async function answerSave(app: ElectronApplication, path: string | null): Promise<void> {
  await surely(() =>
    app.evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: file === null, filePath: file ?? '' })) as typeof dialog.showSaveDialog;
    }, path),
  );
}

/** Answers save dialogs with these paths in order, and records their suggestions. */
export async function answerSaves(app: ElectronApplication, ...paths: readonly string[]): Promise<void> {
  await surely(() =>
    app.evaluate(({ dialog }, files) => {
      const suggested: string[] = [];
      Object.assign(globalThis, { pipedraftSuggested: suggested });
      dialog.showSaveDialog = ((...args: unknown[]) => {
        const file = files[suggested.length];
        suggested.push((args.at(-1) as Electron.SaveDialogOptions).defaultPath ?? '');
        return Promise.resolve({ canceled: file === undefined, filePath: file ?? '' });
      }) as typeof dialog.showSaveDialog;
    }, paths),
  );
}

/** Suggestions of save dialogs since `answerSaves`. */
export async function savesSuggested(app: ElectronApplication): Promise<string[]> {
  return surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftSuggested?: string[] }).pipedraftSuggested ?? []));
}

/** Answers the next open dialogs with a path, or cancels them. */
export async function answerOpen(app: ElectronApplication, path: string | null): Promise<void> {
  await surely(() =>
    app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = (() =>
        Promise.resolve({ canceled: file === null, filePaths: file === null ? [] : [file] })) as typeof dialog.showOpenDialog;
    }, path),
  );
}

/** Answers message boxes with these button titles in order, then always with the last one. Records their texts. */
export async function answerMessages(app: ElectronApplication, ...buttons: readonly [string, ...string[]]): Promise<void> {
  await surely(() =>
    app.evaluate(({ dialog }, titles) => {
      const said: string[] = [];
      Object.assign(globalThis, { pipedraftSaid: said });
      dialog.showMessageBox = ((...args: unknown[]) => {
        const options = args.at(-1) as Electron.MessageBoxOptions;
        const title = titles[Math.min(said.length, titles.length - 1)] ?? '';
        said.push([options.message, options.detail].filter(Boolean).join('\n'));
        return Promise.resolve({ response: Math.max(0, (options.buttons ?? []).indexOf(title)), checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    }, buttons),
  );
}

/** Keeps message boxes on the screen until `answerHeld`, and records their texts. */
export async function holdMessages(app: ElectronApplication): Promise<void> {
  await surely(() =>
    app.evaluate(({ dialog }) => {
      const said: string[] = [];
      const held: { buttons: readonly string[]; answer: (response: number) => void }[] = [];
      Object.assign(globalThis, { pipedraftSaid: said, pipedraftHeld: held });
      dialog.showMessageBox = ((...args: unknown[]) => {
        const options = args.at(-1) as Electron.MessageBoxOptions;
        said.push([options.message, options.detail].filter(Boolean).join('\n'));
        return new Promise((done) =>
          held.push({ buttons: options.buttons ?? [], answer: (response) => done({ response, checkboxChecked: false }) }),
        );
      }) as typeof dialog.showMessageBox;
    }),
  );
}

/** Answers the oldest message box on the screen. */
export async function answerHeld(app: ElectronApplication, button: string): Promise<void> {
  await actOnce(() =>
    app.evaluate((_, title) => {
      const { pipedraftHeld } = globalThis as unknown as {
        pipedraftHeld: { buttons: readonly string[]; answer: (response: number) => void }[];
      };
      const first = pipedraftHeld.shift();
      first?.answer(Math.max(0, first.buttons.indexOf(title)));
    }, button),
  );
}

/** Texts of message boxes since `answerMessages`. */
export async function messagesSaid(app: ElectronApplication): Promise<string[]> {
  return surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftSaid?: string[] }).pipedraftSaid ?? []));
}
