import { mount } from 'svelte';
import type { Plan } from '#engine/plan';
import Plain from './Plain.svelte';

/* Svelte Flow by itself with the graph of a plan; an empty page without one. */

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for it.');
const name = new URLSearchParams(location.search).get('plan');
const plan: Plan = name === null ? emptyPlan() : ((await (await fetch(name)).json()) as Plan);
const start = performance.now();
mount(Plain, { target, props: { plan } });
requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(window, { drawn: performance.now() - start })));

function emptyPlan(): Plan {
  return { nodes: { a: { service: 'a', title: 'A' } }, edges: [], layout: { a: [40, 40] } } as unknown as Plan;
}
