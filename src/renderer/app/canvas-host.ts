import type { CanvasHost } from '../canvas/canvas-host';
import type { Session } from './session.svelte';

/** The window's callbacks for the canvas. @param zoomed is called with each new zoom */
export function canvasHost({ append, dialogs, files }: Session, zoomed: (zoom: number) => void): CanvasHost {
  return {
    pickService: (typed) => append.pick(typed),
    pickAt: (at) => append.pickFor({ type: 'add', at }),
    pickFollower: (from, kind, at) => append.pickFor({ type: 'append', from, kind, at }),
    chooseEnds: (among, kind, at) => (append.joining = { among, kind, at }),
    openMenu: (at) => (dialogs.menuAt = at),
    looked: (viewport, size) => files.seen(viewport, size),
    zoomed,
  };
}
