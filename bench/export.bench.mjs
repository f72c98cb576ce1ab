/**
 * `npm run bench:export [-- --nodes 18,1000] [--parts]`: measures the export of a bundle without the disk. Run by hand on a quiet machine;
 * no test depends on these times. `--parts` lists the exporters, the slowest first.
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '18,100,1000' }, parts: { type: 'boolean', default: false } },
});

/** @type {typeof import('./export.ts')} */
const { measured, parts } = await bundled('export');

const number = (/** @type {number} */ value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB'));
console.log('| nodes | files | characters | first, ms | later, ms |');
console.log('| ---: | ---: | ---: | ---: | ---: |');
for (const size of values.nodes.split(',').map(Number)) {
  const { nodes, files, size: characters, first, later } = measured(size);
  console.log(`| ${[nodes, files, characters, first, later].map(number).join(' | ')} |`);
}
if (values.parts)
  for (const size of values.nodes.split(',').map(Number)) {
    console.log(`\n${size} nodes`);
    for (const [id, ms] of parts(size)) console.log(`  ${id.padEnd(22)} ${number(ms)}`);
  }
