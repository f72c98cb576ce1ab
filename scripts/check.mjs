/** `npm run check`: types, lint, formatting, layers and the tests that need no window. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { SetupError, say } from './bootstrap/talk.mjs';
import { fastSteps, runSteps } from './steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  await ensureDependencies(root);
  const started = Date.now();
  const { ok, said } = await runSteps(fastSteps(), root);
  say(ok ? `Check passed: ${said.join(', ')}, in ${((Date.now() - started) / 1000).toFixed(0)} s.` : 'Check failed: see above.');
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
