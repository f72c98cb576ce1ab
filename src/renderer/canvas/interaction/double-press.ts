import { cardHeight, cardWidth } from '#engine/plan';
import type { CanvasHost } from '../canvas-host';
import type { Camera } from '../view/camera';
import type { CanvasView } from '../view/canvas-view.svelte';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { HitTest } from './hit-test';

interface Sources {
  readonly view: CanvasView;
  readonly visible: VisibleArea;
  readonly camera: Camera;
  readonly hits: HitTest;
}

/** A double-click on the empty canvas adds a service there. On the picture of a large plan it zooms in instead. */
export function doublePressed(event: MouseEvent, { view, visible, camera, hits }: Sources, host: Pick<CanvasHost, 'pickAt'>): void {
  const { clientX: x, clientY: y, target } = event;
  const isPane =
    target instanceof Element && target.closest('.svelte-flow__pane') !== null && target.closest('button, input, textarea, .head') === null;
  if (event.defaultPrevented || !isPane || visible.overview) return;
  if (hits.drawnAt(x, y) !== undefined || hits.lineAt(x, y) !== undefined) return;
  const { zoom } = view.viewport;
  host.pickAt(camera.point(x - (cardWidth / 2) * zoom, y - (cardHeight / 2) * zoom));
}
