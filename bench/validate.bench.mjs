/**
 * `node bench/validate.bench.mjs [--nodes 100,1000] [--plan joined|hostile] [--rules 10]`: how long judging a plan takes, part by part. Run by
 * hand; nothing depends on the clock of a test machine.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '100,1000,5000,20000' },
    plan: { type: 'string', default: 'joined,hostile' },
    rules: { type: 'string', default: '10' },
  },
});

// Node reads no TypeScript here, so Vite does; the sources find what ships as data by the same plugin as in a build
const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
/** @type {{ module: typeof import('../build/resources.ts') }} */
const { module: build } = await runnerImport(join(root, 'build/resources.ts'), config);
/** @type {{ module: typeof import('./measure.ts') }} */
const { module } = await runnerImport(join(root, 'bench/measure.ts'), { ...config, plugins: [build.resources()] });

for (const kind of values.plan.split(',')) {
  for (const nodes of values.nodes.split(',')) console.log(module.report(kind, Number(nodes), Number(values.rules)));
}
