/**
 * `npm run bench:tidy [-- --nodes 12,1000]`: measures the time of tidying a plan and the edges that cross then, beside ELK's layered
 * layout of the same graph in the same run. Edges count as straight lines for both. Run by hand on a quiet machine; no test depends on
 * these times.
 */
import { parseArgs } from 'node:util';
import ELK from 'elkjs';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '12,100,500,1000' } } });

/** @type {typeof import('./tidy.ts')} */
const { planOf, tidied, graphOf, crossings, shapeOf } = await bundled('tidy');
const elk = new ELK();

/** @param {import('#engine/plan').Plan} plan @returns {Promise<import('./tidy.ts').Measured>} */
async function byElk(plan) {
  const times = [];
  /** @type {Record<string, readonly [number, number]>} */
  let layout = {};
  const start = performance.now();
  for (let at = 0; at < 3 && (at === 0 || performance.now() - start < 5000); at += 1) {
    const graph = /** @type {import('elkjs').ElkNode} */ (graphOf(plan));
    const before = performance.now();
    const laid = await elk.layout(graph);
    times.push(performance.now() - before);
    layout = Object.fromEntries((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, [Math.round(x), Math.round(y)]]));
  }
  times.sort((a, b) => a - b);
  return { layout, ms: times[Math.floor(times.length / 2)] ?? 0 };
}

const number = (/** @type {number} */ value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB'));
console.log('| plan | nodes | edges | ours, ms | ELK, ms | ELK / ours | crossings, ours | crossings, ELK | cards, ours | cards, ELK |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const kind of /** @type {const} */ (['joined', 'random'])) {
  for (const nodes of values.nodes.split(',').map(Number)) {
    const plan = planOf(kind, nodes);
    const ours = tidied(plan);
    const theirs = await byElk(plan);
    const row = [
      kind,
      nodes.toLocaleString('en-GB'),
      plan.edges.length.toLocaleString('en-GB'),
      number(ours.ms),
      number(theirs.ms),
      number(theirs.ms / ours.ms),
      crossings(plan, ours.layout).toLocaleString('en-GB'),
      crossings(plan, theirs.layout).toLocaleString('en-GB'),
      shapeOf(ours.layout),
      shapeOf(theirs.layout),
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
}
