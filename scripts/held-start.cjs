/**
 * Holds the application's start until Playwright is connected; Electron loads it with `-r`. A window that opens earlier may be loading its page
 * while Playwright attaches, and then Playwright waits forever for an answer of the page before. Playwright's own loader does the same, but
 * only where Playwright finds Electron by itself, and it changes Chromium's switches.
 */
const { app } = require('electron');

process.argv.splice(process.argv.indexOf('-r'), 2); // the application reads the files to open from here

const ready = app.whenReady();
const emit = app.emit.bind(app);
let isReady = false;
/** @type {readonly unknown[]} */
let readyArguments = [];
/** @type {() => void} */
let open = () => {};
/** @type {Promise<void>} */
const held = new Promise((resolve) => (open = resolve));

app.isReady = () => isReady;
app.whenReady = () => held;
app.emit = (/** @type {string} */ event, /** @type {unknown[]} */ ...args) => {
  if (event !== 'ready' || isReady) return emit(event, ...args);
  readyArguments = args;
  return app.listenerCount('ready') > 0;
};

// Playwright calls this when it is connected
Object.assign(globalThis, {
  __playwright_run: async () => {
    await ready;
    isReady = true;
    open();
    emit('ready', ...readyArguments);
  },
});
