/** Runs the steps of a check and reports each result. */
import { availableParallelism } from 'node:os';
import { hasDisplay, underVirtualDisplay } from './bootstrap/system.mjs';
import { run, say } from './bootstrap/talk.mjs';

/**
 * @typedef {object} Step
 * @property {string} name what is checked, in a word or two
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(output: string) => string} [summary] what to say of its output when it went well
 * @property {boolean} [alone] whether it uses every core itself
 */

/**
 * Runs steps side by side, as many as there are cores and four at most, those that use every core themselves after the others.
 * @param {readonly Step[]} steps
 * @param {string} root
 * @returns {Promise<{ ok: boolean; said: string[] }>} the results, in words
 */
export async function runSteps(steps, root) {
  /** @type {string[]} */
  const said = [];
  let ok = true;
  const waiting = steps.filter(({ alone }) => !alone);
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await runStep(step);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  for (const step of steps.filter(({ alone }) => alone)) await runStep(step);
  return { ok, said };

  /** @param {Step} step */
  async function runStep(step) {
    const started = Date.now();
    const { code, stdout, stderr, output } = await run(step.command, step.args, { cwd: root, env: step.env ?? process.env });
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    if (code === 0) {
      const words = step.summary?.(stdout) ?? '';
      say(`  ${step.name}: fine${words ? `, ${words}` : ''} (${seconds} s)`);
      if (words) said.push(words);
    } else {
      ok = false;
      say(`  ${step.name}: FAILED (${seconds} s)\n\n${stdout || stderr ? `${stdout.slice(-20000)}\n${stderr.slice(-20000)}` : output}\n`); // what failed is on either
    }
  }
}

/** The fast half of the checks: everything but the application itself. @returns {Step[]} */
export function fastSteps() {
  const bin = (/** @type {string} */ name) => `node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`;
  return [
    { name: 'types of the engine', command: bin('tsc'), args: ['-p', 'tsconfig.engine.json'] },
    { name: 'types of main, command and scripts', command: bin('tsc'), args: ['-p', 'tsconfig.node.json'] },
    { name: 'types of tests', command: bin('tsc'), args: ['-p', 'tsconfig.tests.json'] },
    {
      name: 'types of the window',
      command: bin('svelte-check'),
      args: ['--tsconfig', 'tsconfig.renderer.json', '--fail-on-warnings', '--output', 'human'],
    },
    {
      name: 'lint',
      command: bin('eslint'),
      args: ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
    },
    {
      name: 'formatting',
      command: bin('prettier'),
      args: ['--check', '.', '--log-level', 'warn', '--cache', '--cache-location', 'node_modules/.cache/prettier/cache.json'],
    },
    { name: 'layers', command: bin('depcruise'), args: ['--config', '.dependency-cruiser.mjs', 'src'] },
    {
      name: 'unit, property and golden tests',
      command: bin('vitest'),
      args: ['run', '--reporter=default'],
      alone: true,
      env: { ...process.env, CI: '1', NO_COLOR: '1' },
      summary: (output) => (/Tests\s+(.+)/.exec(output)?.[1] ?? '').replace(/\s*\(\d+\)$/, '').replace('passed', 'unit tests passed'),
    },
  ];
}

/**
 * The slow half: the tests on the built application. A display of its own keeps windows, focus and sizes the same everywhere. Two tests run
 * side by side where each has a display, since focus and clipboard belong to one.
 * @param {string} executable the Electron program
 * @param {readonly string[]} args for Playwright: specs, `-g TITLE`
 * @returns {Step}
 */
export function endToEndStep(executable, args) {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', ...args];
  const isVirtual = process.platform === 'linux';
  const [command, whole] = isVirtual ? underVirtualDisplay(process.execPath, playwright) : [process.execPath, playwright];
  const displays = isVirtual ? Math.min(2, availableParallelism()) : 1;
  return {
    name: 'end-to-end tests on the application',
    command,
    args: whole,
    alone: true,
    env: {
      ...process.env,
      CI: '1',
      NO_COLOR: '1',
      PIPEDRAFT_ELECTRON: executable,
      PIPEDRAFT_DISPLAYS: String(displays),
      ...(hasDisplay() ? {} : { DISPLAY: '' }),
    },
    summary: (output) => {
      const passed = /(\d+) passed/.exec(output)?.[1] ?? '0';
      const flaky = /(\d+) flaky/.exec(output)?.[1];
      const skipped = /(\d+) skipped/.exec(output)?.[1];
      return `${passed} end-to-end tests passed${flaky ? `, ${flaky} only at the second try` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
    },
  };
}
