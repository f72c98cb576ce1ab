import { beforeEach, describe, expect, it } from 'vitest';
import type { Position } from '#engine/plan';
import { OverviewPointer } from '../../../../src/renderer/canvas/overview/overview-pointer.svelte';

const places: Record<string, Position> = { a: [0, 0], b: [400, 0], c: [800, 0] };
let selected: ReadonlySet<string>;
let edges: readonly string[];
let withEdges: boolean;
let moved: unknown;
let copied: unknown;
let approached: unknown;
let pointer: OverviewPointer;

beforeEach(() => {
  [selected, edges, withEdges, moved, copied, approached] = [new Set(), [], false, undefined, undefined, undefined];
  const select = (nodes: Iterable<string>) => (selected = new Set(nodes));
  pointer = new OverviewPointer({
    planPoint: (x, y) => [x * 10, y * 10], // a tenth of the plan's size
    nodeAt: ([x, y]) =>
      Object.keys(places).find((id) => x >= (places[id]?.[0] ?? 0) && x <= (places[id]?.[0] ?? 0) + 208 && y >= 0 && y <= 64),
    nodesIn: (box) => Object.keys(places).filter((id) => (places[id]?.[0] ?? 0) < box.right && (places[id]?.[0] ?? 0) + 208 > box.left),
    edgeAt: ([, y]) => (y === 100 ? 'a/b/data' : undefined),
    selectEdge: (id) => {
      select([]);
      edges = [id];
    },
    toggleEdge: (id) => (edges = edges.includes(id) ? [] : [id]),
    placeOf: (id) => places[id],
    selected: () => selected,
    select,
    linesIn: (box) => (box.top < 100 && box.bottom > 100 ? ['a/b/data'] : []),
    selectBoxed: (nodes, lines) => {
      withEdges = true;
      select(nodes);
      edges = [...lines];
    },
    toggle: (id) => select(selected.has(id) ? [...selected].filter((one) => one !== id) : [...selected, id]),
    move: (to) => (moved = to),
    copy: (by) => (copied = by),
    approach: (at, node) => (approached = { at, node }),
  });
});

const at = (x: number, y: number, more: Partial<PointerEvent> = {}) => ({ clientX: x, clientY: y, ...more }) as PointerEvent;

describe('OverviewPointer', () => {
  it('selects what is pressed, and with Shift one more or one less', () => {
    pointer.press(at(5, 3));
    pointer.release();
    expect([...selected]).toEqual(['a']);
    pointer.press(at(45, 3, { shiftKey: true }));
    pointer.release();
    expect([...selected]).toEqual(['a', 'b']);
    pointer.press(at(5, 3, { ctrlKey: true }));
    pointer.release();
    expect([...selected]).toEqual(['b']);
  });

  it('selects nothing on empty canvas', () => {
    selected = new Set(['a']);
    pointer.press(at(30, 30));
    pointer.move(at(32, 31)); // it shakes
    pointer.release();
    expect(selected.size).toBe(0);
  });

  it('selects an edge that is pressed beside all nodes, and with Shift one more or one less', () => {
    selected = new Set(['a']);
    pointer.press(at(30, 10));
    pointer.release();
    expect([[...selected], edges]).toEqual([[], ['a/b/data']]);
    selected = new Set(['c']);
    pointer.press(at(30, 10, { shiftKey: true }));
    pointer.release();
    expect([[...selected], edges]).toEqual([['c'], []]);
  });

  it('copies what is dragged with Alt, and moves nothing', () => {
    selected = new Set(['a', 'b']);
    pointer.press(at(5, 3));
    pointer.move(at(15, 3));
    pointer.move(at(15, 13, { altKey: true }));
    pointer.release();
    expect([copied, moved]).toEqual([[104, 104], undefined]);
    // without Alt at the end it is a move
    pointer.press(at(5, 3));
    pointer.move(at(15, 13, { altKey: true }));
    pointer.move(at(15, 13));
    pointer.release();
    expect(moved).toBeDefined();
  });

  it('draws a box around nodes, and adds them with Shift', () => {
    selected = new Set(['c']);
    pointer.press(at(-5, -5, { shiftKey: true }));
    pointer.move(at(45, 20));
    expect(pointer.box).toEqual({ left: -50, top: -50, right: 450, bottom: 200 });
    pointer.release();
    expect(pointer.box).toBeUndefined();
    expect([...selected].sort()).toEqual(['a', 'b', 'c']);
    expect(withEdges).toBe(true);
  });

  it('selects an edge whose line the box only touches', () => {
    pointer.press(at(30, 9));
    pointer.move(at(35, 11));
    pointer.release();
    expect([[...selected], edges]).toEqual([[], ['a/b/data']]);
  });

  it('drags what is selected on the grid, and what is not after selecting it', () => {
    selected = new Set(['a', 'b']);
    pointer.press(at(5, 3));
    pointer.move(at(15, 8.3));
    expect(pointer.drag).toEqual({ nodes: selected, by: [104, 56] });
    expect(moved).toBeUndefined();
    pointer.release();
    expect(moved).toEqual({ a: [104, 56], b: [504, 56] });
    pointer.press(at(85, 3));
    pointer.move(at(95, 3));
    pointer.release();
    expect([...selected]).toEqual(['c']);
    expect(moved).toEqual({ c: [904, 0] });
  });

  it('gives up a drag, and what was selected is so again', () => {
    selected = new Set(['b']);
    pointer.press(at(5, 3));
    pointer.move(at(15, 8));
    pointer.cancel();
    pointer.release();
    expect(moved).toBeUndefined();
    expect([...selected]).toEqual(['b']);
  });

  it('points at what it is over while it holds nothing', () => {
    pointer.move(at(45, 3));
    expect(pointer.hover).toBe('b');
    pointer.press(at(45, 3));
    expect(pointer.hover).toBeUndefined();
    pointer.release();
    pointer.move(at(30, 30));
    expect(pointer.hover).toBeUndefined();
  });

  it('goes where it is pressed twice', () => {
    pointer.doublePress(at(45, 3));
    expect(approached).toEqual({ at: [450, 30], node: 'b' });
  });
});
