// @ts-check
/**
 * `npm run bench:canvas [-- --nodes 100,1000,5000] [--frames 60] [--starts 3]`: measures the speed of the built application's canvas,
 * beside bare Svelte Flow with the same graph in a window of the same size, in the same run. Needs a screen (`xvfb-run -a`), the built
 * application (`npm run build`) and a quiet machine; no test depends on these times.
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '100,1000,5000' },
    frames: { type: 'string', default: '60' },
    starts: { type: 'string', default: '3' },
  },
});
const frames = Number(values.frames);
const out = join(root, 'out', 'bench-canvas');
const executable =
  process.env['PIPEDRAFT_ELECTRON'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pipedraft', 'electron-33.2.1-linux-x64-r3', 'electron');

const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
/** @type {{ module: typeof import('../build/resources.ts') }} */
const { module: resources } = await runnerImport(join(root, 'build/resources.ts'), config);
/** @type {{ module: typeof import('./canvas/plans.ts') }} */
const { module: plans } = await runnerImport(join(root, 'bench/canvas/plans.ts'), { ...config, plugins: [resources.resources()] });
/** @type {{ module: typeof import('./canvas/in-page.ts') }} */
const { module: inPage } = await runnerImport(join(root, 'bench/canvas/in-page.ts'), config);

await build({
  ...config,
  root: join(root, 'bench', 'canvas'),
  plugins: [svelte({ configFile: false })],
  build: { outDir: out, emptyOutDir: true, modulePreload: false, rolldownOptions: { input: join(root, 'bench/canvas/plain.html') } },
});
copyFileSync(join(root, 'bench/canvas/plain-main.mjs'), join(out, 'plain-main.mjs'));
writeFileSync(join(out, 'package.json'), JSON.stringify({ name: 'svelte-flow', version: '1.0.0', type: 'module', main: 'plain-main.mjs' }));

const folder = mkdtempSync(join(tmpdir(), 'pipedraft-bench-'));
try {
  await coldStart(); // also what opening is measured after: an application is seldom started for the first time
  console.log(
    '\n| nodes | findings | view | what | ours, ms | 95 of 100 within | Svelte Flow, ms | 95 of 100 within | ours / Svelte Flow |',
  );
  console.log('| ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |');
  for (const nodes of values.nodes.split(',').map(Number)) {
    /** @type {Awaited<ReturnType<typeof bare>> | undefined} */
    let beside;
    for (const more of [0, Math.min(1000, nodes)]) {
      const made = plans.placedPlan(nodes, more);
      const ours = await application(made, `${nodes}-${more}`);
      console.error(`${nodes} nodes, ${ours.findings} findings: measured ours`);
      beside ??= await bare(made, ours);
      for (const [what, { view, times }] of Object.entries(ours.times)) {
        const other = beside.times[what]?.times;
        const ratio = other ? (median(times) / median(other)).toFixed(2) : '';
        const cells = [nodes.toLocaleString('en-GB'), ours.findings, view, what.replace(/, .*/, ''), ms(times), within(times)];
        console.log(`| ${[...cells, other ? ms(other) : '', other ? within(other) : '', ratio].join(' | ')} |`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts both with nothing to show, several times in turn. */
async function coldStart() {
  /** @type {Record<string, number[]>} */
  const times = { Pipedraft: [], 'Electron with Svelte Flow': [] };
  for (let at = 0; at <= Number(values.starts); at += 1) {
    for (const [name, start] of /** @type {const} */ ([
      ['Pipedraft', () => startOurs([], '.window')],
      ['Electron with Svelte Flow', () => startBare(undefined, { width: 1280, height: 800 })],
    ])) {
      const { app, took } = await start();
      if (at > 0) times[name]?.push(took); // the first of all makes what later ones find
      await end(app);
    }
  }
  const [ours = [], other = []] = Object.values(times);
  console.log('| cold start | ms | least to most |\n| --- | ---: | ---: |');
  for (const [name, list] of Object.entries(times))
    console.log(`| ${name} | ${ms(list)} | ${Math.round(Math.min(...list))} to ${Math.round(Math.max(...list))} |`);
  console.log(`\nRatio: ${(median(ours) / median(other)).toFixed(2)}`);
}

/** @param {ReturnType<typeof plans.placedPlan>} made @param {string} name */
async function application({ yaml, node, plan }, name) {
  const file = join(folder, `${name}.pipedraft.yaml`);
  writeFileSync(file, yaml);
  const { app, page, took } = await startOurs([file], '.svelte-flow__node, .overview canvas', name);
  /** @type {Measured} */
  const times = { 'open, start to drawn': { view: '', times: [took] } };
  while (await page.evaluate(inPage.isChecking)) await page.waitForTimeout(50);
  const findings = Number((/\d+/.exec((await page.getByRole('tab', { name: /Findings/ }).innerText()) ?? '') ?? [0])[0]);
  const canvas = page.getByRole('application', { name: 'Canvas' });
  await canvas.focus();
  await page.keyboard.press('Control+1');
  await page.waitForTimeout(1500); // the view comes to rest, edges get their ways
  const box = await page.evaluate(inPage.canvasBox);
  const views = { fitted: await page.evaluate(inPage.viewNow), close: undefined };
  await gestures('fitted');
  const [x, y] = at(views.fitted);
  await page.mouse.dblclick(x, y);
  await page.keyboard.press('Control+1');
  await page.waitForTimeout(500);
  // to the node, where it can be read
  await page.mouse.click(x, y);
  await canvas.focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  await page.keyboard.press('Control+0');
  await page.waitForTimeout(800);
  const close = await page.evaluate(inPage.viewNow);
  await gestures('close', close);
  // an edit, until what it means is there: a node is deleted, and comes back
  const edits = { deleted: /** @type {number[]} */ ([]), undone: /** @type {number[]} */ ([]) };
  for (let turn = 0; turn < 4; turn += 1) {
    await page.mouse.click(...at(close));
    edits.deleted.push(await page.evaluate(inPage.pressKey, { key: 'Delete', judged: true }));
    await page.waitForTimeout(400);
    edits.undone.push(await page.evaluate(inPage.pressKey, { key: 'z', judged: false }));
    await page.waitForTimeout(400);
  }
  times['edit to badge, close'] = { view: 'close', times: edits.deleted.slice(1) };
  times['undo, close'] = { view: 'close', times: edits.undone.slice(1) };
  await end(app);
  return { times, findings, box, views: { fitted: views.fitted, close } };

  /** @param {'fitted' | 'close'} view @param {import('./canvas/in-page.ts').View} [now] */
  async function gestures(view, now = views.fitted) {
    for (const kind of /** @type {const} */ (['pan', 'zoom']))
      times[`${kind}, ${view}`] = { view, times: await page.evaluate(inPage.turnWheel, { kind, frames }) };
    times[`drag, ${view}`] = { view, times: await dragged(page, at(now)) };
    await page.keyboard.press('Escape');
    const selecting = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await canvas.focus();
      selecting.push(await page.evaluate(inPage.pressKey, { key: 'a', judged: false }));
      await page.keyboard.press('Escape');
      await page.waitForTimeout(100);
    }
    times[`select all, ${view}`] = { view, times: selecting.slice(1) };
  }

  /** The middle of the node in the window. @param {import('./canvas/in-page.ts').View} view @returns {[number, number]} */
  function at(view) {
    const [left, top] = plan.layout[node] ?? [0, 0];
    return [box.x + view.x + (left + 104) * view.zoom, box.y + view.y + (top + 20) * view.zoom];
  }
}

/** @typedef {Record<string, { view: string, times: number[] }>} Measured */

/**
 * @param {ReturnType<typeof plans.placedPlan>} made
 * @param {Pick<Awaited<ReturnType<typeof application>>, 'box' | 'views'>} as
 */
async function bare({ plan, node }, { box, views }) {
  const name = `${Object.keys(plan.nodes).length}.json`;
  writeFileSync(join(out, name), JSON.stringify(plan));
  const { app, page, took } = await startBare(name, box);
  /** @type {Measured} */
  const times = { 'open, start to drawn': { view: '', times: [took] } };
  for (const [view, at] of Object.entries(views)) {
    await page.evaluate(inPage.lookBare, at);
    await page.waitForTimeout(1500);
    for (const kind of /** @type {const} */ (['pan', 'zoom']))
      times[`${kind}, ${view}`] = { view, times: await page.evaluate(inPage.turnWheel, { kind, frames }) };
    const [left, top] = plan.layout[node] ?? [0, 0];
    times[`drag, ${view}`] = { view, times: await dragged(page, [at.x + (left + 104) * at.zoom, at.y + (top + 20) * at.zoom]) };
    const selecting = [];
    for (let turn = 0; turn < 4; turn += 1) {
      selecting.push(await page.evaluate(inPage.selectAllBare));
      await page.mouse.click(3, 3);
      await page.waitForTimeout(100);
    }
    times[`select all, ${view}`] = { view, times: selecting.slice(1) };
  }
  await end(app);
  return { times };
}

/** @param {import('@playwright/test').Page} page @param {[number, number]} at */
async function dragged(page, [x, y]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 5, y + 5, { steps: 2 });
  const times = await page.evaluate(inPage.moveHeld, { x, y, frames: Math.round(frames / 2) });
  await page.mouse.up();
  return times;
}

/**
 * @param {readonly string[]} files
 * @param {string} until selector that exists once it has started
 * @param {string} [name] for user data of its own, as earlier starts left it; the next start does not see changes to a plan
 */
async function startOurs(files, until, name) {
  const shared = join(folder, 'ours');
  mkdirSync(shared, { recursive: true });
  const userData = name === undefined ? shared : join(folder, name);
  if (userData !== shared) cpSync(shared, userData, { recursive: true, filter: (file) => !basename(file).startsWith('Singleton') });
  return started([root, ...files], { PIPEDRAFT_USER_DATA: userData }, until);
}

/** @param {string | undefined} plan @param {{ width: number, height: number }} size */
async function startBare(plan, { width, height }) {
  const env = {
    BENCH_SIZE: `${Math.round(width)}x${Math.round(height)}`,
    BENCH_USER_DATA: join(folder, 'bare'),
    ...(plan ? { BENCH_PLAN: plan } : {}),
  };
  return started([out], env, '.svelte-flow__node');
}

/** @param {readonly string[]} args @param {Record<string, string>} env @param {string} until */
async function started(args, env, until) {
  const start = performance.now();
  const app = await _electron.launch({
    executablePath: executable,
    // frames follow each other as quickly as they can, so that their cost is measured
    args: [
      '-r',
      join(root, 'scripts', 'held-start.cjs'),
      '--no-sandbox',
      '--force-device-scale-factor=1',
      '--disable-gpu',
      '--disable-frame-rate-limit',
      '--disable-gpu-vsync',
      ...args,
    ],
    env: { .../** @type {Record<string, string>} */ (process.env), ...env },
  });
  const page = await app.firstWindow();
  await page.locator(until).first().waitFor({ state: 'attached' });
  return { app, page, took: performance.now() - start };
}

/** @param {import('@playwright/test').ElectronApplication} app */
async function end(app) {
  const ended = new Promise((done) => app.process().once('exit', done));
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
  await ended;
}

/** @param {readonly number[]} times */
function median(times) {
  return quantile(times, 0.5);
}

/** @param {readonly number[]} times @param {number} share */
function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param {readonly number[]} times */
function ms(times) {
  const value = median(times);
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB');
}

/** @param {readonly number[]} times */
function within(times) {
  return times.length < 2 ? '' : ms([quantile(times, 0.95)]);
}
