import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, emptyPlan, type Plan, type Position } from '#engine/plan';
import { alignments, arrangeSelection, type Alignment } from '../../../../src/renderer/state/actions/align';
import { overlapping } from '../../../engine/plan/arrange/overlapping.ts';

const position = fc.tuple(fc.integer({ min: -40, max: 80 }), fc.integer({ min: -40, max: 80 })).map(([x, y]): Position => [x * 8, y * 8]);

/** Cards close to each other, many of them on top of each other; some selected, some in groups of which some are collapsed. */
const drawn = fc.array(position, { minLength: 1, maxLength: 24 }).chain((places) => {
  const ids = places.map((_, at) => `n${at}`);
  return fc
    .record({
      groupOf: fc.tuple(...ids.map(() => fc.constantFrom('', 'a', 'b'))),
      collapsed: fc.subarray(['a', 'b']),
      chosen: fc.subarray(ids, { minLength: 1 }),
      notes: fc.array(position, { maxLength: 3 }),
    })
    .map(({ groupOf, collapsed, chosen, notes }) => {
      const members = (group: string) => ids.filter((_, at) => groupOf[at] === group);
      const groups = ['a', 'b'].filter((group) => members(group).length > 0);
      const plan: Plan = {
        ...emptyPlan('Cards'),
        nodes: Object.fromEntries(ids.map((id) => [id, { service: 'docker' }])),
        layout: Object.fromEntries(ids.map((id, at) => [id, places[at] ?? [0, 0]])),
        groups: Object.fromEntries(groups.map((group) => [group, { nodes: members(group) }])),
        notes: Object.fromEntries(notes.map(([x, y], at) => [`note-${at}`, { text: 'Why?', at: [x, y] }])),
      };
      // a collapsed group is selected as a whole or not at all
      const whole = chosen.flatMap((id) => {
        const group = groupOf[ids.indexOf(id)] ?? '';
        return collapsed.includes(group) ? members(group) : [id];
      });
      return { plan, chosen: [...new Set(whole)], collapsed: new Set(collapsed) };
    });
});

const alignment = fc.constantFrom<Alignment>(...alignments.map(({ id }) => id));
const moved = (plan: Plan, to: Record<string, Position>) => applyEdits(plan, [{ type: 'move-nodes', to }]);

describe('aligning and distributing', () => {
  it('never put a card on one that it did not lie on before', () => {
    fc.assert(
      fc.property(drawn, alignment, ({ plan, chosen, collapsed }, how) => {
        const before = new Set(overlapping(plan.layout));
        const after = overlapping(moved(plan, arrangeSelection(how, plan, chosen, collapsed)).layout);
        expect(after.filter((pair) => !before.has(pair))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('never put a card on a note that it did not lie on before', () => {
    const over = (plan: Plan) =>
      Object.entries(plan.notes).flatMap(([note, { at }]) =>
        Object.entries(plan.layout).flatMap(([id, [x, y]]) =>
          Math.abs(x - at[0]) < 208 && y < at[1] + 36 && y + 64 > at[1] ? [`${note} ${id}`] : [],
        ),
      );
    fc.assert(
      fc.property(drawn, alignment, ({ plan, chosen, collapsed }, how) => {
        const before = new Set(over(plan));
        expect(over(moved(plan, arrangeSelection(how, plan, chosen, collapsed))).filter((pair) => !before.has(pair))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('put cards on one line and keep their order on it', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom<Alignment>('left', 'right', 'top', 'bottom'), ({ plan, chosen }, how) => {
        fc.pre(chosen.length > 1);
        const { layout } = moved(plan, arrangeSelection(how, plan, chosen));
        const [across, along] = how === 'left' || how === 'right' ? ([0, 1] as const) : ([1, 0] as const);
        expect(new Set(chosen.map((id) => layout[id]?.[across])).size).toBe(1);
        const placeOf = (id: string, of: Plan['layout']) => of[id]?.[along] ?? 0;
        for (const one of chosen)
          for (const other of chosen)
            if (placeOf(one, plan.layout) < placeOf(other, plan.layout)) expect(placeOf(one, layout)).toBeLessThan(placeOf(other, layout));
      }),
      { numRuns: 200 },
    );
  });

  it('leave cards where they are on the line when there is room', () => {
    const plan: Plan = {
      ...emptyPlan('Cards'),
      nodes: { a: { service: 'docker' }, b: { service: 'docker' }, c: { service: 'docker' } },
      layout: { a: [0, 0], b: [400, 64], c: [96, 300] },
    };
    expect(arrangeSelection('left', plan, ['a', 'b', 'c'])).toEqual({ a: [0, 0], b: [0, 64], c: [0, 300] });
    expect(arrangeSelection('down', plan, ['a', 'b', 'c'])).toEqual({ a: [0, 0], b: [400, 150], c: [96, 300] });
    expect(arrangeSelection('across', plan, ['a', 'c', 'b'])).toEqual({ a: [0, 0], c: [200, 300], b: [400, 64] });
  });

  it('put the far sides and the middles of cards on one line', () => {
    const plan: Plan = {
      ...emptyPlan('Cards'),
      nodes: { a: { service: 'docker' }, b: { service: 'docker' }, c: { service: 'docker' } },
      layout: { a: [0, 0], b: [400, 96], c: [800, 304] },
    };
    expect(arrangeSelection('right', plan, ['a', 'b', 'c'])).toEqual({ a: [800, 0], b: [800, 96], c: [800, 304] });
    expect(arrangeSelection('center', plan, ['a', 'b', 'c'])).toEqual({ a: [400, 0], b: [400, 96], c: [400, 304] });
    expect(arrangeSelection('bottom', plan, ['a', 'b', 'c'])).toEqual({ a: [0, 304], b: [400, 304], c: [800, 304] });
    expect(arrangeSelection('middle', plan, ['a', 'b', 'c'])).toEqual({ a: [0, 152], b: [400, 152], c: [800, 152] });
  });

  it('spread cards of one row that are aligned left down the column', () => {
    const plan: Plan = {
      ...emptyPlan('Cards'),
      nodes: { a: { service: 'docker' }, b: { service: 'docker' }, c: { service: 'docker' }, stays: { service: 'docker' } },
      layout: { a: [0, 0], b: [264, 0], c: [528, 0], stays: [0, 112] },
    };
    expect(arrangeSelection('left', plan, ['a', 'b', 'c'])).toEqual({ a: [0, 0], b: [0, 192], c: [0, 272] });
  });
});
