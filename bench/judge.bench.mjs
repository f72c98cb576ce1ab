/**
 * `npm run bench [-- --nodes 100,1000] [--parts]`: how long judging a plan takes, beside bpmnlint on BPMN of the same size in the same run. Run
 * by hand on a quiet machine; nothing depends on the clock of a test machine. `--parts` says it part by part, with the slowest rules.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, runnerImport } from 'vite';
import { timeBpmnlint } from './bpmnlint.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '100,1000,5000,20000' }, parts: { type: 'boolean', default: false } },
});

// measured is what ships: one bundle, built as the command is
const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
/** @type {{ module: typeof import('../build/resources.ts') }} */
const { module: resources } = await runnerImport(join(root, 'build/resources.ts'), config);
await build({
  ...config,
  plugins: [resources.resources()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'bench/measure.ts',
    outDir: 'out/bench',
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'measure.mjs', codeSplitting: false } },
  },
});
/** @type {typeof import('./measure.ts')} */
const { judged, parts } = await import(pathToFileURL(join(root, 'out/bench/measure.mjs')).href);

const ms = (/** @type {number} */ value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB'));
console.log('| nodes | findings | a new plan, ms | after one edit, ms | µs a node | bpmnlint, ms | bpmnlint / ours |');
console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const nodes of values.nodes.split(',').map(Number)) {
  const lint = await timeBpmnlint(nodes);
  for (const more of [0, 100, 1000]) {
    if (more > nodes) continue;
    const { findings, fresh, edited } = judged(nodes, more);
    const row = [nodes.toLocaleString('en-GB'), findings, ms(fresh), ms(edited), ms((1000 * fresh) / nodes), ms(lint), ms(lint / fresh)];
    console.log(`| ${row.join(' | ')} |`);
  }
}
if (values.parts) for (const nodes of values.nodes.split(',')) console.log(`\n${parts('joined', Number(nodes), 10)}`);
