import { describe, expect, it } from 'vitest';
import type { CanvasActions, Viewport } from '../../../src/renderer/state/canvas-port.svelte.ts';
import { CanvasPort } from '../../../src/renderer/state/canvas-port.svelte.ts';
import { Places } from '../../../src/renderer/state/places.svelte.ts';
import { Selection } from '../../../src/renderer/state/selection.svelte.ts';

function desk() {
  const selection = new Selection();
  const port = new CanvasPort();
  let viewport: Viewport = { x: 0, y: 0, zoom: 1 };
  let time = 0;
  const actions: Partial<CanvasActions> = { viewport: () => viewport, setViewport: (to) => (viewport = to) };
  port.register(actions as CanvasActions); // nothing else of it is used
  const places = new Places(selection, port, () => time);
  const jump = (to: number, node: string, after = 1000) => {
    time += after;
    places.leave();
    viewport = { x: to, y: 0, zoom: 1 };
    selection.select([node]);
  };
  const here = () => [viewport.x, ...selection.nodes];
  return { places, jump, here };
}

describe('places', () => {
  it('are gone back to and forward again, with view and selection', () => {
    const { places, jump, here } = desk();
    expect([places.canGoBack, places.canGoForward]).toEqual([false, false]);
    jump(100, 'a');
    jump(200, 'b');
    places.back();
    expect(here()).toEqual([100, 'a']);
    places.back();
    expect(here()).toEqual([0]);
    places.back();
    expect(here()).toEqual([0]);
    places.forward();
    places.forward();
    expect(here()).toEqual([200, 'b']);
    expect(places.canGoForward).toBe(false);
  });

  it('are left behind when another way is taken', () => {
    const { places, jump, here } = desk();
    jump(100, 'a');
    places.back();
    jump(300, 'c');
    expect(places.canGoForward).toBe(false);
    places.back();
    expect(here()).toEqual([0]);
  });

  it('are only where a walk began', () => {
    const { places, jump, here } = desk();
    jump(100, 'a');
    jump(200, 'b', 100);
    jump(300, 'c', 100);
    places.back();
    expect(here()).toEqual([0]);
  });

  it('are those of one plan', () => {
    const { places, jump } = desk();
    jump(100, 'a');
    places.forget();
    expect(places.canGoBack).toBe(false);
  });
});
