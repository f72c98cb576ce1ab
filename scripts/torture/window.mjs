/** The application in a torture run: it is started, typed into, and killed. */
import { once } from 'node:events';
import { _electron } from '@playwright/test';

/** @typedef {{ readonly number: number, readonly at: number }} Typed a number that was typed, and when, in milliseconds since 1970 */

/** Types numbers into two fields of the selected node in turn, so that each is a step of its own. Runs in the window. */
const typing = (/** @type {number} */ from, /** @type {number} */ everyMs) => `(() => {
  const all = [...document.querySelectorAll('[aria-label="Inspector"] input')];
  const field = (name) => all.find((one) => one.getAttribute('aria-label') === name || one.labels?.[0]?.textContent.trim() === name);
  const fields = [field('Title'), field('Owner')];
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  let number = ${from};
  clearInterval(globalThis.tortured);
  globalThis.tortured = setInterval(() => {
    number += 1;
    const at = Date.now();
    const input = fields[number % 2];
    set.call(input, 'number ' + number);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    console.log('typed ' + number + ' ' + at);
  }, ${everyMs});
})()`;

/** What the two fields hold. Runs in the window. */
const reading = `[...document.querySelectorAll('[aria-label="Inspector"] input')].flatMap((one) => /^number (\\d+)$/.exec(one.value)?.[1] ?? [])`;

export class TorturedWindow {
  /** @type {Typed[]} */
  typed = [];

  /** @param {import('@playwright/test').ElectronApplication} app @param {import('@playwright/test').Page} page */
  constructor(app, page) {
    this.app = app;
    this.page = page;
    this.process = app.process();
    page.on('console', (message) => {
      const [, number, at] = /^typed (\d+) (\d+)$/.exec(message.text()) ?? [];
      if (number !== undefined) this.typed.push({ number: Number(number), at: Number(at) });
    });
  }

  /** @param {string} executable @param {string} root @param {string} userData @param {string} file */
  static async start(executable, root, userData, file) {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = await _electron.launch({
      executablePath: executable,
      args: ['-r', `${root}/scripts/held-start.cjs`, ...sandbox, '--disable-gpu', root, file],
      env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: userData, PIPEDRAFT_TODAY: '2026-11-21' },
    });
    const page = await app.firstWindow();
    const window = new TorturedWindow(app, page);
    await page.locator('.svelte-flow__node').first().click();
    await page.getByRole('region', { name: 'Inspector' }).getByLabel('Title').waitFor();
    return window;
  }

  /** The highest number that the plan holds. @returns {Promise<number>} */
  async number() {
    const numbers = /** @type {string[]} */ (await this.page.evaluate(reading));
    return Math.max(0, ...numbers.map(Number));
  }

  /** @param {number} from @param {number} everyMs */
  async type(from, everyMs) {
    await this.page.evaluate(typing(from, everyMs));
  }

  async stopTyping() {
    await this.page.evaluate('clearInterval(globalThis.tortured)');
  }

  /** What is said in the window. @returns {Promise<string>} */
  async said() {
    return (await this.page.locator('[role=alert], [role=status]').allTextContents()).join('\n');
  }

  /** Whether the last step can be undone. */
  canUndo() {
    return this.page.getByRole('button', { name: /^Undo/ }).first().isEnabled();
  }

  /** Kills the application. @returns {Promise<number>} when, in milliseconds since 1970 */
  async kill() {
    const ended = once(this.process, 'exit');
    const at = Date.now();
    this.process.kill('SIGKILL');
    await ended;
    return at;
  }

  /** Quits as its user does, without saving. */
  async quit() {
    const ended = once(this.process, 'exit');
    await this.app.evaluate(({ app, dialog }) => {
      dialog.showMessageBox = /** @type {typeof dialog.showMessageBox} */ (() => Promise.resolve({ response: 1, checkboxChecked: false }));
      setImmediate(() => app.quit());
    });
    await ended;
  }
}
