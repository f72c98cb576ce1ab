// @ts-check
/**
 * `npm run bench:commands [-- --nodes 5000] [--only duplicate,paste] [--limit 500] [--wait 60000] [--profile]`: runs every command of the
 * table on a large plan in the built application, and lists how long each blocks the window. Ends with an error when a command's own work
 * blocks the window for longer than the limit in milliseconds, does not end within the wait (the application is then started again), or
 * is missing from `bench/commands/cases.ts`. Needs a screen (`xvfb-run -a`) and the built application.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { hottest } from './commands/profile.mjs';
import { Session, within } from './commands/session.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '5000' },
    only: { type: 'string', default: '' },
    limit: { type: 'string', default: '500' },
    wait: { type: 'string', default: '60000' },
    profile: { type: 'boolean', default: false },
  },
});
const [limit, mostWait] = [Number(values.limit), Number(values.wait)];
const executable =
  process.env['PIPEDRAFT_ELECTRON'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pipedraft', 'electron-33.2.1-linux-x64-r3', 'electron');

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
/** @type {{ module: typeof import('../src/commands/commands.ts') }} */
const { module: table } = await runnerImport(join(root, 'src/commands/commands.ts'), config);

/** @typedef {import('../src/commands/commands.ts').CommandId} CommandId */
/** @typedef {import('./commands/cases.ts').Case} Case */
/** @typedef {{ what: string, on: string, took: import('./commands/session.mjs').Measured | undefined, cancellable: boolean, failed?: string }} Row */

const unknown = table.commandIds.filter((id) => !Object.hasOwn(commands.cases, id));
if (unknown.length > 0) throw new Error(`bench/commands/cases.ts does not say how to run: ${unknown.join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'pipedraft-bench-'));
const file = join(folder, 'plan.pipedraft.yaml');
const { yaml, plan, node } = plans.placedPlan(Number(values.nodes), 0);
writeFileSync(file, yaml);
const setup = { executable, root, folder, file, mostWait, inPage };
const after = plan.edges.find(({ from }) => from === node)?.to ?? Object.keys(plan.nodes)[0] ?? '';
/** Something can be undone: the plan was changed. */
const changed = 'button[aria-label^="Undo"]:enabled';
/** @type {Row[]} */
const rows = [];
let starts = 0;
/** @type {InstanceType<typeof Session> | undefined} */
let session;
/** Position of the session's canvas, and its viewport. @type {{ x: number, y: number, zoom: number }} */
let view;

const all = { ...commands.cases, ...commands.extras };
const only = values.only === '' ? undefined : values.only.split(',');
try {
  for (const last of [false, true])
    for (const [id, how] of Object.entries(all)) {
      if ((how.last ?? false) !== last || (only && !only.includes(id))) continue;
      if (how.not !== undefined) console.error(`${id}: not run, ${how.not}`);
      else for (const on of how.selected ?? ['nothing']) await tried(id, how, on);
    }
} finally {
  await session?.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Runs a command; if that fails, reports it, and starts the application again for the next one. @param {string} id @param {Case} how
 * @param {string} on
 */
async function tried(id, how, on) {
  const before = rows.length;
  try {
    session ??= await started();
    await within(6 * mostWait, run(session, id, how, on));
    if (how.last) throw undefined; // the plan is another now
  } catch (error) {
    await session?.end();
    session = undefined;
    if (error === undefined) return;
    const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    add({ what: rows.length === before ? id : `${id}, after that`, on, cancellable: false, took: undefined, failed: what });
  }
}

async function started() {
  const one = await Session.start(setup, (starts += 1));
  await one.measured(() => one.page.getByRole('application', { name: 'Canvas' }).focus());
  await one.measured(() => one.send('fit'));
  const [{ x, y, zoom }, box] = [await one.page.evaluate(canvasPage.viewNow), await one.page.evaluate(canvasPage.canvasBox)];
  view = { x: box.x + x, y: box.y + y, zoom };
  return one;
}

/** @param {InstanceType<typeof Session>} one @param {string} id @param {Case} how @param {string} on */
async function run(one, id, how, on) {
  const { page } = one;
  const undo = page.locator('button[aria-label^="Undo"]').first();
  await select(one, on);
  for (const step of how.first ?? []) await one.measured(() => act(one, step));
  if (how.reach) await reach(one, how.reach);
  const row = { what: id, on, cancellable: how.cancellable ?? false };
  const changes = how.back === 'undo';
  if (how.steps === undefined) {
    await measure(row, () => act(one, id), how.until ?? (changes && !how.then ? changed : undefined));
    if (changes && !how.then && !(await undo.isEnabled())) throw new Error('changed nothing');
  }
  for (const step of how.then ?? how.steps ?? []) await measure({ ...row, what: `${id}, then ${step}` }, () => act(one, step));
  if (how.last) return;
  if (how.back === 'again') await measure({ ...row, what: `${id}, again` }, () => act(one, id));
  if (how.back === 'escape') await measure({ ...row, what: `${id}, left with Escape` }, () => page.keyboard.press('Escape'));
  for (const step of how.after ?? []) await one.measured(() => act(one, step));
  // whatever was done to the plan is undone, so that the next command finds it as it was
  for (let step = 0; step < 8 && (await undo.isEnabled()); step += 1)
    if (step === 0 && changes) await measure({ ...row, what: `${id}, undone` }, () => one.send('undo'));
    else await one.measured(() => one.send('undo'));

  /** @param {Omit<Row, 'took'>} about @param {() => Promise<unknown>} work @param {string} [until] */
  async function measure(about, work, until) {
    const { profile, ...took } = await one.measured(work, until, values.profile);
    add({ ...about, took });
    if (profile && took.worked > 300) console.error(hottest(profile));
  }
}

/** @param {InstanceType<typeof Session>} one @param {string} step a command, a [key], `click` and a selector, or `type` and a text */
async function act(one, step) {
  const [verb, rest] = [step.split(' ')[0], step.slice(step.indexOf(' ') + 1)];
  if (verb === 'click') await one.page.locator(rest).first().click();
  else if (verb === 'type') await one.page.keyboard.insertText(rest);
  else if (step.startsWith('[')) await one.page.keyboard.press(step.slice(1, -1));
  else await one.send(/** @type {CommandId} */ (step));
}

/** Repeats a command until something is there. @param {InstanceType<typeof Session>} one @param {NonNullable<Case['reach']>} how */
async function reach(one, { by, to }) {
  for (let times = 0; times < 200 && !(await one.page.locator(to).first().isVisible()); times += 1) await one.measured(() => act(one, by));
  if (!(await one.page.locator(to).first().isVisible())) throw new Error(`${by} led to no ${to}`);
}

/** @param {InstanceType<typeof Session>} one @param {string} what */
async function select(one, what) {
  const { page } = one;
  for (const close of await page.locator('.message').getByRole('button', { name: 'Close' }).all())
    await close.click({ timeout: 2000 }).catch(() => undefined); // it may have gone by itself
  await page.keyboard.press('Escape');
  await page.getByRole('application', { name: 'Canvas' }).focus();
  await one.measured(() => one.send('fit'));
  const at = (/** @type {string} */ card) => {
    const [left, top] = plan.layout[card] ?? [0, 0];
    return /** @type {const} */ ([view.x + (left + 104) * view.zoom, view.y + (top + 32) * view.zoom]);
  };
  if (what === 'everything') await one.measured(() => one.send('select-all'));
  else if (what !== 'nothing') {
    await one.measured(() => page.mouse.click(...at(node)));
    if (what === 'two')
      await one.measured(async () => {
        await page.keyboard.down('Control');
        await page.mouse.click(...at(after));
        await page.keyboard.up('Control');
      });
  }
}

/** @param {Row} row */
function add(row) {
  rows.push(row);
  console.error(describe(row));
}

console.log(`\n${Number(values.nodes).toLocaleString('en-GB')} nodes, ${plan.edges.length.toLocaleString('en-GB')} edges; milliseconds`);
console.log(
  '\n| command | with selected | window blocked | by work of its own | its thread worked in all | until the window is idle | answer seen |',
);
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: |');
for (const { what, on, took, cancellable } of rows)
  console.log(
    `| ${[cancellable ? `${what} *` : what, on, ms(took?.blocked), ms(took?.own), ms(took?.worked), ms(took?.idle), took?.answer ? ms(took.answer) : ''].join(' | ')} |`,
  );
const slow = rows.filter(({ took, cancellable }) => !cancellable && (took?.own ?? Infinity) > limit);
console.log(slow.length === 0 ? `\nNothing blocked the window for over ${limit} ms.` : `\nOver ${limit} ms:`);
for (const row of slow) console.log(describe(row));
if (slow.length > 0) process.exitCode = 1;

/** @param {Row} row */
function describe({ what, on, took, failed }) {
  return `${what} (${on}): ${took ? `blocked ${ms(took.blocked)}, of that own work ${ms(took.own)}, worked ${ms(took.worked)}, idle ${ms(took.idle)}, answer ${ms(took.answer)}` : (failed ?? 'did not end')}`;
}

/** @param {number | undefined} value */
function ms(value) {
  return value === undefined ? 'never' : Math.round(value).toLocaleString('en-GB');
}
