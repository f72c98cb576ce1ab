import { boundsOf, cardHeight, cardWidth, edgeId, noteWidth, type Plan, type Position } from '#engine/plan';
import type { StepViews } from '../state/step-views';
import type { CanvasActions } from '../state/canvas-port.svelte';
import { blockIdOf, drawnNoteId } from '../state/drawn-ids';
import type { Groups } from '../state/groups.svelte';
import type { CanvasParts } from './create-canvas';
import { newGroupId } from './groups/new-group.svelte';
import { readableZoom, recognisableZoom } from './view/detail-level';

interface ActionSources {
  readonly groups: Groups;
  readonly canvas: CanvasParts;
  readonly views: StepViews;
  plan(): Plan;
  /** The free place for a new note that is nearest to a wished one. */
  freeNote(wished: Position): [number, number];
}

/** Canvas actions for the rest of the window: bringing things into view, and editing titles and notes in place. */
export function canvasActions({ groups, canvas, views, plan, freeNote }: ActionSources): CanvasActions {
  const { view, camera, visible, hits, keyboard, titles, edgeTitles, notes, newGroup, tellFar } = canvas;
  return {
    planPosition: (x, y) => {
      const { box } = view;
      if (!box || x < box.left || x > box.right || y < box.top || y > box.bottom) return undefined;
      return camera.cardAt(x, y);
    },
    edgeAt: (x, y) => hits.lineAt(x, y),
    pointer: () => view.pointer && camera.cardAt(...view.pointer),
    center: () => {
      const { box } = view;
      return box ? camera.cardAt(box.left + box.width / 2, box.top + box.height / 2) : [0, 0];
    },
    zoomIn: () => camera.zoomBy(1.2),
    zoomOut: () => camera.zoomBy(1 / 1.2),
    zoomReset: () => camera.zoomTo(1),
    fit: () => {
      camera.lookAt(camera.everything(), 1);
      tellFar();
    },
    zoomTo: (ids) => camera.look(ids, 1.25),
    lookAt: (places) => {
      const before = view.viewport;
      camera.lookAt(places, Math.min(1, before.zoom), { bottom: 72 }); // above the bar that asks for confirmation
      return () => camera.go(before);
    },
    viewport: () => view.viewport,
    setViewport: (to) => camera.go(to),
    centre: (id) => {
      groups.openAround([id]);
      camera.centre(id);
    },
    focus: (node) => keyboard.on(node),
    boxOf: (ids) => {
      const bounds = boundsOf(camera.placesOf(ids));
      return bounds && camera.windowBox(bounds.x, bounds.y, bounds.width, bounds.height);
    },
    pointOf: ([x, y]) => camera.windowBox(x, y, cardWidth, cardHeight),
    rename: (id) => {
      const from = view.viewport;
      const to = camera.reveal([id], visible.overview ? readableZoom : undefined);
      if (to) views.moved(plan(), from, to); // the title that is typed is the next step
      titles.start(id);
    },
    renameEdge: (id) => {
      const edge = plan().edges.find((one) => edgeId(one) === id);
      if (!edge) return;
      camera.reveal([edge.from, edge.to], visible.overview ? readableZoom : undefined);
      edgeTitles.start(edge);
    },
    renameGroup: (id) => {
      const members = groups.membersOf(blockIdOf(id));
      if (groups.collapsed.has(id)) camera.reveal(members);
      else camera.revealTitle(members);
      titles.start(blockIdOf(id));
    },
    group: (ids) => {
      newGroup.nodes = ids;
      camera.revealTitle(ids);
      titles.start(newGroupId);
    },
    write: (note) => {
      if (visible.overview) camera.revealNote(note);
      notes.start(drawnNoteId(note));
    },
    writeNew: () => {
      const { box } = view;
      if (view.viewport.zoom < recognisableZoom) camera.zoomTo(readableZoom, 0);
      if (box)
        notes.startNew(freeNote(camera.point(box.left + box.width / 2 - (noteWidth / 2) * view.viewport.zoom, box.top + box.height / 3)));
    },
  };
}
