// @ts-check
/**
 * `npm run bench:keep [-- --nodes 100,1000,5000] [--edits 60] [--every 60]`: measures the time from an edit in the window of the built
 * application until it is in the file of unsaved work, and until the badges are up to date. A title is typed, one edit in each interval
 * of this many milliseconds, even if the window falls behind; the time counts from the moment that an edit is due. Needs a screen
 * (`xvfb-run -a`), the built application (`npm run build`) and a quiet machine.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '100,1000,5000' },
    edits: { type: 'string', default: '60' },
    every: { type: 'string', default: '60' },
    /** A folder with another build of the application, to compare with. */
    built: { type: 'string', default: root },
  },
});
const executable =
  process.env['PIPEDRAFT_ELECTRON'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pipedraft', 'electron-33.2.1-linux-x64-r3', 'electron');

const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
/** @type {{ module: typeof import('../build/resources.ts') }} */
const { module: resources } = await runnerImport(join(root, 'build/resources.ts'), config);
/** @type {{ module: typeof import('./canvas/plans.ts') }} */
const { module: plans } = await runnerImport(join(root, 'bench/canvas/plans.ts'), { ...config, plugins: [resources.resources()] });
/** @type {{ module: typeof import('./keep/in-page.ts') }} */
const { module: inPage } = await runnerImport(join(root, 'bench/keep/in-page.ts'), config);

const folder = mkdtempSync(join(tmpdir(), 'pipedraft-bench-'));
try {
  console.log('| nodes | what | median, ms | 95 of 100 within | at most |\n| ---: | --- | ---: | ---: | ---: |');
  for (const nodes of values.nodes.split(',').map(Number)) {
    for (const [what, times] of Object.entries(await measured(nodes))) {
      const cells = [nodes.toLocaleString('en-GB'), what, ms(quantile(times, 0.5)), ms(quantile(times, 0.95)), ms(Math.max(...times))];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @param {number} nodes @returns {Promise<Record<string, number[]>>} */
async function measured(nodes) {
  const userData = join(folder, `user-data-${nodes}`);
  const recovery = join(userData, 'recovery');
  mkdirSync(recovery, { recursive: true });
  const file = join(folder, `${nodes}.pipedraft.yaml`);
  const { yaml, node, plan } = plans.placedPlan(nodes, 0);
  writeFileSync(file, yaml);
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      '-r',
      join(root, 'scripts', 'held-start.cjs'),
      '--no-sandbox',
      '--force-device-scale-factor=1',
      '--disable-gpu',
      values.built,
      file,
    ],
    env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: userData },
  });
  try {
    const page = await app.firstWindow();
    await page.locator('.svelte-flow__node, .overview canvas').first().waitFor({ state: 'attached' });
    await settled();
    await page.getByRole('application', { name: 'Canvas' }).focus();
    await page.keyboard.press('Control+1');
    await page.waitForTimeout(1500); // the view comes to rest, edges get their ways
    const { box, view } = await page.evaluate(inPage.whereItIs);
    const [left, top] = plan.layout[node] ?? [0, 0];
    await page.mouse.click(box.x + view.x + (left + 104) * view.zoom, box.y + view.y + (top + 20) * view.zoom);
    const field = page.getByRole('region', { name: 'Inspector' }).getByLabel('Title');
    await field.waitFor();
    await page.keyboard.press('Control+0');
    await page.waitForTimeout(800);

    const badges = [];
    for (let turn = 0; turn < 6; turn += 1) {
      badges.push(await field.evaluate(inPage.editToBadge, `Warm ${turn}`));
      await page.waitForTimeout(300);
    }

    /** @type {Map<string, number>} when each line was there, by the number that it names */
    const written = new Map();
    const watcher = watch(recovery, (_, name) => look(name ?? ''));
    const typed = await field.evaluate(inPage.type, { edits: Number(values.edits), every: Number(values.every) });
    for (const start = Date.now(); written.size < typed.length && Date.now() - start < 30_000;) await page.waitForTimeout(20);
    watcher.close();
    if (written.size < typed.length) throw new Error(`Only ${written.size} of ${typed.length} edits reached the disk.`);
    await settled();
    const arrived = (/** @type {number} */ at) => written.get(String(at)) ?? Number.NaN;
    return {
      'edit due to the disk': typed.map(({ due }, at) => arrived(at) - due),
      'edit made to the disk': typed.map(({ made }, at) => arrived(at) - made),
      'edit to badge': badges.slice(1),
    };

    /** @param {string} name */
    function look(name) {
      const now = Date.now();
      if (!/\.(json|log)$/.test(name) || !existsSync(join(recovery, name))) return;
      for (const [, number] of readFileSync(join(recovery, name), 'utf8').matchAll(/Typed <(\d+)>/g))
        if (number !== undefined && !written.has(number)) written.set(number, now);
    }

    async function settled() {
      while (await page.evaluate(inPage.isChecking)) await page.waitForTimeout(50);
    }
  } finally {
    const ended = new Promise((done) => app.process().once('exit', done));
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
    await ended;
  }
}

/** @param {readonly number[]} times @param {number} share */
function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param {number} value */
function ms(value) {
  return Math.round(value).toLocaleString('en-GB');
}
