/** `npm test`: prepares like `npm start`, then runs every check, the last of them on the real application. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem, hasDisplay, underVirtualDisplay } from './bootstrap/system.mjs';
import { SetupError, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { fastSteps, runSteps } from './steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  const started = Date.now();
  await ensureDependencies(root);
  const { executable } = await findRuntime(root);
  await ensureSystem(executable, { virtualDisplay: true, pdfTools: true, trace: true });
  await build(root);
  const fast = await runSteps(fastSteps(), root);
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)];
  // a display of its own keeps windows, focus and sizes the same everywhere
  const [command, args] = process.platform === 'linux' ? underVirtualDisplay(process.execPath, playwright) : [process.execPath, playwright];
  const slow = await runSteps(
    [
      {
        name: 'end-to-end tests on the application',
        command,
        args,
        env: { ...process.env, CI: '1', NO_COLOR: '1', PIPEDRAFT_ELECTRON: executable, ...(hasDisplay() ? {} : { DISPLAY: '' }) },
        summary: (output) => {
          const passed = /(\d+) passed/.exec(output)?.[1] ?? '0';
          const flaky = /(\d+) flaky/.exec(output)?.[1];
          const skipped = /(\d+) skipped/.exec(output)?.[1];
          return `${passed} end-to-end tests passed${flaky ? `, ${flaky} only at the second try` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
        },
      },
    ],
    root,
  );
  const minutes = ((Date.now() - started) / 60000).toFixed(1);
  const ok = fast.ok && slow.ok;
  say(
    ok
      ? `All tests passed: ${[...fast.said, ...slow.said].join('; ')}; in ${minutes} min.`
      : `Tests FAILED after ${minutes} min: see above.`,
  );
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
