import { describe, expect, it } from 'vitest';
import { dark, laneColours, paper } from '#engine/draw';
import { edgeKindIds, edgeStyles, lanes } from '#engine/plan';
import { contrast, distance, sights } from '../../harness/colour.ts';

it('has a colour of its own for each lane', () => {
  expect(Object.keys(laneColours).sort()).toEqual(lanes.map(({ id }) => id).sort());
  expect(new Set(Object.values(laneColours)).size).toBe(lanes.length);
});

it('has a colour for each kind of edge', () => {
  expect(Object.keys(paper.edge).sort()).toEqual([...edgeKindIds].sort());
  expect(new Set(Object.values(paper.edge)).size).toBe(edgeKindIds.length);
});

// WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what has to be seen
const seen: readonly (readonly [what: string, colour: string, least: number])[] = [
  ['text', paper.text, 4.5],
  ['muted text', paper.muted, 4.5],
  ...edgeKindIds.map((kind) => [`titles of ${kind} edges`, paper.edge[kind], 4.5] as const),
  ...Object.entries(laneColours).map(([lane, colour]) => [`the icon in ${lane}`, colour, 3] as const),
  ['the border of a card', paper.cardBorder, 3],
];
it.each(seen)('%s can be read on cards and bands', (_, colour, least) => {
  for (const ground of [paper.card, paper.band, paper.bandAlternate]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(least);
});

it.each(Object.entries(paper.severity))('white numbers can be read on a mark of %s', (_, colour) => {
  expect(contrast('#ffffff', colour)).toBeGreaterThanOrEqual(4.5);
});

it.each([
  ['paper', paper, '#ffffff'],
  ['a dark screen', dark, dark.onChange],
] as const)('marks of changes can be seen on %s, and the signs on them read', (_, palette, sign) => {
  for (const colour of Object.values(palette.change)) {
    for (const ground of [palette.card, palette.band, palette.bandAlternate, palette.background])
      expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(sign, colour)).toBeGreaterThanOrEqual(4.5);
  }
});

describe.each(sights)('seen as %s', (sight) => {
  const pairs = lanes.slice(1).map(({ id }, at) => [lanes[at]?.id ?? id, id] as const);
  it.each(pairs)('%s and %s, which stand one below the other, differ', (one, other) => {
    expect(distance(laneColours[one], laneColours[other], sight)).toBeGreaterThanOrEqual(0.075);
  });
});

const kinds = edgeKindIds.flatMap((one, at) => edgeKindIds.slice(at + 1).map((other) => [one, other] as const));
it.each(kinds)('edges of %s and %s differ by more than their colour', (one, other) => {
  const [a, b] = [edgeStyles[one], edgeStyles[other]];
  if (a.end !== b.end || a.dash.join() !== b.dash.join()) return;
  expect(Math.abs(a.width - b.width)).toBeGreaterThanOrEqual(0.75); // half as wide again
});
