import type { Position } from '#engine/plan';
import { blockIdOf, noteOfDrawn } from '../../state/drawn-ids';
import { onceReleased } from '../../ui/released';
import type { Camera } from '../view/camera';
import type { CanvasView } from '../view/canvas-view.svelte';
import { gripWidth, type VisibleArea } from '../view/visible-area.svelte';

/** Distance in pixels within which the pointer still hits a block of the picture. */
const slack = 3;

/** Finds the element under the pointer, whether the plan is drawn as cards or as a picture. */
export class HitTest {
  constructor(
    private readonly view: CanvasView,
    private readonly camera: Camera,
    private readonly visible: VisibleArea,
  ) {}

  /** The card, block or note under a point of the window. */
  drawnAt(x: number, y: number): string | undefined {
    const under = document.elementFromPoint(x, y);
    if (!under || !this.view.element?.contains(under)) return undefined;
    if (this.visible.overview) return this.pictured(this.camera.exactPoint(x, y));
    return under.closest<HTMLElement>('.svelte-flow__node')?.dataset['id'];
  }

  /** The card or block under a point of the window, which an edge can lead to. */
  nodeAt(x: number, y: number): string | undefined {
    const under = this.drawnAt(x, y);
    return under !== undefined && noteOfDrawn(under) === undefined ? under : undefined;
  }

  /** The line under a point of the window, below the card that is dragged; none on the picture. */
  lineAt(x: number, y: number): string | undefined {
    if (this.visible.overview || !this.view.element?.contains(document.elementFromPoint(x, y))) return undefined;
    return this.visible.edgeAt(this.camera.exactPoint(x, y), gripWidth / 2);
  }

  /** The block of the picture at a place of the plan. A near miss counts, unless there is a line. */
  pictured(at: Position): string | undefined {
    return this.visible.nodeAt(at) ?? (this.picturedLine(at) ? undefined : this.visible.nodeAt(at, slack / this.view.viewport.zoom));
  }

  /** The line of the picture at a place of the plan. */
  picturedLine(at: Position): string | undefined {
    return this.visible.edgeAt(at, slack / this.view.viewport.zoom);
  }

  /**
   * Finds the frame, the drawn element or the line that a context menu is about. Calls back as soon as the menu can open.
   * @param open gets a drawn element or a line, or neither
   */
  menu(
    event: MouseEvent,
    open: (under: string | undefined, line: string | undefined, at: { readonly x: number; readonly y: number }) => void,
  ): void {
    const { clientX: x, clientY: y } = event;
    onceReleased(event, () => {
      const frame = document.elementFromPoint(x, y)?.closest<HTMLElement>('.frame')?.dataset['group'];
      const under = frame === undefined ? this.drawnAt(x, y) : blockIdOf(frame);
      open(under, under === undefined ? this.lineAt(x, y) : undefined, { x, y });
    });
  }
}
