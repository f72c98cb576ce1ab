/**
 * `npm run bench:routes [-- --generated 50 --elk --time]`: measures the routes of edges on templates, examples and generated plans: the
 * length that edges share, crossings, cards crossed, bends and length. `--elk` adds ELK's layered layout of the same graphs with its
 * orthogonal router, `--time` the time of routing large plans. The figures without times are the same in every run.
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: {
    generated: { type: 'string', default: '50' },
    elk: { type: 'boolean', default: false },
    time: { type: 'boolean', default: false },
  },
});

/** @type {typeof import('./routes.ts')} */
const { planSets, ours, elks, graphOf, largePlan, timeOf } = await bundled('routes');
/** @type {typeof import('./route-quality.ts')} */
const { sumOf } = await bundled('route-quality');

const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en-GB');
const row = (
  /** @type {string} */ name,
  /** @type {import('./route-quality.ts').Quality} */ { edges, shared, sharingPairs, crossings, cards, bends, length },
) => console.log(`| ${[name, ...[edges, shared, sharingPairs, crossings, cards, bends, length].map(number)].join(' | ')} |`);

console.log('| plans | edges | shared length | pairs that share | crossings | cards crossed | bends | length |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
const elk = values.elk ? new (await import('elkjs')).default() : undefined;
for (const { name, plans } of planSets(Number(values.generated))) {
  row(`${name} (${plans.length})`, sumOf(plans.map(ours)));
  if (!elk) continue;
  const theirs = [];
  for (const plan of plans) theirs.push(elks(/** @type {any} */ (await elk.layout(/** @type {any} */ (graphOf(plan))))));
  row(`${name}, by ELK`, sumOf(theirs));
}
if (values.time) {
  console.log('\n| plan | nodes | edges | routing, ms |\n| --- | ---: | ---: | ---: |');
  for (const kind of /** @type {const} */ (['joined', 'random']))
    for (const nodes of [500, 5000]) {
      const plan = largePlan(kind, nodes);
      console.log(`| ${kind} | ${number(nodes)} | ${number(plan.edges.length)} | ${timeOf(plan).toFixed(1)} |`);
    }
}
