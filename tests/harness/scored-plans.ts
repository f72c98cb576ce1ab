import fc from 'fast-check';
import { cannotPass, glueOf, serves, servesBoughtModel, trains } from '#engine/notions';
import { PlanGraph, type Service } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { edgeKindIds, readPlan, type Edge, type Plan } from '#engine/plan';
import { scorePlan, type Score, type Scores } from '#engine/score';
import { rules } from '#engine/validate';
import { costedPlan } from './arbitraries.ts';
import { book, catalog, examples, scoring } from './resources.ts';

/* Plans whose scores are compared before and after an edit, and what is compared. */

export const scoredOn = '2026-11-21';

/** The scores of a plan as it is drawn, whatever the rules say of it. */
export function drawnScores(plan: Plan): Scores {
  return scorePlan({ graph: graphOf(plan), scoring, findings: [], today: scoredOn });
}

/** The scores of a plan with its findings, as people see them. */
export function shownScores(plan: Plan): Scores {
  return evaluate({ plan, catalog, book, scoring, rules, today: scoredOn }).scores;
}

export function graphOf(plan: Plan): PlanGraph {
  return new PlanGraph(plan, catalog, book);
}

/** The plans that ship. */
export const shipped: readonly Plan[] = examples.map(({ file, text }) => readPlan(text, file).plan);

/** A shipped plan from which some nodes, edges and stages are missing: what people have while they draw. */
export const wornPlan: fc.Arbitrary<Plan> = fc
  .record({
    plan: fc.constantFrom(...shipped),
    nodes: fc.array(fc.nat(), { maxLength: 5 }),
    edges: fc.array(fc.nat(), { maxLength: 6 }),
    stages: fc.boolean(),
  })
  .map(({ plan, nodes, edges, stages }) => {
    const gone = new Set(nodes.map((at) => Object.keys(plan.nodes)[at % Object.keys(plan.nodes).length] ?? ''));
    const lost = new Set(edges.map((at) => at % plan.edges.length));
    const kept = plan.edges.filter(({ from, to }, at) => !gone.has(from) && !gone.has(to) && !lost.has(at));
    const left = { ...plan, nodes: Object.fromEntries(Object.entries(plan.nodes).filter(([id]) => !gone.has(id))), edges: kept };
    return stages ? left : withoutStages(left);
  });

/** Plans as people draw them, and plans of anything. */
export const drawnPlan: fc.Arbitrary<Plan> = fc.oneof(wornPlan, costedPlan);

export function withoutStages(plan: Plan): Plan {
  return { ...plan, nodes: Object.fromEntries(Object.entries(plan.nodes).map(([id, { stage: _, ...node }]) => [id, node])) };
}

/** The plan with one more node, and edges to or from it. */
export function grown(plan: Plan, service: string, edges: readonly Edge[] = [], id = added): Plan {
  return { ...plan, nodes: { ...plan.nodes, [id]: { service } }, edges: [...plan.edges, ...edges] };
}

/** The id of an added node. */
export const added = 'the-added-one';

/** Edges of a kind between every node of a plan that can have them and the added one, where they need no glue. */
export function nativeEdges(plan: Plan, service: string, kind: Edge['kind'], way: 'from' | 'to'): readonly Edge[] {
  const edges = Object.keys(plan.nodes).map((id): Edge => (way === 'from' ? { from: added, to: id, kind } : { from: id, to: added, kind }));
  const graph = graphOf(grown(plan, service, edges));
  const native = graph.edges.filter(({ from, to }) => from.id === added || to.id === added).filter(isNative);
  return native.map(({ edge }) => edge);
}

export function isNative(edge: PlanGraph['edges'][number]): boolean {
  const live = [edge.from, edge.to].every(({ service }) => service && isLive(service));
  return live && !cannotPass(edge, catalog) && glueOf(edge, catalog) === undefined;
}

/** True if the nodes that both plans have do the same in both: train, serve a model of the team or one that is bought, or nothing of it. */
export function doTheSame(one: Plan, other: Plan): boolean {
  const of = (plan: Plan) =>
    new Map(graphOf(plan).nodes.map((node) => [node.id, `${trains(node)} ${serves(node)} ${servesBoughtModel(node)}`]));
  const [a, b] = [of(one), of(other)];
  return [...a].every(([id, does]) => !b.has(id) || b.get(id) === does);
}

/** True if a service is still supported. */
function isLive({ status }: Service): boolean {
  return status.state !== 'retired' && !(status.retiresOn !== undefined && status.retiresOn <= scoredOn);
}

const scores = ['maintainability', 'integration', 'skills'] as const;
const all = [...scores, 'maturity'] as const;

/** What is higher in the second scores: an empty list is what a law asks for. A score that could not be told before or after is left out. */
export function risen(before: Scores, after: Scores, which: readonly (typeof all)[number][] = all): readonly string[] {
  const higher = scores.filter((name) => {
    const [was, is] = [exact(before[name]), exact(after[name])];
    return which.includes(name) && was !== null && is !== null && is > was + 1e-6;
  });
  return [
    ...higher.map(
      (name) => `${name} ${exact(before[name])?.toFixed(2)} → ${exact(after[name])?.toFixed(2)}: ${changed(before[name], after[name])}`,
    ),
    ...(which.includes('maturity') && after.maturity.level > before.maturity.level
      ? [`maturity ${before.maturity.level} → ${after.maturity.level}`]
      : []),
  ];
}

/** A score before it is rounded. */
function exact(score: Score): number | null {
  if (score.value === null) return null;
  return 100 - score.parts.reduce((sum, { gain }) => sum + gain, 0);
}

function changed(before: Score, after: Score): string {
  const points = (score: Score, id: string) => {
    const part = score.parts.find((one) => one.id === id);
    return part ? `${part.points.toFixed(2)}/${part.max}` : 'not scored';
  };
  const ids = [...new Set([...before.parts, ...after.parts].map(({ id }) => id))];
  return ids
    .filter((id) => points(before, id) !== points(after, id))
    .map((id) => `${id} ${points(before, id)} → ${points(after, id)}`)
    .join(', ');
}

/** Services that are supported, which no law about retirement is about. */
export const supported: readonly Service[] = catalog.services.filter(
  ({ status }) => status.state === 'ga' && (status.retiresOn === undefined || status.retiresOn > '2028'),
);

export const anyKind = fc.constantFrom(...edgeKindIds);
