/**
 * `npm run fuzz [-- --cases 100000 --seed 1 --law "output is safe"]`: reads and judges texts that nobody would write, and says which laws they break.
 * Run by hand. A text that breaks a law is kept in out/fuzz/, and `--cases 1 --from NUMBER` tries it again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    law: { type: 'string' },
  },
});
/** @type {typeof import('./fuzz.ts')} */
const { laws, tryCase } = await bundled('fuzz');
const folder = join(dirname(fileURLToPath(import.meta.url)), '../out/fuzz');
mkdirSync(folder, { recursive: true });

/** @type {Map<string, number>} */
const counts = new Map(Object.keys(laws).map((law) => [law, 0]));
const [from, cases, seed] = [Number(values.from), Number(values.cases), Number(values.seed)];
for (let number = from; number < from + cases; number += 1) {
  for (const { law, why, name, text } of await tryCase(seed, number)) {
    const count = (counts.get(law) ?? 0) + 1;
    counts.set(law, count);
    if (count > 20) continue; // enough to look at
    const file = join(folder, `${law.replaceAll(' ', '-')}-${seed}-${number}.${name.split('.').at(-1)}`);
    writeFileSync(file, text);
    console.log(`${law}: case ${number}: ${JSON.stringify(why).slice(0, 300)}\n  ${file}`);
  }
  if ((number + 1) % 1000 === 0) console.error(`${number + 1 - from} of ${cases}`);
}
console.log(`\n${cases} cases, seed ${seed}`);
for (const [law, count] of counts) console.log(`${count === 0 ? 'holds ' : 'BROKEN'}  ${String(count).padStart(6)}  ${law}`);
const judged = values.law === undefined ? [...counts.values()] : [counts.get(values.law) ?? 0];
process.exitCode = judged.some((count) => count > 0) ? 1 : 0;
