import { render } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { expect, it } from 'vitest';
import { edgeId, routeEdges, type Edge, type Plan, type Position } from '#engine/plan';
import { Routes } from '../../../../src/renderer/canvas/edges/routes.svelte';
import RoutesHarness from '../RoutesHarness.svelte';

const layout: Record<string, Position> = { hub: [0, 0] };
const edges: Edge[] = [];
for (let at = 0; at < 400; at += 1) {
  layout[`n${at}`] = [(at % 20) * 264, 112 + Math.floor(at / 20) * 112];
  edges.push({ from: 'hub', to: `n${at}`, kind: 'telemetry' });
}
const last = edges.at(-1) as Edge; // there are 400

it('routes a small plan at once', () => {
  const plan = { edges: edges.slice(0, 20), layout } as unknown as Plan;
  const routes = new Routes(
    () => plan,
    () => Promise.reject(new Error('It is asked for nothing.')),
    () => undefined,
  );
  routes.keepUp();
  expect(routes.all).toEqual(routeEdges(plan.edges, layout));
});

it('lets a large plan be routed beside it; until then no way is known', async () => {
  const plan = { edges, layout } as unknown as Plan;
  let asked = 0;
  const routes = new Routes(
    () => plan,
    (list, places) => {
      asked += 1;
      return Promise.resolve({ changed: routeEdges(list, places), gone: [] });
    },
    (error) => expect(error).toBeUndefined(),
  );
  expect(routes.settled(last)).toBeUndefined();
  routes.keepUp();
  await tick();
  flushSync();
  expect(asked).toBe(1);
  expect(routes.settled(last)).toEqual(routeEdges(edges, layout).get(edgeId(last)));
});

it('is asked once for a large plan, also by who looks at the ways that are known before it routes', async () => {
  const plan = { edges, layout } as unknown as Plan;
  let asked = 0;
  const routes: Routes = new Routes(
    () => plan,
    (list, places) => {
      if (routes.all.size >= 0) asked += 1;
      return Promise.resolve({ changed: routeEdges(list, places), gone: [] });
    },
    (error) => expect(error).toBeUndefined(),
  );
  render(RoutesHarness, { routes });
  for (let turn = 0; turn < 5; turn += 1) {
    await tick();
    flushSync();
  }
  expect(routes.all.size).toBe(edges.length);
  expect(asked).toBe(1);
});
