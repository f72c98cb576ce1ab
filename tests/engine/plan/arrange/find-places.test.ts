import { describe, expect, it } from 'vitest';
import { emptyPlan, findPlaces, type Plan, type Position } from '#engine/plan';

/** A full page: as many cards as asked for, all in one lane, with a note beside them. */
function fullPage(count: number, note: { readonly text: string }): Plan {
  const columns = Math.ceil(Math.sqrt(count));
  const ids = Array.from({ length: count }, (_, at) => `n${at}`);
  return {
    ...emptyPlan('P'),
    nodes: Object.fromEntries([...ids, ...ids.map((id) => `${id}-2`)].map((id) => [id, { service: 's' }])),
    layout: Object.fromEntries(ids.map((id, at) => [id, [(at % columns) * 240, Math.floor(at / columns) * 104]])),
    notes: { aside: Object.defineProperty({ at: [-400, 0] as const, text: '' }, 'text', { get: () => note.text }) },
  };
}

function copiesOf(plan: Plan): Record<string, Position> {
  return Object.fromEntries(Object.entries(plan.layout).map(([id, [x, y]]) => [`${id}-2`, [x + 16, y + 16]]));
}

describe('the place finder', () => {
  it('looks at a row of the drawing again only after something was placed near it', () => {
    let looks = 0;
    const note = {
      get text() {
        looks += 1;
        return 'A note';
      },
    };
    const plan = fullPage(400, note);
    const { nodes } = findPlaces(plan, () => 'training', { nodes: copiesOf(plan) });
    expect(Object.keys(nodes)).toHaveLength(400);
    expect(looks / 400).toBeLessThan(8); // each of the 20 rows is asked for by nearly every card
  });
});
