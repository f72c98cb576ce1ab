/**
 * `npm run fuzz [-- --cases 100000 --seed 1 --law "output is safe"]`: reads and evaluates texts that nobody would write, and lists the
 * laws that they break. Run by hand. `--through-command 10` gives every tenth text to the built command, too, which `npm run build`
 * makes. A text that breaks a law is kept in out/fuzz/, and `--cases 1 --from NUMBER` tries it again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';
import { tryBatch } from './fuzz-command.mjs';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    law: { type: 'string' },
    'through-command': { type: 'string' },
  },
});
/** @type {typeof import('./fuzz.ts')} */
const { laws, tryCase, caseOf, brokenBy } = await bundled('fuzz');
const folder = join(dirname(fileURLToPath(import.meta.url)), '../out/fuzz');
mkdirSync(folder, { recursive: true });

/** @type {Map<string, number>} */
const counts = new Map(Object.keys(laws).map((law) => [law, 0]));
const [from, cases, seed] = [Number(values.from), Number(values.cases), Number(values.seed)];
const everyNth = Number(values['through-command'] ?? Infinity);
/** As many texts as one process of the command gets. */
const batchSize = 25;
/** @type {import('./fuzz-command.mjs').Case[]} */
let batch = [];
const inCommand = { cases: 0, processes: 0, seconds: 0 };
const start = performance.now();

for (let number = from; number < from + cases; number += 1) {
  for (const broken of await tryCase(seed, number)) keep({ ...broken, number });
  if (number % everyNth === 0) batch.push({ number, ...caseOf(seed, number) });
  if (batch.length >= batchSize) await throughCommand();
  if ((number + 1) % 1000 === 0) console.error(`${number + 1 - from} of ${cases}, ${rate(number + 1 - from, seconds(start))}`);
}
if (batch.length > 0) await throughCommand();

console.log(`\n${cases} cases, seed ${seed}, ${rate(cases, seconds(start))}`);
if (inCommand.cases > 0)
  console.log(
    `${inCommand.cases} of them through the command, ${inCommand.processes} processes, ${rate(inCommand.cases, inCommand.seconds)}`,
  );
for (const [law, count] of counts) console.log(`${count === 0 ? 'holds ' : 'BROKEN'}  ${String(count).padStart(6)}  ${law}`);
const judged = values.law === undefined ? [...counts.values()] : [counts.get(values.law) ?? 0];
process.exitCode = judged.some((count) => count > 0) ? 1 : 0;

async function throughCommand() {
  const begun = performance.now();
  for (const broken of await tryBatch(batch, inCommand.processes, brokenBy)) keep(broken);
  inCommand.cases += batch.length;
  inCommand.processes += 1;
  inCommand.seconds += seconds(begun);
  batch = [];
}

/** @param {{ law: string, why: string, name: string, text: string, number: number }} broken */
function keep({ law, why, name, text, number }) {
  const count = (counts.get(law) ?? 0) + 1;
  counts.set(law, count);
  if (count > 20) return; // enough to look at
  const file = join(folder, `${law.replaceAll(' ', '-')}-${seed}-${number}.${name.split('.').at(-1)}`);
  writeFileSync(file, text);
  console.log(`${law}: case ${number}: ${JSON.stringify(why).slice(0, 300)}\n  ${file}`);
}

/** @param {number} since */
function seconds(since) {
  return (performance.now() - since) / 1000;
}

/** @param {number} number @param {number} time in seconds */
function rate(number, time) {
  return `${(number / time).toFixed(1)} a second`;
}
