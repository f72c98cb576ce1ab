/**
 * `npm run bench:packs [-- --nodes 5000]`: measures checks with rules of packs that do as much as they can. Run by hand on a quiet
 * machine.
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '5000' } } });

/** @type {typeof import('./packs.ts')} */
const { slow, longTitles, checkedWith } = await bundled('packs');

const plan = longTitles(Number(values.nodes));
checkedWith('true', plan);
console.log('| rule | ms | how it ended |\n| --- | ---: | --- |');
for (const [name, holds] of Object.entries(slow)) {
  const { ms, said } = checkedWith(holds, plan);
  console.log(`| ${name} | ${Math.round(ms).toLocaleString('en-GB')} | ${said} |`);
}
