// @ts-check
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';

const held = fileURLToPath(new URL('../../scripts/held-start.cjs', import.meta.url));

/** A command that did not end in time, or left the window unable to go on. */
export class Stuck extends Error {}

/**
 * The built application with a plan, and what one command costs its window. Whatever is asked of a window that hangs ends with `Stuck`.
 * @typedef {object} Setup
 * @property {string} executable
 * @property {string} root folder of the built application
 * @property {string} folder for what is written
 * @property {string} file the plan that is opened
 * @property {number} mostWait milliseconds that anything may take
 * @property {typeof import('./in-page.ts')} inPage
 *
 * @typedef {import('./in-page.ts').Took & { worked: number, own: number }} Measured
 */
export class Session {
  /** @type {import('@playwright/test').ElectronApplication} */ app;
  /** @type {import('@playwright/test').Page} */ page;
  /** @type {import('@playwright/test').CDPSession} */ devtools;
  /** @type {Setup} */ #setup;

  /**
   * @param {import('@playwright/test').ElectronApplication} app
   * @param {import('@playwright/test').Page} page
   * @param {import('@playwright/test').CDPSession} devtools
   * @param {Setup} setup
   */
  constructor(app, page, devtools, setup) {
    this.app = app;
    this.page = page;
    this.devtools = devtools;
    this.#setup = setup;
  }

  /** @param {Setup} setup @param {number} count of earlier sessions, for a user folder of its own */
  static async start(setup, count) {
    const { executable, root, folder, file, mostWait } = setup;
    const app = await _electron.launch({
      executablePath: executable,
      args: ['-r', held, '--no-sandbox', '--force-device-scale-factor=1', '--disable-gpu', root, file],
      env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: `${folder}/user-${count}` },
    });
    const page = await app.firstWindow();
    page.setDefaultTimeout(mostWait);
    await page.locator('.svelte-flow__node, .overview canvas').first().waitFor({ state: 'attached' });
    await app.evaluate(answerDialogs, { folder, file });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Session(app, page, devtools, setup);
  }

  /** Ends the application, whatever it is doing. */
  async end() {
    const process = this.app.process();
    const ended = new Promise((done) => (process.exitCode === null && process.signalCode === null ? process.once('exit', done) : done(0)));
    process.kill('SIGKILL');
    await ended;
    await this.app.close().catch(() => undefined);
  }

  /** @param {import('../../src/commands/commands.ts').CommandId} id */
  async send(id) {
    await this.app.evaluate(({ webContents }, command) => webContents.getAllWebContents()[0]?.send('command', command), id);
  }

  /**
   * @param {() => Promise<unknown>} work what is measured
   * @param {string} [until] a selector of what is there when it is done
   * @param {boolean} [isProfiled]
   * @returns {Promise<Measured & { profile?: import('./profile.mjs').Profile }>}
   */
  async measured(work, until, isProfiled = false) {
    const { mostWait, inPage } = this.#setup;
    if (isProfiled) await this.devtools.send('Profiler.enable').then(() => this.devtools.send('Profiler.start'));
    const all = async () => {
      const before = await this.#worked();
      await this.page.evaluate(inPage.startWatch);
      await work();
      if (until !== undefined) await this.page.locator(until).first().waitFor();
      const took = await this.page.evaluate(inPage.finishWatch, mostWait);
      if (!took) throw new Stuck(`did not end within ${mostWait} ms`);
      const done = (await this.#worked()) - before;
      // on a busy machine a window also waits for its turn, which is not its own work
      return { ...took, worked: done, own: took.blocked * Math.min(1, done / Math.max(took.idle, took.blocked, 1)) };
    };
    const took = await within(mostWait + 5000, all());
    const profile = isProfiled ? (await this.devtools.send('Profiler.stop')).profile : undefined;
    return { ...took, profile };
  }

  /** Milliseconds that the window's main thread has worked so far, whatever else the machine does. */
  async #worked() {
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  }
}

/**
 * @template T
 * @param {number} limit milliseconds
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function within(limit, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Stuck(`did not end within ${limit} ms`)), limit);
  });
  work.catch(() => undefined); // what was given up may fail later
  try {
    return await Promise.race([work, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the main process: files are named for whoever asks, and what is asked before something unsaved is left is answered with the last
 * button but "Cancel". @param {typeof import('electron')} electron @param {{ folder: string, file: string }} to */
function answerDialogs({ dialog }, to) {
  let written = 0;
  dialog.showSaveDialog = /** @type {typeof dialog.showSaveDialog} */ (
    (/** @type {unknown} */ _, /** @type {Electron.SaveDialogOptions} */ { filters }) => {
      written += 1;
      return Promise.resolve({ canceled: false, filePath: `${to.folder}/written-${written}.${filters?.[0]?.extensions[0] ?? 'yaml'}` });
    }
  );
  const open = { canceled: false, filePaths: [to.file] };
  dialog.showOpenDialog = /** @type {typeof dialog.showOpenDialog} */ (() => Promise.resolve(open));
  const answer = (/** @type {unknown} */ _, /** @type {Electron.MessageBoxOptions} */ { buttons = [], cancelId }) =>
    Promise.resolve({ response: buttons.findIndex((title, at) => at !== cancelId && !/^save/i.test(title)), checkboxChecked: false });
  dialog.showMessageBox = /** @type {typeof dialog.showMessageBox} */ (answer);
}
