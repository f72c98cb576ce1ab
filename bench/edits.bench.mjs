/**
 * Time of an evaluation after each kind of edit, of the whole plan and of what the edit touches, in turn in one process. Run by hand on a
 * quiet machine; no test depends on these times.
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '100,1000,5000' }, more: { type: 'string', default: '0' } },
});

/** @type {typeof import('./edits.ts')} */
const { editTimes, firstTimes } = await bundled('edits');

const ms = (/** @type {number} */ value) => (value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en-GB'));
console.log('| nodes | edit | whole plan, ms | what it touches, ms | whole / touched | difference, ms |');
console.log('| ---: | --- | ---: | ---: | ---: | ---: |');
for (const nodes of values.nodes.split(',').map(Number)) {
  const count = nodes.toLocaleString('en-GB');
  const { whole, live } = firstTimes(nodes);
  console.log(`| ${count} | a new plan | ${ms(whole)} | ${ms(live)} | ${(whole / live).toFixed(1)} | |`);
  for (const { edit, whole: all, live: touched, change } of editTimes(nodes, Number(values.more)))
    console.log(`| ${count} | ${edit} | ${ms(all)} | ${ms(touched)} | ${(all / touched).toFixed(1)} | ${ms(change)} |`);
}
