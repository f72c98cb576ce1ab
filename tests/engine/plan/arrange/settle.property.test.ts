import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  arrange,
  bandsOf,
  boundsOf,
  cardHeight,
  cardWidth,
  directions,
  emptyPlan,
  findPlaces,
  laneOf,
  noteHeight,
  noteWidth,
  settle,
  stageIds,
  withPlaces,
  type Direction,
  type NodeId,
  type Plan,
  type PlanEdit,
  type Position,
} from '#engine/plan';

/* The law of the place finder: after whatever is added, nothing lies on anything else, and every new card is in its lane. */

const laneIn = (plan: Plan, id: NodeId) => laneOf(plan.nodes[id]?.stage);

/** A plan as tidying draws it, with a note below it and one group. */
const tidyPlan = fc
  .record({
    stages: fc.array(fc.constantFrom(...stageIds), { maxLength: 24 }),
    direction: fc.constantFrom<Direction>(...directions),
    grouped: fc.nat(5),
  })
  .map(({ stages, direction, grouped }): Plan => {
    const nodes = Object.fromEntries(stages.map((stage, at) => [`n${at}`, { service: 's', stage }]));
    const members = Object.keys(nodes).slice(0, grouped);
    const groups: Plan['groups'] = members.length > 1 ? { some: { nodes: members } } : {};
    const drawn: Plan = { ...emptyPlan('P'), nodes, direction };
    const layout = arrange(drawn, () => undefined);
    const below = boundsOf(Object.values(layout));
    const notes = {
      why: { text: 'Nightly, as the source closes at two', at: [0, (below ? below.y + below.height : 0) + 60] as [number, number] },
    };
    return { ...drawn, groups, layout, notes };
  });
const anywhere = fc.tuple(fc.integer({ min: -400, max: 2400 }), fc.integer({ min: -400, max: 2000 })).map(([x, y]): Position => [x, y]);
const aStage = fc.constantFrom(...stageIds);
const aText = fc.constantFrom('Why?', 'One line that is longer than a note is wide', 'Three\nlines\nhere');

/** Every way of adding comes down to these edits. */
const additions = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('node' as const), at: anywhere, stage: aStage }),
    fc.record({ type: fc.constant('beside' as const), of: fc.nat(30), stage: aStage }),
    fc.record({ type: fc.constant('note' as const), at: anywhere, text: aText }),
    fc.record({ type: fc.constant('swap' as const), of: fc.nat(30), stage: aStage }),
    fc.record({ type: fc.constant('copy' as const), of: fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }), by: anywhere }),
    fc.record({ type: fc.constant('ungroup' as const) }),
  ),
  { minLength: 1, maxLength: 6 },
);
type Addition = (typeof additions extends fc.Arbitrary<infer T> ? T : never) extends readonly (infer One)[] ? One : never;

function editsOf(plan: Plan, one: Addition, at: number): PlanEdit[] {
  const ids = Object.keys(plan.nodes);
  const idAt = (index: number) => ids[index % Math.max(1, ids.length)];
  switch (one.type) {
    case 'node':
      return [{ type: 'add-node', id: `new${at}`, node: { service: 's', stage: one.stage }, place: { at: one.at } }];
    case 'beside':
      return [
        {
          type: 'add-node',
          id: `new${at}`,
          node: { service: 's', stage: one.stage },
          place: { beside: idAt(one.of) ?? '', side: 'after' },
        },
      ];
    case 'note':
      return [{ type: 'add-note', id: `note${at}`, note: { text: one.text, at: [one.at[0], one.at[1]] } }];
    case 'swap':
      return [{ type: 'change-node', id: idAt(one.of) ?? '', set: { stage: one.stage } }];
    case 'copy':
      return [...new Set(one.of.flatMap((index) => idAt(index) ?? []))].map((id) => {
        const [x, y] = plan.layout[id] ?? [0, 0];
        return {
          type: 'add-node',
          id: `${id}-${at}`,
          node: plan.nodes[id] ?? { service: 's' },
          place: { at: [x + one.by[0] / 10, y + one.by[1] / 10] },
        };
      });
    case 'ungroup':
      return [{ type: 'remove-groups', ids: ['some'] }];
  }
}

/** The pairs of cards and notes that lie on each other. */
function overlaps(plan: Plan): string[] {
  const cards = Object.entries(plan.layout).map(([id, [x, y]]) => ({ id, x, y, width: cardWidth, height: cardHeight }));
  const notes = Object.entries(plan.notes).map(([id, { at, text }]) => ({
    id,
    x: at[0],
    y: at[1],
    width: noteWidth,
    height: noteHeight(text),
  }));
  const all = [...cards, ...notes];
  return all.flatMap((a, at) =>
    all
      .slice(at + 1)
      .flatMap((b) =>
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height ? [`${a.id} ${b.id}`] : [],
      ),
  );
}

function straysOf(plan: Plan): string[] {
  const cards = Object.keys(plan.nodes).map((id) => ({ id, lane: laneIn(plan, id), at: plan.layout[id] ?? ([0, 0] as const) }));
  return [...bandsOf(cards, plan.direction).strays];
}

function added(plan: Plan, all: readonly Addition[]): Plan {
  return all.reduce((before, one, at) => {
    const edits = editsOf(before, one, at);
    return settle(before, applyEdits(before, edits), edits, laneIn);
  }, plan);
}

describe('whatever is added to a drawing', () => {
  it('covers nothing, and each new card is in its lane', () => {
    fc.assert(
      fc.property(tidyPlan, additions, (plan, all) => {
        const after = added(plan, all);
        expect(overlaps(after)).toEqual([]);
        expect(straysOf(after)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('covers nothing in a drawing that is not tidy, where it covers nothing yet', () => {
    const untidy = fc
      .tuple(fc.array(fc.tuple(anywhere, aStage), { maxLength: 16 }), fc.constantFrom<Direction>(...directions))
      .map(([cards, direction]): Plan => {
        const plan: Plan = {
          ...emptyPlan('P'),
          direction,
          nodes: Object.fromEntries(cards.map(([, stage], at) => [`n${at}`, { service: 's', stage }])),
          layout: Object.fromEntries(cards.map(([at], index) => [`n${index}`, at])),
        };
        return { ...plan, pinned: Object.keys(plan.nodes).slice(0, 1) };
      });
    fc.assert(
      fc.property(untidy, additions, (plan, all) => {
        const before = new Set(overlaps(plan));
        expect(overlaps(added(plan, all)).filter((pair) => !before.has(pair))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('stays where it was put if that is free and in its lane', () => {
    fc.assert(
      fc.property(tidyPlan, aStage, anywhere, (plan, stage, at) => {
        const edits: PlanEdit[] = [{ type: 'add-node', id: 'new', node: { service: 's', stage }, place: { at } }];
        const after = settle(plan, applyEdits(plan, edits), edits, laneIn);
        const place = after.layout['new'] ?? [0, 0];
        const again = findPlaces(after, (id) => laneIn(after, id), { nodes: { new: place } });
        expect(again.nodes).toEqual({ new: place });
      }),
    );
  });

  it('moves no other card, unless a lane has to be opened between two others', () => {
    fc.assert(
      fc.property(tidyPlan, aStage, anywhere, (plan, stage, at) => {
        fc.pre(Object.keys(plan.nodes).some((id) => laneIn(plan, id) === laneOf(stage)));
        const edits: PlanEdit[] = [{ type: 'add-node', id: 'new', node: { service: 's', stage }, place: { at } }];
        expect(settle(plan, applyEdits(plan, edits), edits, laneIn).layout).toMatchObject(plan.layout);
      }),
    );
  });
});

describe('a lane without a card', () => {
  const plan: Plan = {
    ...emptyPlan('P'),
    nodes: { copy: { service: 's', stage: 'data-transfer' }, train: { service: 's', stage: 'training' } },
    layout: { copy: [0, 0], train: [0, 104] },
    notes: { late: { text: 'Late', at: [400, 130] } },
  };
  const edits: PlanEdit[] = [
    { type: 'add-node', id: 'clean', node: { service: 's', stage: 'data-transformation' }, place: { at: [0, 50] } },
  ];

  it('is opened between its neighbours, which makes what follows move on by a row', () => {
    const { layout, notes } = settle(plan, applyEdits(plan, edits), edits, laneIn);
    expect(layout).toEqual({ copy: [0, 0], clean: [0, 104], train: [0, 208] });
    expect(notes['late']?.at).toEqual([400, 234]);
  });

  it('moves no pinned card: then the new card goes to the nearest free place', () => {
    const pinned: Plan = { ...plan, pinned: ['train'] };
    const after = settle(pinned, applyEdits(pinned, edits), edits, laneIn);
    expect(after.layout).toMatchObject(plan.layout);
    expect(overlaps(after)).toEqual([]);
  });
});

it('a card that is sent to its lane leaves the others where they are', () => {
  const plan: Plan = {
    ...emptyPlan('P'),
    nodes: {
      a: { service: 's', stage: 'training' },
      b: { service: 's', stage: 'training' },
      c: { service: 's', stage: 'monitoring' },
      d: { service: 's', stage: 'monitoring' },
      e: { service: 's', stage: 'monitoring' },
    },
    layout: { a: [0, 0], b: [264, 208], c: [0, 208], d: [528, 208], e: [792, 208] },
  };
  expect(straysOf(plan)).toEqual(['b']);
  const after = withPlaces(
    plan,
    findPlaces(plan, (id) => laneIn(plan, id), { nodes: { b: [264, 208] } }),
  );
  expect(after.layout).toEqual({ ...plan.layout, b: [264, 104] });
  expect(straysOf(after)).toEqual([]);
});
