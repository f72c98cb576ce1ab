// @ts-check
/**
 * `npm run bench:calls [-- --nodes 18,5000]`: counts the window's calls to the main process, and their characters, when a plan is opened,
 * a letter is typed, a node is appended, and the plan is saved and printed. Needs a screen (`xvfb-run -a`) and the built application
 * (`npm run build`).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { nodes: { type: 'string', default: '18,5000' } } });
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
  console.log('| nodes | what | calls | sent, characters | answered, characters | which |\n| ---: | --- | ---: | ---: | ---: | --- |');
  for (const nodes of values.nodes.split(',').map(Number)) await measure(nodes);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @param {number} nodes */
async function measure(nodes) {
  const file = join(folder, `${nodes}.pipedraft.yaml`);
  const { yaml, plan } = plans.placedPlan(nodes, 0);
  writeFileSync(file, yaml);
  const [node = ''] =
    Object.entries(plan.nodes).find(([, { usage }]) => Object.values(usage ?? {}).some((value) => typeof value === 'number')) ?? [];
  const app = await _electron.launch({
    executablePath: executable,
    args: ['-r', join(root, 'bench/calls/count.cjs'), '--no-sandbox', '--disable-gpu', root, file],
    env: { .../** @type {Record<string, string>} */ (process.env), PIPEDRAFT_USER_DATA: join(folder, `user-data-${nodes}`) },
  });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(60_000);
    await page.locator('.svelte-flow__node, .overview canvas').first().waitFor({ state: 'attached' });
    await report('open');
    const { box, view } = await page.evaluate(inPage.whereItIs);
    const [left, top] = plan.layout[node] ?? [0, 0];
    await page.mouse.click(box.x + view.x + (left + 104) * view.zoom, box.y + view.y + (top + 20) * view.zoom);
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await inspector.getByLabel('Title').waitFor();
    await calls();
    await inspector.getByLabel('Title').press('End');
    await calls();
    await page.keyboard.type('x');
    await report('a letter of a title');
    await inspector.locator('.usage input').first().press('End');
    await calls();
    await page.keyboard.type('1');
    await report('a digit of a usage');
    await page.keyboard.press('Escape');
    await page.getByRole('application', { name: 'Canvas' }).focus();
    await calls();
    await page.keyboard.press('a');
    await report('append: the list of services');
    await page.keyboard.press('Enter');
    await report('append: the choice');
    await page.keyboard.press('Control+s');
    await report('save');
    if (nodes > 500) return; // too large to print
    await page.keyboard.press('Control+p');
    await report('print: the preview');
  } finally {
    app.process().kill('SIGKILL');
  }

  /**
   * The calls since the last time, once there were none for a second. @returns {Promise<{ name: string, asked: number, answered: number
   * }[]>}
   */
  async function calls() {
    const all = [];
    for (let quiet = 0; quiet < 4;) {
      await pause(300);
      const some = await app.evaluate(() => /** @type {any} */ (globalThis).counted.splice(0)).catch(() => undefined);
      if (!some) continue; // the main process collected the answer before it was sent
      quiet = some.length === 0 ? quiet + 1 : 0;
      all.push(...some);
    }
    return all;
  }

  /** @param {string} what */
  async function report(what) {
    const all = await calls();
    const sum = (/** @type {'asked' | 'answered'} */ key) => all.reduce((total, one) => total + one[key], 0).toLocaleString('en-GB');
    const which = [...new Set(all.map(({ name }) => name))].map((name) => {
      const those = all.filter((one) => one.name === name);
      return `${name}${those.length > 1 ? ` × ${those.length}` : ''} ${those.reduce((total, one) => total + one.answered, 0).toLocaleString('en-GB')}`;
    });
    console.log(
      `| ${nodes.toLocaleString('en-GB')} | ${what} | ${all.length} | ${sum('asked')} | ${sum('answered')} | ${which.join(', ')} |`,
    );
  }
}
