/**
 * A process that saves, to be killed while it does so.
 *   saver.mjs MODULE FILE loop        saves one version after the other, and says every call to the disk and every version that is saved
 *   saver.mjs MODULE FILE die N       saves version 1, and kills itself instead of the Nth call, halfway through when that is a write
 *   saver.mjs MODULE FILE once        saves version 1, and says how it went as JSON
 */
import { writeSync } from 'node:fs';

const [module, file, mode, number] = process.argv.slice(2);
const { nodeDisk, saveAtomically } = await import(module);
const say = (line) => writeSync(1, `${line}\n`);

/** Large enough that writing it takes a while. */
const version = (n) => `version ${n}\n${'x'.repeat(600_000)}\nend ${n}\n`;
const die = () => process.kill(process.pid, 'SIGKILL');

let calls = 0;
async function before(method, args, call) {
  calls += 1;
  if (mode === 'loop') say(`call ${method}`);
  if (mode !== 'die' || calls !== Number(number)) return;
  if (method === 'create.write') await call(args[0].subarray(0, 1000));
  die();
}

function watched(methods, prefix = '') {
  return Object.fromEntries(
    Object.entries(methods).map(([method, call]) => [
      method,
      async (...args) => {
        await before(prefix + method, args, call);
        const result = await call(...args);
        return method === 'create' || method === 'openToRead' ? watched(result, `${method}.`) : result;
      },
    ]),
  );
}

const disk = watched(nodeDisk);
if (mode === 'loop') {
  for (let n = 1; ; n += 1) {
    await saveAtomically(file, version(n), { disk });
    say(`saved ${n}`);
  }
}
try {
  await saveAtomically(file, version(1), { disk });
  say(JSON.stringify({ calls }));
} catch (error) {
  say(JSON.stringify({ name: error.name, problem: error.problem, fix: error.fix }));
}
