/** `npm run e2e [-- SPEC] [-g TITLE]`: builds what changed and runs tests on the application. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem } from './bootstrap/system.mjs';
import { SetupError, run, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { endToEndStep } from './steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  await ensureDependencies(root);
  const { executable } = await findRuntime(root);
  await ensureSystem(executable, { virtualDisplay: true, pdfTools: true, trace: true });
  await build(root);
  const { command, args, env } = endToEndStep(executable, process.argv.slice(2));
  const { code } = await run(command, args, { cwd: root, show: true, env: { ...env, CI: '' } }); // a failed test is not tried again
  process.exitCode = code;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
