import { beforeEach, describe, expect, it } from 'vitest';
import type { Position } from '#engine/plan';
import { Hand } from '../../../../src/renderer/canvas/overview/overview-pointer.svelte';

const places: Record<string, Position> = { a: [0, 0], b: [400, 0], c: [800, 0] };
let selected: ReadonlySet<string>;
let edges: readonly string[];
let withEdges: boolean;
let moved: unknown;
let approached: unknown;
let hand: Hand;

beforeEach(() => {
  [selected, edges, withEdges, moved, approached] = [new Set(), [], false, undefined, undefined];
  const select = (nodes: Iterable<string>) => (selected = new Set(nodes));
  hand = new Hand({
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
    selectWithEdges: (nodes) => {
      withEdges = true;
      select(nodes);
    },
    toggle: (id) => select(selected.has(id) ? [...selected].filter((one) => one !== id) : [...selected, id]),
    move: (to) => (moved = to),
    approach: (at, node) => (approached = { at, node }),
  });
});

const at = (x: number, y: number, more: Partial<PointerEvent> = {}) => ({ clientX: x, clientY: y, ...more }) as PointerEvent;

describe('Hand', () => {
  it('selects what is pressed, and with Shift one more or one less', () => {
    hand.press(at(5, 3));
    hand.release();
    expect([...selected]).toEqual(['a']);
    hand.press(at(45, 3, { shiftKey: true }));
    hand.release();
    expect([...selected]).toEqual(['a', 'b']);
    hand.press(at(5, 3, { ctrlKey: true }));
    hand.release();
    expect([...selected]).toEqual(['b']);
  });

  it('selects nothing on empty canvas', () => {
    selected = new Set(['a']);
    hand.press(at(30, 30));
    hand.move(at(32, 31)); // it shakes
    hand.release();
    expect(selected.size).toBe(0);
  });

  it('selects an edge that is pressed beside all nodes, and with Shift one more or one less', () => {
    selected = new Set(['a']);
    hand.press(at(30, 10));
    hand.release();
    expect([[...selected], edges]).toEqual([[], ['a/b/data']]);
    selected = new Set(['c']);
    hand.press(at(30, 10, { shiftKey: true }));
    hand.release();
    expect([[...selected], edges]).toEqual([['c'], []]);
  });

  it('draws a box around nodes, and adds them with Shift', () => {
    selected = new Set(['c']);
    hand.press(at(-5, -5, { shiftKey: true }));
    hand.move(at(45, 20));
    expect(hand.box).toEqual({ left: -50, top: -50, right: 450, bottom: 200 });
    hand.release();
    expect(hand.box).toBeUndefined();
    expect([...selected].sort()).toEqual(['a', 'b', 'c']);
    expect(withEdges).toBe(true);
  });

  it('drags what is selected on the grid, and what is not after selecting it', () => {
    selected = new Set(['a', 'b']);
    hand.press(at(5, 3));
    hand.move(at(15, 8.3));
    expect(hand.drag).toEqual({ nodes: selected, by: [104, 56] });
    expect(moved).toBeUndefined();
    hand.release();
    expect(moved).toEqual({ a: [104, 56], b: [504, 56] });
    hand.press(at(85, 3));
    hand.move(at(95, 3));
    hand.release();
    expect([...selected]).toEqual(['c']);
    expect(moved).toEqual({ c: [904, 0] });
  });

  it('gives up a drag, and what was selected is so again', () => {
    selected = new Set(['b']);
    hand.press(at(5, 3));
    hand.move(at(15, 8));
    hand.cancel();
    hand.release();
    expect(moved).toBeUndefined();
    expect([...selected]).toEqual(['b']);
  });

  it('points at what it is over while it holds nothing', () => {
    hand.move(at(45, 3));
    expect(hand.hover).toBe('b');
    hand.press(at(45, 3));
    expect(hand.hover).toBeUndefined();
    hand.release();
    hand.move(at(30, 30));
    expect(hand.hover).toBeUndefined();
  });

  it('goes where it is pressed twice', () => {
    hand.doublePress(at(45, 3));
    expect(approached).toEqual({ at: [450, 30], node: 'b' });
  });
});
