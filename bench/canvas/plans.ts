import { arrangeMissing, writePlanYaml, type Plan } from '#engine/plan';
import { catalog } from '#resources';
import { joinedPlan } from '../plans';

/** A plan of a size with a place for every node, and a node of an ordinary neighbourhood near the middle of it. */
export function placedPlan(nodes: number, more: number): { readonly plan: Plan; readonly yaml: string; readonly node: string } {
  const joined = joinedPlan(nodes);
  const last = new Set(Object.keys(joined.nodes).slice(-more));
  // services that nobody knows are findings
  const plan =
    more === 0
      ? joined
      : { ...joined, nodes: mapped(joined.nodes, (node, id) => (last.has(id) ? { ...node, service: 'unheard-of' } : node)) };
  // placed as the whole plan is without them, so that all tries see one drawing
  const { layout } = arrangeMissing(joined, (id) => joined.nodes[id]?.stage ?? catalog.get(joined.nodes[id]?.service ?? '')?.stages[0]);
  const placed = { ...plan, layout };
  return { plan: placed, yaml: writePlanYaml(placed), node: inTheMiddle(placed) };
}

function inTheMiddle(plan: Plan): string {
  const places = Object.entries(plan.layout);
  const [right, bottom] = [Math.max(...places.map(([, [x]]) => x)), Math.max(...places.map(([, [, y]]) => y))];
  const away = ([x, y]: readonly [number, number]) => Math.hypot(x - right / 2, y - bottom / 2);
  const edges = (id: string) => plan.edges.filter(({ from, to }) => from === id || to === id).length;
  const near = places.sort(([, a], [, b]) => away(a) - away(b)).find(([id]) => edges(id) < 20);
  return near?.[0] ?? Object.keys(plan.nodes)[0] ?? '';
}

function mapped<T>(map: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
