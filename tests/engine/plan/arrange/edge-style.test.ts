import { describe, expect, it } from 'vitest';
import { dashAt, edgeKindIds, edgeStyles, type EdgeKind } from '#engine/plan';

it('gives each kind of edge a dash and an end mark that no other kind has together', () => {
  const looks = edgeKindIds.map((kind) => `${edgeStyles[kind].dash.join(' ')} ${edgeStyles[kind].end}`);
  expect(new Set(looks).size).toBe(edgeKindIds.length);
});

/** How much two dashes differ: the factor by which one of their lengths differs; endless if they have different numbers of strokes. */
function difference(one: EdgeKind, other: EdgeKind): number {
  const [a, b] = [edgeStyles[one].dash, edgeStyles[other].dash];
  if (a.length !== b.length) return Infinity;
  return Math.max(1, ...a.map((length, at) => Math.max(length / (b[at] ?? 0), (b[at] ?? 0) / length)));
}

describe('in grey, and from so far that no end mark can be seen', () => {
  const pairs = edgeKindIds.flatMap((one, at) => edgeKindIds.slice(at + 1).map((other) => [one, other] as const));
  it.each(pairs)('edges of %s and %s differ by their dash alone', (one, other) => {
    expect(difference(one, other)).toBeGreaterThanOrEqual(1.5);
  });

  it.each([2, 1, 0.6, 0.5, 0.49, 0.25, 0.2, 0.12, 0.05])('dashes and gaps can be told apart at a zoom of %d', (zoom) => {
    for (const kind of edgeKindIds)
      dashAt(kind, zoom).forEach((length, at) => {
        expect(length * zoom, `${kind}, length ${at}`).toBeGreaterThanOrEqual(at % 2 === 0 ? 2 : 2.5);
        expect(length * zoom, `${kind}, length ${at}`).toBeLessThanOrEqual(64);
      });
  });

  it('pictures, which have no zoom, can be read at a quarter of their size', () => {
    for (const { dash } of Object.values(edgeStyles)) for (const length of dash) expect(length / 4).toBeGreaterThanOrEqual(1);
  });
});
