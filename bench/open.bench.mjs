/**
 * `npm run bench:open [-- --nodes 100,1000]`: measures the time from reading a plan's file until it is a checked plan, beside two YAML
 * parsers until they have an unchecked value, in the same run. Run by hand on a quiet machine; no test depends on these times.
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '100,1000,2000' } } });
/** @type {typeof import('./open.ts')} */
const { textOf, timed } = await bundled('open');

console.log('| nodes | file, KB | comments | js-yaml, ms | yaml, ms | ours, ms | ours / js-yaml |');
console.log('| ---: | ---: | --- | ---: | ---: | ---: | ---: |');
for (const nodes of values.nodes.split(',').map(Number)) {
  for (const comments of [false, true]) {
    const text = textOf(nodes, comments);
    const ms = timed(text, 15);
    const row = [nodes.toLocaleString('en-GB'), Math.round(text.length / 1024), comments ? 'yes' : 'no'];
    const times = [ms['js-yaml'], ms.yaml, ms.ours].map((one) => one.toFixed(1));
    console.log(`| ${[...row, ...times, (ms.ours / ms['js-yaml']).toFixed(2)].join(' | ')} |`);
  }
}
