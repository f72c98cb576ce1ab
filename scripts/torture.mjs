/**
 * `npm run torture [-- KILLS]`: kills the application while somebody types and saves, on full and read-only folders and with damaged files,
 * and looks at what is there afterwards. It goes on with what an earlier run left in reports/torture; --fresh starts over. Run by hand.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem, hasDisplay, underVirtualDisplay } from './bootstrap/system.mjs';
import { run, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { clearBroken, close, damage, leftBehind, numberIn } from './torture/disk.mjs';
import { TorturedWindow } from './torture/window.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'reports', 'torture');
const [plans, userData] = [join(folder, 'plans'), join(folder, 'user-data')];
const [plan, recovery, stateFile] = [join(plans, 'plan.pipedraft.yaml'), join(userData, 'recovery'), join(folder, 'state.json')];
const wanted = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 100);
/** @type {readonly Kind[]} */
const kinds = ['typing', 'pauses', 'saving', 'typing', 'saving', 'quit', 'typing', 'damaged', 'pauses', 'saving', 'full', 'read-only'];

/**
 * @typedef {'typing' | 'pauses' | 'saving' | 'quit' | 'damaged' | 'full' | 'read-only'} Kind
 * @typedef {{ kind: Kind, typed: import('./torture/window.mjs').Typed[], killedAt: number, damaged: string }} Before
 * @typedef {{ rounds: number, kills: number, quits: number, byKind: Record<string, number>, typed: number, lost: number, longestLostMs: number,
 *   torn: number, olderThanASecond: number, withoutHistory: number, silent: number, leftBehind: number, faults: string[],
 *   before: Before | undefined, saved: number }} State
 */

await ensureDependencies(root);
const { executable } = await findRuntime(root);
await ensureSystem(executable, { virtualDisplay: !hasDisplay() });
await build(root);
if (hasDisplay()) await torture();
else {
  const [command, args] = underVirtualDisplay(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  const { code } = await run(command, args, { cwd: root, env: process.env, show: true });
  process.exitCode = code;
}

async function torture() {
  if (process.argv.includes('--fresh')) rmSync(folder, { recursive: true, force: true });
  mkdirSync(plans, { recursive: true });
  if (!existsSync(plan))
    writeFileSync(plan, 'pipedraft: 1\nname: Torture\nnodes:\n  a: {service: azure-storage}\nlayout:\n  a: [0, 0]\n# the end\n');
  const state = readState();
  const started = Date.now();
  while (state.kills < wanted) {
    await round(state).catch((error) => state.faults.push(`round ${state.rounds}: ${String(error).slice(0, 400)}`));
    state.rounds += 1;
    writeFileSync(stateFile, JSON.stringify(state, null, 1));
    if (state.rounds % 10 === 0) say(`${state.kills} kills, ${Math.round((Date.now() - started) / 1000)} s. ${summary(state)}`);
    if (state.faults.length > 50) break;
  }
  await last(state);
  writeFileSync(stateFile, JSON.stringify(state, null, 1));
  say(`${state.kills} kills and ${state.quits} quits in ${Math.round((Date.now() - started) / 60000)} min. ${summary(state)}`);
  for (const fault of state.faults) say(`  ${fault}`);
  process.exitCode = state.faults.length > 0 ? 1 : 0;
}

/** Looks at what the round before left, types, and ends the application. @param {State} state */
async function round(state) {
  const kind = kinds[state.rounds % kinds.length] ?? 'typing';
  const window = await TorturedWindow.start(executable, root, userData, plan);
  try {
    await check(state, window);
    state.before = undefined;
    let from = await window.number();
    let undo = () => {};
    if (kind === 'full' || kind === 'read-only') {
      undo = close(recovery, kind);
      await window.type(from, 100);
      await window.page.getByRole('alert').filter({ hasText: 'Autosave does not work' }).waitFor();
      await window.stopTyping();
      undo();
      await window.page.getByRole('alert').filter({ hasText: 'Autosave does not work' }).waitFor({ state: 'hidden' });
      from = await window.number();
    }
    await window.type(from, kind === 'pauses' ? 400 : 15);
    const end = Date.now() + 300 + Math.random() * 2500;
    while (Date.now() < end) {
      await pause(Math.min(150 + Math.random() * 300, end - Date.now()));
      if (kind === 'saving') await window.page.keyboard.press('Control+s');
    }
    state.byKind[kind] = (state.byKind[kind] ?? 0) + 1;
    if (kind === 'quit') {
      await window.stopTyping();
      await window.quit();
      state.quits += 1;
      const left = leftBehind(plans, recovery).recovery;
      if (left.length > 0) fault(state, 'leftBehind', `after a quit there is ${left.join(', ')}`);
      return;
    }
    const killedAt = await window.kill();
    state.kills += 1;
    state.typed += window.typed.length;
    const damaged = kind === 'damaged' ? damage(recovery, Math.random()) : '';
    state.before = { kind, typed: window.typed.slice(-400), killedAt, damaged };
  } finally {
    if (window.process.exitCode === null && window.process.signalCode === null) await window.kill();
  }
}

/** @param {State} state @param {TorturedWindow} window */
async function check(state, window) {
  const saved = numberIn(plan);
  if (saved === undefined) fault(state, 'torn', 'the plan is torn');
  const { before } = state;
  if (!before) return;
  const now = await window.number();
  const said = await window.said();
  if (before.damaged !== '') {
    const isSaid = /restored|cannot be restored|kept in/.test(said);
    if (!isSaid && before.damaged !== 'nothing to damage' && now < (before.typed.at(-1)?.number ?? 0))
      fault(state, 'silent', `${before.damaged}, and nothing is said`);
    clearBroken(recovery);
    return;
  }
  const lost = before.typed.filter(({ number }) => number > now);
  const longest = Math.max(0, ...lost.map(({ at }) => before.killedAt - at));
  state.lost += lost.length;
  state.longestLostMs = Math.max(state.longestLostMs, longest);
  if (longest > 1000) fault(state, 'olderThanASecond', `${before.kind}: typed ${longest} ms before the kill, and lost`);
  if (/starts anew/.test(said)) fault(state, 'withoutHistory', `${before.kind}: the history starts anew`);
  else if (now > 0 && !(await window.canUndo())) fault(state, 'withoutHistory', `${before.kind}: nothing can be undone`);
}

/** Quits in good order and looks at what is left. @param {State} state */
async function last(state) {
  const window = await TorturedWindow.start(executable, root, userData, plan);
  await check(state, window);
  state.before = undefined;
  await window.quit();
  const left = leftBehind(plans, recovery);
  for (const name of [...left.plans, ...left.recovery]) fault(state, 'leftBehind', `${name} is left behind`);
}

/** @param {State} state @param {'torn' | 'olderThanASecond' | 'withoutHistory' | 'silent' | 'leftBehind'} what @param {string} words */
function fault(state, what, words) {
  state[what] += 1;
  state.faults.push(`round ${state.rounds}: ${words}`);
}

/** @param {State} state */
function summary({ torn, olderThanASecond, longestLostMs, withoutHistory, silent, leftBehind: left, faults }) {
  return `Torn: ${torn}; older than 1 s lost: ${olderThanASecond} (longest ${longestLostMs} ms); without history: ${withoutHistory}; silent: ${silent}; left behind: ${left}; faults in all: ${faults.length}.`;
}

/** @returns {State} */
function readState() {
  if (existsSync(stateFile)) return /** @type {State} */ (JSON.parse(readFileSync(stateFile, 'utf8')));
  const counts = { rounds: 0, kills: 0, quits: 0, typed: 0, lost: 0, longestLostMs: 0, torn: 0, olderThanASecond: 0 };
  return { ...counts, withoutHistory: 0, silent: 0, leftBehind: 0, byKind: {}, faults: [], before: undefined, saved: 0 };
}
