/** Given to Electron with `-r`: counts the calls of windows and what they carry, from the start on, into `globalThis.counted`. */
const { app, ipcMain } = require('electron');
require('../../scripts/held-start.cjs');

/** @type {{ name: string, asked: number, answered: number }[]} */
const counted = [];
Object.assign(globalThis, { counted });

const length = (/** @type {unknown} */ value) => JSON.stringify(value)?.length ?? 0;
const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (name, answer) =>
  handle(name, async (event, input) => {
    const result = /** @type {unknown} */ (await answer(event, input));
    counted.push({ name, asked: length(input), answered: typeof result === 'string' ? result.length : length(result) });
    return result;
  });
app.on('web-contents-created', (_, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (name, ...payload) => {
    counted.push({ name: `event ${name}`, asked: 0, answered: length(payload) });
    send(name, ...payload);
  };
});
