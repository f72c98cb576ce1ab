import fc from 'fast-check';
import type { Field, Service } from '#engine/catalog';
import {
  applyEdits,
  compareEdges,
  compareText,
  directions,
  edgeId,
  edgeKindIds,
  emptyPlan,
  isBlank,
  orientations,
  packetParts,
  paperNames,
  parseQuantity,
  stageIds,
  type Edge,
  type Note,
  type Plan,
  type PlanEdit,
  type PlanNode,
  type UsageValue,
} from '#engine/plan';
import { book, catalog } from './resources.ts';

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

/** A text that can be the reason of a waiver. */
const aReason = anyText.filter((text) => !isBlank(text));

export const nodeIds = fc.uniqueArray(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).filter((id) => id !== 'constructor' && id !== 'prototype'),
  { minLength: 0, maxLength: 8 },
);

const serviceIds = catalog.services.map(({ id }) => id);

const usageValue: fc.Arbitrary<UsageValue> = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => (value < 1e-9 ? 0 : value)),
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

const place = fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 }));
const groupIds = ['ingest', 'score', 'z-last'];
const noteIds = ['why-batch', 'ask', 'z-last'];

const note: fc.Arbitrary<Note> = fc
  .record({ text: anyText, at: place })
  .chain((value) => own.map((extra) => dropUndefined({ ...value, ...extra })));

/** Each node in one of the groups, or in none. */
function groupsOf(ids: readonly string[]): fc.Arbitrary<Plan['groups']> {
  return fc
    .record({
      choices: fc.tuple(...ids.map(() => fc.option(fc.constantFrom(...groupIds), { nil: undefined }))),
      titles: fc.tuple(...groupIds.map(() => fc.option(anyText, { nil: undefined }))),
    })
    .map(({ choices, titles }) =>
      Object.fromEntries(
        groupIds.flatMap((group, at) => {
          const nodes = ids.filter((_, index) => choices[index] === group).sort(compareText);
          return nodes.length > 0 ? [[group, dropUndefined({ title: titles[at], nodes })] as const] : [];
        }),
      ),
    );
}

const packet: fc.Arbitrary<Plan['packet']> = fc
  .record({
    paper: fc.option(
      fc.oneof(
        fc.constantFrom(...paperNames),
        fc.record({ width: fc.integer({ min: 100, max: 5000 }), height: fc.integer({ min: 100, max: 5000 }) }),
      ),
      { nil: undefined },
    ),
    orientation: fc.option(fc.constantFrom(...orientations), { nil: undefined }),
    margin: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    parts: fc.option(fc.subarray([...packetParts], { minLength: 1 }), { nil: undefined }),
  })
  .map(dropUndefined);

const revisions: fc.Arbitrary<Plan['revisions']> = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom('A', 'B', '1.2'),
      date: fc.constantFrom('2026-01-31', '2026-11-30'),
      author: fc.option(anyText, { nil: undefined }),
      note: fc.option(anyText, { nil: undefined }),
      cost: fc.option(fc.record({ monthly: fc.integer({ min: 0, max: 1e6 }), currency: fc.constantFrom('USD', 'EUR') }), {
        nil: undefined,
      }),
      scores: fc.option(fc.record({ skills: fc.integer({ min: 0, max: 100 }), maturity: fc.integer({ min: 0, max: 4 }) }), {
        nil: undefined,
      }),
    })
    .map(dropUndefined),
  { selector: ({ id }) => id, minLength: 1, maxLength: 3 },
);

/** A plan with up to eight nodes. */
export const anyPlan: fc.Arbitrary<Plan> = nodeIds.chain((ids) =>
  fc
    .record({
      name: anyText,
      summary: fc.option(anyText, { nil: undefined }),
      direction: fc.option(fc.constantFrom(...directions), { nil: undefined }),
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
      pinned: fc.subarray(ids),
      groups: groupsOf(ids),
      notes: fc.dictionary(fc.constantFrom(...noteIds), note),
      waivers: fc.array(
        fc.record({ rule: fc.constantFrom('no-orphan-node', 'no-retired-service'), on: fc.constant(ids.slice(0, 1)), because: aReason }),
        { maxLength: 2 },
      ),
      packet: fc.option(packet, { nil: undefined, freq: 2 }),
      revisions: fc.option(revisions, { nil: undefined, freq: 2 }),
    })
    .map(
      ({
        name,
        summary,
        direction,
        nodes,
        edges,
        positions,
        region,
        budget,
        skills,
        assumptions,
        pinned,
        groups,
        notes,
        waivers,
        packet,
        revisions,
      }) => {
        const unique = new Map<string, Edge>([...edges].map((edge: Edge) => [edgeId(edge), dropUndefined(edge)]));
        return dropUndefined({
          ...emptyPlan(name),
          summary,
          direction,
          context: dropUndefined({ region, budgetPerMonth: budget, team: skills ? { skills } : undefined }),
          assumptions,
          nodes: Object.fromEntries(ids.map((id, at) => [id, nodes[at] as PlanNode])),
          edges: [...unique.values()].sort(compareEdges),
          waivers: waivers.map((waiver) => (waiver.on.length > 0 ? waiver : { rule: waiver.rule, because: waiver.because })),
          ...(packet && Object.keys(packet).length > 0 ? { packet } : {}),
          ...(revisions ? { revisions } : {}),
          groups,
          notes,
          layout: Object.fromEntries(ids.flatMap((id, at) => (positions[at] ? [[id, positions[at]] as const] : []))),
          pinned: [...pinned].sort(compareText),
        }) as Plan;
      },
    ),
);

/** Edits of a plan; edits of missing nodes and edges have no effect. */
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
      type: fc.constant('add-group' as const),
      id: fc.constantFrom(...groupIds, 'fresh'),
      group: fc.record({ title: anyText, nodes: fc.array(anId, { maxLength: 4 }) }),
    }),
    fc.record({ type: fc.constant('remove-groups' as const), ids: fc.array(fc.constantFrom(...groupIds), { maxLength: 2 }) }),
    fc.record({
      type: fc.constant('change-group' as const),
      id: fc.constantFrom(...groupIds),
      set: fc.record({ title: fc.option(anyText, { nil: undefined }) }),
    }),
    fc.record({
      type: fc.constant('group-nodes' as const),
      ids: fc.array(anId, { maxLength: 3 }),
      group: fc.option(fc.constantFrom(...groupIds), { nil: undefined }),
    }),
    fc.record({ type: fc.constant('add-note' as const), id: fc.constantFrom(...noteIds, 'fresh'), note }),
    fc.record({ type: fc.constant('change-note' as const), id: fc.constantFrom(...noteIds), set: fc.record({ text: anyText }) }),
    fc.record({ type: fc.constant('move-notes' as const), to: fc.dictionary(fc.constantFrom(...noteIds), place) }),
    fc.record({ type: fc.constant('remove-notes' as const), ids: fc.array(fc.constantFrom(...noteIds), { maxLength: 2 }) }),
    fc.record({ type: fc.constant('pin-nodes' as const), ids: fc.array(anId, { maxLength: 2 }), pinned: fc.boolean() }),
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
      set: fc.record({
        name: anyText,
        summary: fc.option(anyText, { nil: undefined }),
        direction: fc.option(fc.constantFrom(...directions), { nil: undefined }),
      }),
    }),
    fc.record({ type: fc.constant('add-waiver' as const), waiver: fc.record({ rule: fc.constant('known-service'), because: aReason }) }),
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
    fc.record({ type: fc.constant('order-nodes' as const), order: fc.shuffledSubarray(ids) }),
    fc.record({ type: fc.constant('rename-id' as const), from: anId, to: fc.constantFrom('renamed', 'other') }),
  );
  return fc.array(edit, { minLength: 1, maxLength: 5 });
}

/** A plan, some edits, and the plan after them. */
export const planAndLater = anyPlan.chain((plan) => editsOf(plan).map((edits) => ({ plan, edits, later: applyEdits(plan, edits) })));

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

/** Usage of a node: each field has a value of one of the service's presets, another valid value, a range, or no value. */
function usageFor(service: Service): fc.Arbitrary<PlanNode['usage']> {
  const presets = Object.values(service.presets ?? {}).map(({ values }) => values);
  const fields = service.usage.map((field) => {
    const preset = presets.map((values) => values[field.id]).filter((value) => value !== undefined);
    const usual = preset.length > 0 ? [fc.constantFrom(...preset)] : [];
    return fc.option(fc.oneof(...usual, ...valuesOf(field)), { nil: undefined, freq: 4 }).map((value) => [field.id, value] as const);
  });
  return fc.tuple(...fields).map((entries) => {
    const given = entries.filter((entry): entry is readonly [string, UsageValue] => entry[1] !== undefined);
    return given.length > 0 ? Object.fromEntries(given) : undefined;
  });
}

/** Valid values of a field, without those of the presets. */
function valuesOf(field: Field): fc.Arbitrary<UsageValue>[] {
  switch (field.type) {
    case 'number': {
      const least = Math.max(0, field.min ?? 0);
      const most = Math.max(least, Math.min(field.max ?? Infinity, 2000));
      const one = field.integer
        ? fc.integer({ min: Math.ceil(least), max: Math.floor(most) })
        : fc.double({ min: least, max: most, noNaN: true }).map((value) => (value < 1e-9 ? least : value));
      return [one, rangeOf(one, (value) => value)];
    }
    case 'size': {
      const most = field.max === undefined ? 3000 : Math.min(3000, parseQuantity(field.max)?.base ?? 3000);
      const gb = fc.integer({ min: 0, max: Math.floor(most) });
      return [gb.map((value) => `${value} GB`), rangeOf(gb, (value) => `${value} GB`)];
    }
    case 'duration': {
      const most = field.max === undefined ? 1500 : Math.min(1500, (parseQuantity(field.max)?.base ?? 25) * 60);
      const minutes = fc.integer({ min: 0, max: Math.floor(most) });
      return [minutes.map((value) => `${value} min`), rangeOf(minutes, (value) => `${value} min`)];
    }
    case 'choice':
      return [fc.constantFrom(...field.options.map(({ value }) => value))];
    case 'flag':
      return [fc.boolean()];
    case 'vm':
      return [fc.constantFrom(...book.machines().map(({ machine: { sku } }) => sku))];
    case 'text':
      return [];
  }
}

function rangeOf(one: fc.Arbitrary<number>, written: (value: number) => number | string): fc.Arbitrary<UsageValue> {
  return fc.tuple(one, one, one).map((values) => {
    const [low = 0, likely = 0, high = 0] = [...values].sort((a, b) => a - b);
    return { low: written(low), likely: written(likely), high: written(high) };
  });
}

function costedNode(services: readonly Service[]): fc.Arbitrary<PlanNode> {
  return fc.constantFrom(...services).chain((service) =>
    fc
      .record({
        service: fc.constant(service.id),
        title: fc.option(anyText, { nil: undefined }),
        usage: usageFor(service),
        region: fc.option(fc.constantFrom('westeurope', 'eastus', 'eastus2', 'uksouth', 'nowhere'), { nil: undefined, freq: 1 }),
      })
      .map(dropUndefined),
  );
}

/** All services, or a few: nodes of one service share free grants and steps. */
const somePool = fc.oneof(
  fc.constant(catalog.services),
  fc.array(fc.constantFrom(...catalog.services.filter(({ cost }) => cost.kind === 'metered')), { minLength: 1, maxLength: 2 }),
);

/** A plan whose nodes have the usage that their services ask for, joined as the services allow. */
export const costedPlan: fc.Arbitrary<Plan> = fc
  .uniqueArray(
    fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/).filter((id) => id !== 'constructor' && id !== 'prototype'),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .chain((ids) => somePool.map((pool) => ({ ids, pool })))
  .chain(({ ids, pool }) =>
    fc.record({
      ids: fc.constant(ids),
      nodes: fc.tuple(...ids.map(() => costedNode(pool))),
      picks: fc.array(fc.tuple(fc.nat({ max: ids.length - 1 }), fc.nat({ max: ids.length - 1 }), fc.nat({ max: 7 })), { maxLength: 12 }),
      glue: fc.array(fc.record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids), kind: fc.constantFrom(...edgeKindIds) }), {
        maxLength: 3,
      }),
      positions: fc.tuple(...ids.map(() => fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 })))),
      region: fc.constantFrom('westeurope', 'eastus', undefined),
      skills: fc.option(
        fc.dictionary(
          fc.constantFrom(...catalog.skills.map(({ id }) => id)),
          fc.constantFrom('none' as const, 'basic' as const, 'strong' as const),
        ),
        { nil: undefined },
      ),
      estate: fc.option(fc.subarray(serviceIds, { maxLength: 3 }), { nil: undefined }),
    }),
  )
  .map(({ ids, nodes, picks, glue, positions, region, skills, estate }) => {
    const serviceAt = (at: number) => catalog.get(nodes[at]?.service ?? '');
    const joined = picks.flatMap(([from, to, kindAt]): Edge[] => {
      const [a, b] = [serviceAt(from), serviceAt(to)];
      const fitting = a && b && from !== to ? edgeKindIds.filter((kind) => catalog.shared(a, b, kind).length > 0) : [];
      const kind = fitting[kindAt % Math.max(1, fitting.length)];
      return kind ? [{ from: ids[from] ?? '', to: ids[to] ?? '', kind }] : [];
    });
    const edges = new Map([...joined, ...glue.filter(({ from, to }) => from !== to)].map((edge) => [edgeId(edge), edge]));
    return {
      ...emptyPlan('Costed'),
      context: dropUndefined({ region, team: skills ? { skills } : undefined, estate }),
      nodes: Object.fromEntries(ids.map((id, at) => [id, nodes[at] as PlanNode])), // there is one per id
      edges: [...edges.values()].sort(compareEdges),
      layout: Object.fromEntries(ids.map((id, at) => [id, positions[at] ?? [0, 0]])),
    };
  });

/** The same plan with new names, a new order of all entries, and new positions. */
export function reshuffled(plan: Plan): fc.Arbitrary<{ readonly plan: Plan; readonly nameOf: (id: string) => string }> {
  const ids = Object.keys(plan.nodes);
  return fc
    .record({
      order: fc.shuffledSubarray(ids, { minLength: ids.length }),
      edges: fc.shuffledSubarray([...plan.edges], { minLength: plan.edges.length }),
      title: fc.constantFrom('', 'Renamed', 'AAA'),
      reverse: fc.boolean(),
      positions: fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))),
    })
    .map(({ order, edges, title, reverse, positions }) => {
      // the names sort in a new order, so that sorting by name cannot hide a fault
      const nameOf = (id: string) => `n${String(reverse ? 99 - ids.indexOf(id) : order.indexOf(id)).padStart(2, '0')}`;
      return {
        nameOf,
        plan: {
          ...plan,
          nodes: Object.fromEntries(
            order.map((id) => {
              const { title: _, ...rest } = plan.nodes[id] as PlanNode; // the ids come from the plan
              return [nameOf(id), title ? { ...rest, title: `${title} ${nameOf(id)}` } : rest];
            }),
          ),
          edges: edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
          layout: Object.fromEntries(positions.map((position, at) => [nameOf(order[at % order.length] ?? ''), position])),
        },
      };
    });
}
