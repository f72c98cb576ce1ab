import { expect, it } from 'vitest';
import { laneColours, paper } from '#engine/draw';
import { edgeKindIds, lanes } from '#engine/plan';

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

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
