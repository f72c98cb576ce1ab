/** `npm test`: prepares like `npm start`, then runs every check, the last of them on the real application. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { findRuntime } from './bootstrap/runtime.mjs';
import { ensureSystem } from './bootstrap/system.mjs';
import { SetupError, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { endToEndStep, fastSteps, runSteps } from './steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  const started = Date.now();
  await ensureDependencies(root);
  const { executable } = await findRuntime(root);
  await ensureSystem(executable, { virtualDisplay: true, pdfTools: true, trace: true });
  await build(root);
  const fast = await runSteps(fastSteps(), root);
  const slow = await runSteps([endToEndStep(executable, process.argv.slice(2))], root);
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
