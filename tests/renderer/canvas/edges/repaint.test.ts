import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeKindIds, type Box, type Position } from '#engine/plan';
import type { PaintedEdge } from '../../../../src/renderer/canvas/edges/edge-painting';
import { overlaps } from '../../../../src/renderer/canvas/view/viewport';
import { repaintOf } from '../../../../src/renderer/canvas/edges/repaint';
import { boxAround, fineBoxes, type WayPart } from '../../../../src/renderer/canvas/edges/edge-path';

const tile: Box = { left: 0, top: 0, right: 256, bottom: 256 };

/** A line straight down, narrow, from one height to another. */
function down(x: number, top = -50, bottom = 300): PaintedEdge {
  return { kind: 'data', part: straight([x, top], [x, bottom]), end: { x, y: bottom, side: 'top' }, selected: false, dimmed: false };
}

describe('what of a tile is painted anew', () => {
  it('is nothing when nothing has changed', () => {
    const line = down(40);
    expect(repaintOf([line], [{ ...line }], tile, 1)).toEqual([]);
  });

  it('is where a line went, and the lines that cross there', () => {
    const [gone, beside, across, far] = [down(40), down(44), { ...down(0), part: straight([-10, 100], [300, 100]) }, down(200)];
    const repaint = repaintOf([gone, beside, across, far], [beside, across, far], tile, 1);
    expect(repaint).toEqual([{ box: { left: 33, top: 0, right: 47, bottom: 256 }, lines: [beside, across] }]);
  });

  it('is where a line came, or looks different', () => {
    const [one, other] = [down(40), down(200)];
    expect(repaintOf([one], [one, other], tile, 1)?.map(({ lines }) => lines)).toEqual([[other]]);
    expect(repaintOf([one, other], [one, { ...other, selected: true }], tile, 1)?.[0]?.lines).toEqual([{ ...other, selected: true }]);
    expect(repaintOf([one, other], [one, { ...other, dimmed: true }], tile, 1)?.[0]?.lines).toEqual([{ ...other, dimmed: true }]);
  });

  it('is all of it when much has changed', () => {
    const many = Array.from({ length: 20 }, (_, at) => down(at * 12));
    expect(repaintOf(many, [], tile, 1)).toBeUndefined();
  });

  it('holds every line that reaches into it, whatever changed', () => {
    const place = fc.tuple(fc.integer({ min: -50, max: 300 }), fc.integer({ min: -50, max: 300 }));
    const line = fc
      .record({ from: place, to: place, kind: fc.constantFrom(...edgeKindIds), selected: fc.boolean() })
      .map(({ from, to, kind, selected }): PaintedEdge => {
        const part = straight(from, to);
        return { kind, part, selected, dimmed: false, end: { x: to[0], y: to[1], side: 'top' } };
      });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.infiniteStream(fc.boolean()), (lines, choices) => {
        const chosen = () => choices.next().value as boolean;
        const [before, now] = [lines.filter(chosen), lines.filter(chosen)];
        const repaint = repaintOf(before, now, tile, 1);
        if (!repaint) return;
        const boxesOf = ({ part }: PaintedEdge) => part.pieces.flatMap(fineBoxes).filter((box) => overlaps(box, tile));
        for (const one of lines.filter((some) => before.includes(some) !== now.includes(some)))
          for (const box of boxesOf(one)) expect(repaint.some((part) => overlaps(part.box, box))).toBe(true);
        for (const { box, lines: painted } of repaint)
          for (const one of now) if (boxesOf(one).some((own) => overlaps(own, box))) expect(painted).toContain(one);
      }),
    );
  });
});

function straight(from: Position, to: Position): WayPart {
  const points = [from, to];
  const piece = { points, box: boxAround(points), length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
  return { path: `M${from.join(' ')}L${to.join(' ')}`, skipped: 0, pieces: [piece] };
}
