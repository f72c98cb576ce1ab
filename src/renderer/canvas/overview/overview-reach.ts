import type { Position } from '#engine/plan';
import type { DrawnSelection } from '../interaction/drawn-selection.svelte';
import type { HitTest } from '../interaction/hit-test';
import type { Moves } from '../interaction/moves';
import type { Camera } from '../view/camera';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { Reach } from './overview-pointer.svelte';

interface Sources {
  readonly camera: Camera;
  readonly visible: VisibleArea;
  readonly hits: HitTest;
  readonly chosen: DrawnSelection;
  readonly moves: Moves;
  /** Puts copies of the selection at a distance from it. */
  readonly copy: (by: Position) => void;
}

/** Connects the pointer on the picture with the canvas. */
export function overviewReach({ camera, visible, hits, chosen, moves, copy }: Sources): Reach {
  return {
    planPoint: (x, y) => camera.exactPoint(x, y),
    nodeAt: (at) => hits.pictured(at),
    edgeAt: (at) => hits.picturedLine(at),
    nodesIn: (box) => visible.nodesIn(box),
    linesIn: (box) => visible.linesIn(box),
    placeOf: (id) => visible.layout[id],
    selected: () => chosen.shown,
    select: (ids) => chosen.select(ids),
    selectBoxed: (ids, lines) => chosen.selectBoxed(ids, lines),
    toggle: (id) => chosen.toggle(id),
    selectEdge: (id) => chosen.selectLine(id),
    toggleEdge: (id) => chosen.toggleLine(id),
    move: (to) => moves.drop(to),
    copy,
    approach: (at, id) => {
      if (id !== undefined) chosen.select([id]);
      camera.approach(at, id);
    },
  };
}
