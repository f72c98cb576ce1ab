/** Runs the steps of a check one after the other and says how each went. */
import { hasDisplay, underVirtualDisplay } from './bootstrap/system.mjs';
import { run, say } from './bootstrap/talk.mjs';

/**
 * @typedef {object} Step
 * @property {string} name what is checked, in a word or two
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(output: string) => string} [summary] what to say of its output when it went well
 */

/**
 * @param {readonly Step[]} steps
 * @param {string} root
 * @returns {Promise<{ ok: boolean; said: string[] }>} what went well, in words
 */
export async function runSteps(steps, root) {
  /** @type {string[]} */
  const said = [];
  let ok = true;
  for (const step of steps) {
    const started = Date.now();
    const { code, stdout, output } = await run(step.command, step.args, { cwd: root, env: step.env ?? process.env });
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    if (code === 0) {
      const words = step.summary?.(stdout) ?? '';
      say(`  ${step.name}: fine${words ? `, ${words}` : ''} (${seconds} s)`);
      if (words) said.push(words);
    } else {
      ok = false;
      say(`  ${step.name}: FAILED (${seconds} s)\n\n${stdout.length > output.length ? stdout.slice(-20000) : output}\n`);
    }
  }
  return { ok, said };
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
      env: { ...process.env, CI: '1', NO_COLOR: '1' },
      summary: (output) => (/Tests\s+(.+)/.exec(output)?.[1] ?? '').replace(/\s*\(\d+\)$/, '').replace('passed', 'unit tests passed'),
    },
  ];
}

/**
 * The slow half: the tests on the built application. A display of its own keeps windows, focus and sizes the same everywhere.
 * @param {string} executable the Electron program
 * @param {readonly string[]} args for Playwright: specs, `-g TITLE`
 * @returns {Step}
 */
export function endToEndStep(executable, args) {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', ...args];
  const [command, whole] =
    process.platform === 'linux' ? underVirtualDisplay(process.execPath, playwright) : [process.execPath, playwright];
  return {
    name: 'end-to-end tests on the application',
    command,
    args: whole,
    env: { ...process.env, CI: '1', NO_COLOR: '1', PIPEDRAFT_ELECTRON: executable, ...(hasDisplay() ? {} : { DISPLAY: '' }) },
    summary: (output) => {
      const passed = /(\d+) passed/.exec(output)?.[1] ?? '0';
      const flaky = /(\d+) flaky/.exec(output)?.[1];
      const skipped = /(\d+) skipped/.exec(output)?.[1];
      return `${passed} end-to-end tests passed${flaky ? `, ${flaky} only at the second try` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
    },
  };
}
