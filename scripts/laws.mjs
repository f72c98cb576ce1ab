/**
 * `npm run laws [-- --rounds 10 --seed 7] [files]`: runs the tests that try generated plans with other seeds than `npm test`, one seed a
 * round. By default five rounds, from a seed that the clock gives. Ends with 1 if a law broke in any round, and says how to see it again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run, say } from './bootstrap/talk.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, seed: { type: 'string', default: String(Date.now() % 1_000_000_000) } },
});
const files = positionals.length > 0 ? positionals : filesWithLaws();
const first = Number(values.seed);
/** @type {number[]} */
const broken = [];

for (let round = 0; round < Number(values.rounds); round += 1) {
  const seed = first + round;
  const { code, output } = await run('node_modules/.bin/vitest', ['run', ...files], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', PIPEDRAFT_SEED: String(seed) },
  });
  say(`  seed ${seed}: ${code === 0 ? 'every law held' : 'FAILED'}`);
  if (code === 0) continue;
  broken.push(seed);
  say(output.slice(Math.max(0, output.indexOf('Failed Tests')), output.length).slice(0, 20_000));
}
if (broken.length > 0) say(`Again: ${broken.map((seed) => `npm run laws -- --rounds 1 --seed ${seed}`).join(', ')}.`);
process.exitCode = broken.length > 0 ? 1 : 0;

function filesWithLaws() {
  return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && readFileSync(join(root, 'tests', name), 'utf8').includes('fc.assert('))
    .map((name) => `tests/${name.replaceAll('\\', '/')}`);
}
