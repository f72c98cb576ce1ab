// @ts-check
/**
 * `npm run bench:tabs [-- --nodes 100,1000] [--plans 1,6,20]`: measures the memory of the built application with this many open plans, each
 * of which was shown once, and the time until a tab is drawn whose page is loaded, and one whose page sleeps. Memory is the proportional
 * set size of all processes together, so that shared pages count once. Needs Linux, a screen (`xvfb-run -a`) and the built application
 * (`npm run build`).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { nodes: { type: 'string', default: '100,1000' }, plans: { type: 'string', default: '1,6,20' } } });
const executable =
  process.env['PIPEDRAFT_ELECTRON'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pipedraft', 'electron-33.2.1-linux-x64-r3', 'electron');

const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
/** @type {{ module: typeof import('../build/resources.ts') }} */
const { module: resources } = await runnerImport(join(root, 'build/resources.ts'), config);
/** @type {{ module: typeof import('./canvas/plans.ts') }} */
const { module: made } = await runnerImport(join(root, 'bench/canvas/plans.ts'), { ...config, plugins: [resources.resources()] });

const folder = mkdtempSync(join(tmpdir(), 'pipedraft-bench-'));
try {
  console.log('| nodes | plans | pages loaded | memory, MB | main process, MB | to a loaded tab, ms | to a sleeping tab, ms |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const nodes of values.nodes.split(',').map(Number))
    for (const plans of values.plans.split(',').map(Number)) {
      const { pages, all, main, awake, asleep } = await measured(nodes, plans);
      const times = [awake, asleep].map((one) => (one === undefined ? '' : one.toFixed(0)));
      console.log(`| ${[nodes.toLocaleString('en-GB'), plans, pages, all.toFixed(0), main.toFixed(0), ...times].join(' | ')} |`);
    }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @param {number} nodes @param {number} plans */
async function measured(nodes, plans) {
  const files = Array.from({ length: plans }, (_, at) => join(folder, `${nodes}-${plans}-${at}.pipedraft.yaml`));
  const { yaml } = made.placedPlan(nodes, 0);
  for (const file of files) writeFileSync(file, yaml);
  const app = await _electron.launch({
    executablePath: executable,
    args: ['-r', join(root, 'scripts', 'held-start.cjs'), '--no-sandbox', '--force-device-scale-factor=1', '--disable-gpu', root, ...files],
    env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: join(folder, `user-data-${nodes}-${plans}`) },
  });
  try {
    await app.firstWindow();
    let shown = await drawn(app, files.at(-1) ?? '');
    // every plan is looked at once; the last ones stay loaded
    for (let at = 1; at < plans; at += 1) {
      await shown.keyboard.press('Control+Tab');
      shown = await drawn(app, files[at - 1] ?? '');
    }
    await shown.waitForTimeout(10_000); // pages go to sleep, memory that is free is given back
    const pages = app.windows().length;
    const { all, main } = await memory(app);
    if (plans === 1) return { pages, all, main };
    const turn = async (/** @type {string} */ key, /** @type {number} */ to) => {
      const start = performance.now();
      await shown.keyboard.press(key);
      shown = await drawn(app, files[to] ?? '');
      return performance.now() - start;
    };
    const awake = await turn('Control+Shift+Tab', plans - 3);
    if (pages === plans) return { pages, all, main, awake };
    await turn('Control+Tab', plans - 2);
    await turn('Control+Tab', plans - 1);
    return { pages, all, main, awake, asleep: await turn('Control+Tab', 0) };
  } finally {
    const process = app.process();
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
    process.kill('SIGKILL');
  }
}

/**
 * The page that shows a file, once its plan is drawn and checked.
 * @param {import('@playwright/test').ElectronApplication} app @param {string} file
 */
async function drawn(app, file) {
  for (const late = Date.now() + 120_000; Date.now() < late; await new Promise((done) => setTimeout(done, 10)))
    for (const page of app.windows()) {
      const isDrawn = await page
        .evaluate(
          `document.visibilityState === 'visible' &&
            document.querySelector('.top .name')?.getAttribute('title') === ${JSON.stringify(file)} &&
            document.querySelector('.svelte-flow__node, .overview canvas') !== null &&
            document.querySelector('.checking')?.textContent === ''`,
        )
        .catch(() => false); // it may be closed meanwhile
      if (isDrawn) return page;
    }
  throw new Error(`${file} was not drawn.`);
}

/** @param {import('@playwright/test').ElectronApplication} app */
async function memory(app) {
  const processes = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
  let [all, main] = [0, 0];
  for (const { pid, type } of processes) {
    const [, kB = '0'] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    all += Number(kB) / 1024;
    if (type === 'Browser') main = Number(kB) / 1024;
  }
  return { all, main };
}
