import { beforeEach, describe, expect, it } from 'vitest';
import { PaintQueue } from '../../../../src/renderer/canvas/edges/paint-queue';

let frames: ((now: number) => void)[];
let painted: number[];
let queue: PaintQueue;
let now: number;

beforeEach(() => {
  [frames, painted, now] = [[], [], 1000];
  queue = new PaintQueue((work) => frames.push(work));
});

const add = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => queue.add(() => painted.push(from + at)));
/** A frame that took so long, and how many tiles it painted. */
function frame(took: number): number {
  const before = painted.length;
  now += took;
  frames.shift()?.(now);
  return painted.length - before;
}

describe('PaintQueue', () => {
  it('takes on more with each frame that was short, and fewer after long ones, in the order that was asked for', () => {
    add(0, 100);
    expect([frame(8), frame(8), frame(8), frame(100), frame(100), frame(8)]).toEqual([2, 4, 8, 4, 2, 4]);
    expect(painted).toEqual(Array.from({ length: 24 }, (_, at) => at));
  });

  it('paints one a frame at least, until all are painted', () => {
    add(0, 20);
    while (frames.length > 0) expect(frame(200)).toBeGreaterThan(0);
    expect(painted).toHaveLength(20);
  });

  it('asks for no frame while there is nothing to paint', () => {
    add(0, 2);
    frame(8);
    expect(frames).toEqual([]);
    add(2, 3);
    expect(frames).toHaveLength(1);
  });

  it('does not count the time in which nothing was painted as a long frame', () => {
    add(0, 6);
    frame(8);
    frame(8);
    add(6, 40);
    expect(frame(5000)).toBe(4); // as many as were taken on last
  });

  it('leaves out what was given up', () => {
    const [first] = add(0, 2);
    first?.();
    frame(8);
    expect(painted).toEqual([1]);
  });
});
