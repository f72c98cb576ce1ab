import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { missingValues } from '#engine/export';
import type { Plan } from '#engine/plan';
import { costPlan, scorePlan } from '#engine/score';
import { rules, validate, type RuleInput, type Validation } from '#engine/validate';
import { catalog, priceBook, scoring } from '#resources';
import { hostilePlan, joinedPlan, withUnknown } from './plans';

/* Time of each part of an evaluation: the median of several tries, after some that do not count. */

const today = '2026-11-21';

/**
 * Time of a whole evaluation: of a new plan, and after one edit, in milliseconds.
 * @param more number of findings beside those of the shipped plans: as many of its services are unknown
 */
export function judged(nodes: number, more: number): { readonly findings: number; readonly fresh: number; readonly edited: number } {
  const plan = withUnknown(joinedPlan(nodes), more);
  const whole = (one: Plan) => evaluate({ plan: one, catalog, book: priceBook, scoring, rules, today });
  return {
    findings: whole(plan).findings.length,
    fresh: timed(whole, () => structuredClone(plan)),
    edited: timed(whole, (at) => edited(plan, at)),
  };
}

/** Lines about the parts of judging one plan. @param slowest how many rules are named */
export function parts(kind: string, nodes: number, slowest: number): string {
  const plan = kind === 'hostile' ? hostilePlan(nodes) : joinedPlan(nodes);
  const graph = new PlanGraph(plan, catalog, priceBook);
  const cost = costPlan(graph);
  const input: RuleInput = { plan, graph, catalog, book: priceBook, cost, packs: [], missing: () => missingValues(graph), today };
  const whole = (one: Plan) => evaluate({ plan: one, catalog, book: priceBook, scoring, rules, today });

  const each = rules
    .map((rule) => ({ id: rule.meta.id, ms: timed(() => [...rule.check(input)]) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, slowest);
  const lines: [string, number][] = [
    ['graph', timed(() => new PlanGraph(plan, catalog, priceBook))],
    ['cost', timed(() => costPlan(graph))],
    ['validate', timed(() => validate(input, rules))],
    ['scores', timed(() => scorePlan({ graph, scoring, findings: [], today }))],
    // every keystroke: all nodes but one are those of the time before
    ['evaluate after an edit', timed(whole, (at) => edited(plan, at))],
    // opening a file: nothing of it was seen before
    ['evaluate a new plan', timed(whole, () => structuredClone(plan))],
  ];
  const { findings } = validate(input, rules);
  const keys = findings.map(({ key }) => key);
  lines.push([
    // the findings that a list shows at a time, and all of them, as in a report
    'fixes of 30 findings',
    timed(
      ({ fixesOf }: Validation) => keys.slice(0, 30).map(fixesOf),
      () => validate(input, rules),
    ),
  ]);
  if (findings.length < 2000)
    lines.push([
      `fixes of all ${findings.length}`,
      timed(
        ({ fixesOf }: Validation) => keys.map(fixesOf),
        () => validate(input, rules),
      ),
    ]);
  return [
    `${kind}: ${Object.keys(plan.nodes).length} nodes, ${plan.edges.length} edges, ${findings.length} findings`,
    ...lines.map(([what, ms]) => `  ${what.padEnd(30)} ${ms.toFixed(1).padStart(9)} ms`),
    ...each.map(({ id, ms }) => `    ${id.padEnd(28)} ${ms.toFixed(2).padStart(9)} ms`),
    '',
  ].join('\n');
}

/** Milliseconds of the middle one of some tries; fewer tries for what takes long. @param prepare makes what each try works with */
function timed<T = number>(work: (on: T) => unknown, prepare: (at: number) => T = (at) => at as T): number {
  const times: number[] = [];
  const start = performance.now();
  for (let at = 0; at < 60 && (at < 3 || performance.now() - start < 1500); at += 1) {
    const on = prepare(at);
    const before = performance.now();
    work(on);
    times.push(performance.now() - before);
  }
  // the first tries warm the engine up
  const counted = times.slice(Math.min(Math.floor(times.length / 3), 10)).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)] ?? 0;
}

/** The plan with one node changed. */
function edited(plan: Plan, at: number): Plan {
  const [id, node] = Object.entries(plan.nodes)[at % 7] ?? [];
  return id === undefined || !node ? plan : { ...plan, nodes: { ...plan.nodes, [id]: { ...node, note: `Edit ${at}` } } };
}
