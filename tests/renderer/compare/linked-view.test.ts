import { beforeEach, describe, expect, it } from 'vitest';
import { LinkedView, type Place } from '../../../src/renderer/compare/linked-view.svelte.ts';

/* Panes that show two drawings and move together. */

/** A pane that scrolls from 0 to its ends, as an element does. */
class TestPlace implements Place {
  scrollLeft = 0;
  scrollTop = 0;
  constructor(private readonly most: number) {}
  scrollTo(to?: ScrollToOptions | number): void {
    if (typeof to !== 'object') return;
    this.scrollLeft = Math.max(0, Math.min(this.most, to.left ?? this.scrollLeft));
    this.scrollTop = Math.max(0, Math.min(this.most, to.top ?? this.scrollTop));
  }
  get at(): readonly [number, number] {
    return [this.scrollLeft, this.scrollTop];
  }
}

describe('linked panes', () => {
  let view: LinkedView;
  let [left, right] = [new TestPlace(5000), new TestPlace(5000)];
  beforeEach(() => {
    [left, right] = [new TestPlace(5000), new TestPlace(5000)];
    view = new LinkedView(() => ({ width: 4000, height: 2000 }));
    view.resize({ width: 400, height: 300 });
    view.add(0, left);
    view.add(1, right);
  });

  it('show all of the sheets at first, and again when asked', () => {
    expect(view.zoom).toBe(0.1);
    view.zoomBy(5);
    expect(view.zoom).toBeCloseTo(0.5);
    view.showAll();
    expect(view.zoom).toBe(0.1);
  });

  it('scroll by the same distance, whichever is scrolled, and once', () => {
    left.scrollTo({ left: 100, top: 40 });
    view.scrolled(0);
    expect(right.at).toEqual([100, 40]);
    view.scrolled(1); // the event of that scroll
    expect(left.at).toEqual([100, 40]);
    right.scrollTo({ left: 70, top: 40 });
    view.scrolled(1);
    expect(left.at).toEqual([70, 40]);
  });

  it('keep the point under the pointer when they are zoomed', async () => {
    view.zoomBy(10);
    await Promise.resolve();
    left.scrollTo({ left: 500, top: 200 });
    view.scrolled(0);
    view.zoomBy(2, { x: 100, y: 50 });
    await Promise.resolve();
    expect(left.at).toEqual([1100, 450]);
    expect(right.at).toEqual([1100, 450]);
  });

  it('show a change that lies elsewhere in each in the middle of both, and then move together', async () => {
    view.centre([
      { x: 1000, y: 500 },
      { x: 2000, y: 500 },
    ]);
    await Promise.resolve();
    expect(view.zoom).toBe(0.7); // legible
    expect(left.at).toEqual([500, 200]);
    expect(right.at).toEqual([1200, 200]);
    left.scrollTo({ left: 510, top: 200 });
    view.scrolled(0);
    expect(right.at).toEqual([1210, 200]);
  });

  it('forget a pane that is gone', () => {
    view.add(1, right)();
    left.scrollTo({ left: 100, top: 0 });
    view.scrolled(0);
    expect(right.at).toEqual([0, 0]);
  });
});
