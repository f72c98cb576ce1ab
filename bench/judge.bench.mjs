/**
 * `npm run bench [-- --nodes 100,1000] [--parts]`: measures the evaluation of a plan, beside bpmnlint on BPMN of the same size in the
 * same run. Run by hand on a quiet machine; no test depends on these times. `--parts` lists the parts, with the slowest rules.
 */
import { parseArgs } from 'node:util';
import { timeBpmnlint } from './bpmnlint.mjs';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '100,1000,5000,20000' }, parts: { type: 'boolean', default: false } },
});

/** @type {typeof import('./measure.ts')} */
const { judged, parts } = await bundled('measure');

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
