import fc from 'fast-check';
import {
  applyEdits,
  compareEdges,
  edgeId,
  edgeKindIds,
  emptyPlan,
  stageIds,
  type Edge,
  type Plan,
  type PlanEdit,
  type PlanNode,
  type UsageValue,
} from '#engine/plan';
import { catalog } from './resources.ts';

/* Generated plans: everything that the file format allows, with awkward texts. */

/** Texts that YAML could misread, and ordinary ones. */
export const anyText = fc
  .oneof(
    fc.constantFrom(
      'Train',
      'Copy: orders',
      '# not a comment',
      '- dash',
      'yes',
      'null',
      '12',
      '1e3',
      '0x1f',
      ' padded ',
      'a, b',
      '{x}',
      'Größe €',
      '"quoted"',
      "it's",
      'tab\there',
      'two\nlines',
      'ends\n',
      '\n starts',
      'a: b',
      'x #y',
      '2026-01-01',
      '$ref',
      '*star',
      '&amp',
      '!bang',
      '%',
      '@at',
      '`',
      '~',
      '|',
      '>',
      'C:\\path',
      '日本語',
      '😀',
      '---',
      'key:',
      ':x',
      '\u0085',
      '\u2028',
    ),
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.lorem({ maxCount: 40 }),
  )
  .filter((text) => text.length > 0);

export const nodeIds = fc.uniqueArray(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).filter((id) => id !== 'constructor' && id !== 'prototype'),
  { minLength: 0, maxLength: 8 },
);

const serviceIds = catalog.services.map(({ id }) => id);

const usageValue: fc.Arbitrary<UsageValue> = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.boolean(),
  fc.constantFrom('80 GB', '20 min', '$runsPerMonth', 'premium'),
  fc.constant({ low: '1 GB', likely: '2 GB', high: '4 GB' }),
);

const own = fc.option(
  fc.dictionary(
    fc.stringMatching(/^x-[a-z]{1,5}$/),
    fc.oneof(anyText, fc.integer(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 })),
  ),
  { nil: undefined },
);

const node: fc.Arbitrary<PlanNode> = fc
  .record({
    service: fc.constantFrom(...serviceIds),
    title: fc.option(anyText, { nil: undefined }),
    stage: fc.option(fc.constantFrom(...stageIds), { nil: undefined }),
    usage: fc.option(fc.dictionary(fc.constantFrom('runsPerMonth', 'dataPerRun', 'nodes', 'tier'), usageValue, { minKeys: 1 }), {
      nil: undefined,
    }),
    owner: fc.option(anyText, { nil: undefined }),
    note: fc.option(anyText, { nil: undefined }),
    decision: fc.option(
      fc.record({ because: anyText, rejected: fc.dictionary(fc.constantFrom('docker', 'azure-devops'), anyText, { minKeys: 1 }) }),
      { nil: undefined },
    ),
  })
  .chain((value) => own.map((extra) => dropUndefined({ ...value, ...extra })));

/** A plan with up to eight nodes. */
export const anyPlan: fc.Arbitrary<Plan> = nodeIds.chain((ids) =>
  fc
    .record({
      name: anyText,
      summary: fc.option(anyText, { nil: undefined }),
      nodes: fc.tuple(...ids.map(() => node)),
      edges:
        ids.length === 0
          ? fc.constant<Edge[]>([])
          : fc.array(
              fc.record({
                from: fc.constantFrom(...ids),
                to: fc.constantFrom(...ids),
                kind: fc.constantFrom(...edgeKindIds),
                title: fc.option(anyText, { nil: undefined }),
              }),
              { maxLength: 10 },
            ),
      positions: fc.tuple(
        ...ids.map(() =>
          fc.option(fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 })), { nil: undefined }),
        ),
      ),
      region: fc.option(fc.constantFrom('westeurope', 'eastus'), { nil: undefined }),
      budget: fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: undefined }),
      skills: fc.option(
        fc.dictionary(
          fc.constantFrom('python', 'spark', 'kubernetes'),
          fc.constantFrom('none' as const, 'basic' as const, 'strong' as const),
        ),
        { nil: undefined },
      ),
      assumptions: fc.dictionary(
        fc.constantFrom('runsPerMonth', 'dataPerRun'),
        fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant('5 GB')),
      ),
      waivers: fc.array(
        fc.record({ rule: fc.constantFrom('no-orphan-node', 'no-retired-service'), on: fc.constant(ids.slice(0, 1)), because: anyText }),
        { maxLength: 2 },
      ),
    })
    .map(({ name, summary, nodes, edges, positions, region, budget, skills, assumptions, waivers }) => {
      const unique = new Map<string, Edge>([...edges].map((edge: Edge) => [edgeId(edge), dropUndefined(edge)]));
      return dropUndefined({
        ...emptyPlan(name),
        summary,
        context: dropUndefined({ region, budgetPerMonth: budget, team: skills ? { skills } : undefined }),
        assumptions,
        nodes: Object.fromEntries(ids.map((id, at) => [id, nodes[at] as PlanNode])),
        edges: [...unique.values()].sort(compareEdges),
        waivers: waivers.map((waiver) => (waiver.on.length > 0 ? waiver : { rule: waiver.rule, because: waiver.because })),
        layout: Object.fromEntries(ids.flatMap((id, at) => (positions[at] ? [[id, positions[at]] as const] : []))),
      }) as Plan;
    }),
);

/** Some edits of a plan; those that name what is not there do nothing. */
export function editsOf(plan: Plan): fc.Arbitrary<PlanEdit[]> {
  const ids = [...Object.keys(plan.nodes), 'fresh'];
  const anId = fc.constantFrom(...ids);
  const edit: fc.Arbitrary<PlanEdit> = fc.oneof(
    fc.record({ type: fc.constant('change-node' as const), id: anId, set: fc.record({ title: anyText }) }),
    fc.record({
      type: fc.constant('change-node' as const),
      id: anId,
      set: fc.record({ note: fc.option(anyText, { nil: undefined }), owner: fc.option(anyText, { nil: undefined }) }),
    }),
    fc.record({
      type: fc.constant('set-usage' as const),
      id: anId,
      set: fc.dictionary(fc.constantFrom('runsPerMonth', 'nodes', 'tier'), fc.option(usageValue, { nil: undefined })),
    }),
    fc.record({ type: fc.constant('remove-nodes' as const), ids: fc.array(anId, { maxLength: 2 }), heal: fc.boolean() }),
    fc.record({
      type: fc.constant('add-node' as const),
      id: fc.constantFrom('fresh', 'newer', 'newest'),
      node,
      place: fc.constant('free' as const),
    }),
    fc.record({ type: fc.constant('add-edge' as const), edge: fc.record({ from: anId, to: anId, kind: fc.constantFrom(...edgeKindIds) }) }),
    fc.record({
      type: fc.constant('move-nodes' as const),
      to: fc.dictionary(anId, fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))),
    }),
    fc.record({
      type: fc.constant('set-context' as const),
      set: fc.record({
        region: fc.option(fc.constantFrom('uksouth', 'westus2'), { nil: undefined }),
        estate: fc.option(fc.constant<string[]>(['azure-devops']), { nil: undefined }),
      }),
    }),
    fc.record({
      type: fc.constant('set-needs' as const),
      set: fc.record({ gpu: fc.option(fc.boolean(), { nil: undefined }), dataVolume: fc.option(fc.constant('2 TB'), { nil: undefined }) }),
    }),
    fc.record({
      type: fc.constant('set-assumption' as const),
      name: fc.constantFrom('runsPerMonth', 'storedData'),
      value: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
    }),
    fc.record({
      type: fc.constant('set-plan' as const),
      set: fc.record({ name: anyText, summary: fc.option(anyText, { nil: undefined }) }),
    }),
    fc.record({ type: fc.constant('add-waiver' as const), waiver: fc.record({ rule: fc.constant('known-service'), because: anyText }) }),
    fc.constant({ type: 'remove-waiver' as const, at: 0 }),
    plan.edges.length > 0
      ? fc.record({ type: fc.constant('remove-edges' as const), edges: fc.subarray([...plan.edges]) })
      : fc.constant({ type: 'remove-edges' as const, edges: [] }),
    plan.edges.length > 0
      ? fc.record({
          type: fc.constant('change-edge' as const),
          edge: fc.constantFrom(...plan.edges),
          set: fc.record({ kind: fc.constantFrom(...edgeKindIds), title: fc.option(anyText, { nil: undefined }) }),
        })
      : fc.constant({ type: 'remove-edges' as const, edges: [] }),
    fc.record({ type: fc.constant('rename-id' as const), from: anId, to: fc.constantFrom('renamed', 'other') }),
  );
  return fc.array(edit, { minLength: 1, maxLength: 5 });
}

/** A plan and another that came from it by edits. */
export const planAndLater = anyPlan.chain((plan) => editsOf(plan).map((edits) => ({ plan, edits, later: applyEdits(plan, edits) })));

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}
