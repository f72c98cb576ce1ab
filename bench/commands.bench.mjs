// @ts-check
/**
 * `npm run bench:commands [-- --nodes 5000] [--only duplicate,paste] [--limit 500]`: runs every command of the table on a large plan in the built
 * application, and lists how long each keeps the window from doing anything else. Ends with an error when a command blocks the window for longer
 * than the limit in milliseconds by work of its own, does not end, or is not known to `bench/commands/cases.ts`. Needs a screen (`xvfb-run -a`) and the built application.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '5000' },
    only: { type: 'string', default: '' },
    limit: { type: 'string', default: '500' },
    wait: { type: 'string', default: '60000' },
  },
});
const [limit, mostWait] = [Number(values.limit), Number(values.wait)];
const executable =
  process.env['PIPEDRAFT_ELECTRON'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pipedraft', 'electron-33.2.1-linux-x64-r2', 'electron');

const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
/** @type {{ module: typeof import('../build/resources.ts') }} */
const { module: resources } = await runnerImport(join(root, 'build/resources.ts'), config);
/** @type {{ module: typeof import('./canvas/plans.ts') }} */
const { module: plans } = await runnerImport(join(root, 'bench/canvas/plans.ts'), { ...config, plugins: [resources.resources()] });
/** @type {{ module: typeof import('./canvas/in-page.ts') }} */
const { module: canvasPage } = await runnerImport(join(root, 'bench/canvas/in-page.ts'), config);
/** @type {{ module: typeof import('./commands/in-page.ts') }} */
const { module: inPage } = await runnerImport(join(root, 'bench/commands/in-page.ts'), config);
/** @type {{ module: typeof import('./commands/cases.ts') }} */
const { module: commands } = await runnerImport(join(root, 'bench/commands/cases.ts'), config);
/** @type {{ module: typeof import('../src/ipc/actions.ts') }} */
const { module: table } = await runnerImport(join(root, 'src/ipc/actions.ts'), config);

/** @typedef {import('../src/ipc/actions.ts').ActionId} ActionId */
/** @typedef {import('./commands/cases.ts').Case} Case */
/** @typedef {{ what: string, on: string, took: (import('./commands/in-page.ts').Took & { worked: number, own: number }) | undefined, cancellable: boolean }} Row */

const unknown = table.actionIds.filter((id) => !Object.hasOwn(commands.cases, id));
if (unknown.length > 0) throw new Error(`bench/commands/cases.ts does not say how to run: ${unknown.join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'pipedraft-bench-'));
const file = join(folder, 'plan.pipedraft.yaml');
const { yaml, plan, node } = plans.placedPlan(Number(values.nodes), 0);
writeFileSync(file, yaml);
const app = await _electron.launch({
  executablePath: executable,
  args: ['--no-sandbox', '--force-device-scale-factor=1', '--disable-gpu', root, file],
  env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: join(folder, 'user') },
});
/** Something can be undone: the plan was changed. */
const changed = 'button[aria-label^="Undo"]:enabled';
/** @type {Row[]} */
const rows = [];
try {
  const page = await app.firstWindow();
  await page.locator('.svelte-flow__node, .overview canvas').first().waitFor({ state: 'attached' });
  await app.evaluate(
    ({ dialog }, to) => {
      let written = 0;
      dialog.showSaveDialog = /** @type {typeof dialog.showSaveDialog} */ (
        (/** @type {unknown} */ _, /** @type {Electron.SaveDialogOptions} */ { filters }) => {
          written += 1;
          return Promise.resolve({ canceled: false, filePath: `${to.folder}/written-${written}.${filters?.[0]?.extensions[0] ?? 'yaml'}` });
        }
      );
      const open = { canceled: false, filePaths: [to.file] };
      dialog.showOpenDialog = /** @type {typeof dialog.showOpenDialog} */ (() => Promise.resolve(open));
      // what is asked before something unsaved is left is answered with the last button but "Cancel"
      const answer = (/** @type {unknown} */ _, /** @type {Electron.MessageBoxOptions} */ { buttons = [], cancelId }) =>
        Promise.resolve({ response: buttons.findIndex((title, at) => at !== cancelId && !/^save/i.test(title)), checkboxChecked: false });
      dialog.showMessageBox = /** @type {typeof dialog.showMessageBox} */ (answer);
    },
    { folder, file },
  );
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const canvas = page.getByRole('application', { name: 'Canvas' });
  const undo = page.getByRole('button', { name: /^Undo/ });
  await measured(() => canvas.focus());
  await measured(() => send('fit'));
  const view = await page.evaluate(canvasPage.viewNow);
  const box = await page.evaluate(canvasPage.canvasBox);
  const after = plan.edges.find(({ from }) => from === node)?.to ?? Object.keys(plan.nodes)[0] ?? '';

  const ids = table.actionIds.filter((id) => values.only === '' || values.only.split(',').includes(id));
  for (const last of [false, true])
    for (const id of ids) {
      const how = commands.cases[id];
      if ((how.last ?? false) !== last) continue;
      if (how.not !== undefined) console.error(`${id}: not run, ${how.not}`);
      else for (const on of how.selected ?? ['nothing']) await run(id, how, on);
    }

  /** @param {ActionId} id @param {Case} how @param {string} on */
  async function run(id, how, on) {
    await select(on);
    for (const one of how.first ?? [])
      await measured(() => (one.startsWith('[') ? page.keyboard.press(one.slice(1, -1)) : send(/** @type {ActionId} */ (one))));
    const row = { what: id, on, cancellable: how.cancellable ?? false };
    await add({ ...row, took: await measured(() => send(id), how.until ?? (how.back === 'undo' && !how.then ? changed : undefined)) });
    if (how.back === 'undo' && !how.then && !(await undo.isEnabled())) throw new Error(`"${id}" with ${on} selected changed nothing.`);
    for (const key of how.then ?? [])
      await add({ ...row, what: `${id}, then ${key}`, took: await measured(() => page.keyboard.press(key)) });
    if (how.last) return;
    if (how.back === 'again') await add({ ...row, what: `${id}, again`, took: await measured(() => send(id)) });
    if (how.back === 'escape')
      await add({ ...row, what: `${id}, left with Escape`, took: await measured(() => page.keyboard.press('Escape')) });
    // whatever was done to the plan is undone, so that the next command finds it as it was
    for (let step = 0; step < 8 && (await undo.isEnabled()); step += 1) {
      const took = await measured(() => send('undo'));
      if (step === 0 && how.back === 'undo') await add({ ...row, what: `${id}, undone`, took });
    }
  }

  /** @param {string} what */
  async function select(what) {
    for (const close of await page.locator('.message').getByRole('button', { name: 'Close' }).all()) await close.click();
    await page.keyboard.press('Escape');
    await canvas.focus({ timeout: 5000 }).catch(() => page.keyboard.press('Escape'));
    await measured(() => send('fit'));
    const at = (/** @type {string} */ one) => {
      const [left, top] = plan.layout[one] ?? [0, 0];
      return /** @type {const} */ ([box.x + view.x + (left + 104) * view.zoom, box.y + view.y + (top + 32) * view.zoom]);
    };
    if (what === 'everything') await measured(() => send('select-all'));
    else if (what !== 'nothing') {
      await measured(() => page.mouse.click(...at(node)));
      if (what === 'two')
        await measured(async () => {
          await page.keyboard.down('Control');
          await page.mouse.click(...at(after));
          await page.keyboard.up('Control');
        });
    }
  }

  /** @param {ActionId} id */
  async function send(id) {
    await app.evaluate(({ BrowserWindow }, command) => BrowserWindow.getAllWindows()[0]?.webContents.send('command', command), id);
  }

  /** @param {() => Promise<unknown>} work what is measured @param {string} [until] @returns nothing when it did not end */
  async function measured(work, until) {
    const before = await worked();
    await page.evaluate(inPage.startWatch);
    await work();
    if (until !== undefined) await page.locator(until).first().waitFor({ timeout: mostWait });
    const took = await page.evaluate(inPage.finishWatch, mostWait);
    if (!took) return undefined;
    const done = (await worked()) - before;
    // on a busy machine a window also waits for its turn, which is no work of its own
    return { ...took, worked: done, own: took.blocked * Math.min(1, done / Math.max(took.idle, took.blocked, 1)) };
  }

  /** Milliseconds that the window's main thread has worked so far, whatever else the machine does. */
  async function worked() {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  }

  /** @param {Row} row */
  async function add(row) {
    rows.push(row);
    console.error(describe(row));
    if (!row.took) throw new Error(`"${row.what}" did not end within ${mostWait} ms.`);
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  const ended = new Promise((done) => app.process().once('exit', done));
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => app.process().kill('SIGKILL'));
  await ended;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

console.log(`\n${Number(values.nodes).toLocaleString('en-GB')} nodes, ${plan.edges.length.toLocaleString('en-GB')} edges; milliseconds`);
console.log(
  '\n| command | with selected | window blocked | by work of its own | its thread worked in all | until the window is idle | answer seen |',
);
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: |');
for (const { what, on, took } of rows)
  console.log(
    `| ${[what, on, ms(took?.blocked), ms(took?.own), ms(took?.worked), ms(took?.idle), took?.answer ? ms(took.answer) : ''].join(' | ')} |`,
  );
const slow = rows.filter(({ took, cancellable }) => !cancellable && (took?.own ?? Infinity) > limit);
console.log(slow.length === 0 ? `\nNothing blocked the window for over ${limit} ms.` : `\nOver ${limit} ms:`);
for (const row of slow) console.log(describe(row));
if (slow.length > 0) process.exitCode = 1;

/** @param {Row} row */
function describe({ what, on, took }) {
  return `${what} (${on}): ${took ? `blocked ${ms(took.blocked)}, of that own work ${ms(took.own)}, worked ${ms(took.worked)}, idle ${ms(took.idle)}, answer ${ms(took.answer)}` : 'did not end'}`;
}

/** @param {number | undefined} value */
function ms(value) {
  return value === undefined ? 'never' : Math.round(value).toLocaleString('en-GB');
}
