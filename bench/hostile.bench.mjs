/**
 * `npm run bench:hostile [-- --kb 1000 --only quotes]`: measures reading or refusing texts that are made to take long. Each is read in a
 * process of its own, which is ended after a minute. Run by hand; no test depends on these times.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: {
    kb: { type: 'string', default: '1000' },
    only: { type: 'string' },
    one: { type: 'string' },
    limit: { type: 'string', default: '60' },
  },
});
const bytes = Number(values.kb) * 1000;

if (values.one !== undefined) {
  /** @type {typeof import('./hostile.ts')} */
  const { hostile, timed } = await import(new URL('../out/bench/hostile.mjs', import.meta.url).href);
  const text = hostile[values.one]?.(bytes) ?? '';
  console.log(JSON.stringify(timed(values.one, text)));
} else {
  /** @type {typeof import('./hostile.ts')} */
  const { hostile } = await bundled('hostile');
  console.log(`| text of ${bytes / 1000} kB | ms | what is said |`);
  console.log('| --- | ---: | --- |');
  for (const name of Object.keys(hostile).filter((one) => one.includes(values.only ?? ''))) {
    const run = promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), '--one', name, '--kb', values.kb], {
      timeout: Number(values.limit) * 1000,
    });
    const { ms, said } = await run.then(
      ({ stdout }) => JSON.parse(stdout),
      (error) => ({
        ms: NaN,
        said: error.killed
          ? `not ended after ${values.limit} s`
          : String(error.stderr)
              .split('\n')
              .find((line) => /Error/.test(line)),
      }),
    );
    console.log(`| ${name} | ${Number.isNaN(ms) ? '' : Math.round(ms)} | ${said.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`);
  }
}
