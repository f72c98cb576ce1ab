import { describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { Camera } from '../../../../src/renderer/canvas/view/camera.ts';
import type { Groups } from '../../../../src/renderer/state/groups.svelte.ts';

const plan: Plan = {
  ...emptyPlan('P'),
  nodes: { a: { service: 'docker' }, b: { service: 'docker' } },
  layout: { a: [0, 0], b: [4000, 0] },
};

/** A camera that never gets where it goes: every movement is still under way when the next one begins. */
function onTheWay(zoom = 1, selected: readonly string[] = []) {
  const flow = {
    setViewport: vi.fn(() => new Promise<boolean>(() => undefined)),
    setCenter: vi.fn(() => new Promise<boolean>(() => undefined)),
    screenToFlowPosition: ({ x, y }: { x: number; y: number }) => ({ x, y }),
    flowToScreenPosition: ({ x, y }: { x: number; y: number }) => ({ x, y }),
  };
  const groups = { shown: plan, standsFor: (id: string) => id } as unknown as Groups; // all that it is asked for
  const camera = new Camera(flow, groups, {
    plan: () => plan,
    viewport: () => ({ x: 0, y: 0, zoom }),
    size: () => ({ width: 1000, height: 600 }),
    lanes: () => undefined,
    selected: () => selected,
    looked: () => undefined,
  });
  return { camera, flow };
}

describe('a movement that follows on another', () => {
  it('starts from the zoom that the other leads to', () => {
    const { camera, flow } = onTheWay();
    camera.zoomBy(1.2);
    camera.zoomBy(1.2);
    expect(flow.setViewport).toHaveBeenLastCalledWith(expect.objectContaining({ zoom: expect.closeTo(1.44) }), expect.anything());
    camera.centre('b');
    expect(flow.setViewport).toHaveBeenLastCalledWith(expect.objectContaining({ zoom: expect.closeTo(1.44) }), expect.anything());
  });

  it('starts from there too when its last frame is late', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { camera, flow } = onTheWay(1.24998);
      camera.zoomTo(1.25);
      vi.advanceTimersByTime(1000);
      camera.centre('b');
      expect(flow.setViewport).toHaveBeenLastCalledWith(expect.objectContaining({ zoom: 1.25 }), expect.anything());
      camera.zoomTo(1.5); // and somebody turned the wheel
      vi.advanceTimersByTime(1000);
      camera.centre('b');
      expect(flow.setViewport).toHaveBeenLastCalledWith(expect.objectContaining({ zoom: 1.24998 }), expect.anything());
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes no further in or out than one can', () => {
    const { camera, flow } = onTheWay();
    for (let times = 0; times < 10; times += 1) camera.zoomBy(1.2);
    expect(flow.setViewport).toHaveBeenLastCalledWith(expect.objectContaining({ zoom: 2 }), expect.anything());
    for (let times = 0; times < 40; times += 1) camera.zoomBy(1 / 1.2);
    expect(flow.setViewport).toHaveBeenLastCalledWith(expect.objectContaining({ zoom: 0.05 }), expect.anything());
  });
});

it('brings into view what is out of it, at the same zoom unless no name could be read', () => {
  const { camera, flow } = onTheWay();
  camera.reveal(['a']);
  expect(flow.setViewport).toHaveBeenLastCalledWith({ x: 12, y: 12, zoom: 1 }, expect.anything());
  flow.setViewport.mockClear();
  // only as far as needed, at the same zoom
  camera.reveal(['b']);
  expect(flow.setViewport).toHaveBeenLastCalledWith({ x: 1000 - 12 - 4208, y: 12, zoom: 1 }, expect.anything());
  expect(flow.setCenter).not.toHaveBeenCalled();
  const near = onTheWay(0.2);
  near.camera.reveal(['b'], 0.6);
  expect(near.flow.setCenter).toHaveBeenCalledWith(4104, 32, expect.objectContaining({ zoom: 0.6 }));
});

describe('a change of the zoom', () => {
  it('is around the middle of the view', () => {
    const { camera, flow } = onTheWay();
    camera.zoomTo(2);
    expect(flow.setViewport).toHaveBeenLastCalledWith({ x: -500, y: -300, zoom: 2 }, expect.anything());
  });

  it('keeps what is selected and in view there, moved only as far as needed', () => {
    const { camera, flow } = onTheWay(1, ['a']);
    camera.zoomTo(2);
    expect(flow.setViewport).toHaveBeenLastCalledWith({ x: 12, y: 12, zoom: 2 }, expect.anything());
  });

  it('does not go to what is selected out of view', () => {
    const { camera, flow } = onTheWay(1, ['b']);
    camera.zoomTo(2);
    expect(flow.setViewport).toHaveBeenLastCalledWith({ x: -500, y: -300, zoom: 2 }, expect.anything());
  });
});

it('shows all of what was added, from further away only where there is no room for it', () => {
  const { camera, flow } = onTheWay();
  camera.show({ nodes: ['a'], what: 'whole', at: 1 });
  expect(flow.setViewport).toHaveBeenLastCalledWith({ x: 12, y: 12, zoom: 1 }, expect.anything());
  camera.show({ nodes: ['a', 'b'], what: 'whole', at: 2 });
  const [{ x, zoom }] = flow.setViewport.mock.lastCall as unknown as [{ x: number; zoom: number }];
  expect(zoom).toBeLessThan(0.25);
  expect([x > 0, 4208 * zoom + x < 1000]).toEqual([true, true]);
});
