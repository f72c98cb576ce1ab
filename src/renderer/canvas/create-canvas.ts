import { useSvelteFlow } from '@xyflow/svelte';
import { onDestroy } from 'svelte';
import { countsOf } from '#engine/format';
import { cardWidth, type Position } from '#engine/plan';
import { halves } from '../state/candidates';
import { getCatalog } from '../state/catalog-view.svelte';
import { getEdgeDrop } from '../state/edge-drop.svelte';
import { getFinder } from '../state/find/finder.svelte';
import { getGroups } from '../state/groups.svelte';
import { getMessages } from '../state/messages.svelte';
import { getNumbers } from '../state/numbers.svelte';
import { getPlanActions } from '../state/plan-actions.svelte';
import { getPlanEditor } from '../state/plan-editor.svelte';
import { getPlanFlow } from '../state/plan-flow.svelte';
import { getSelection } from '../state/selection.svelte';
import { getSettings } from '../state/settings.svelte';
import type { CanvasHost } from './canvas-host';
import { afterFindings, backgroundRouter } from './edges/background-router';
import { Connector, setConnector } from './edges/connector.svelte';
import { EdgeTitleEditor, setEdgeTitleEditor } from './edges/edge-title-editor.svelte';
import { Routes, setRoutes } from './edges/routes.svelte';
import { CanvasFrames } from './groups/canvas-frames.svelte';
import type { DrawnNode } from './groups/drawn';
import { NewGroup } from './groups/new-group.svelte';
import { NoteEditor, setNoteEditor } from './groups/note-editor.svelte';
import { Dragging } from './interaction/dragging.svelte';
import { DrawnSelection } from './interaction/drawn-selection.svelte';
import { FlowSelection } from './interaction/flow-selection';
import { HitTest } from './interaction/hit-test';
import { KeyboardFocus } from './interaction/keyboard-focus.svelte';
import { CanvasKeys } from './interaction/keyboard';
import { Moves } from './interaction/moves';
import { TabStop } from './interaction/tab-stop.svelte';
import { getLaneBands } from '../state/lane-bands.svelte';
import { CanvasMarks } from './nodes/canvas-marks.svelte';
import { CanvasNodes } from './nodes/canvas-nodes.svelte';
import { setTitleEditor, TitleEditor } from './nodes/title-editor.svelte';
import { typedTitles } from './nodes/typed-titles';
import { OverviewBlocks } from './overview/overview-blocks.svelte';
import { OverviewPointer } from './overview/overview-pointer.svelte';
import { overviewReach } from './overview/overview-reach';
import { Camera } from './view/camera';
import { CanvasView } from './view/canvas-view.svelte';
import { SharpLayer } from './view/sharp-layer.svelte';
import type { LastView } from './view/restored-view';
import { setVisibleArea, VisibleArea } from './view/visible-area.svelte';
import { WholePlan } from './view/whole-plan.svelte';

/** All objects of a canvas while it is drawn. */
export type CanvasParts = ReturnType<typeof createCanvas>;

/**
 * Creates all objects of a canvas once, in the order of their dependencies, and shares them with the components below. Call it while
 * its component starts, inside Svelte Flow's provider.
 * @param startAt the last viewport of the plan, or `undefined` for the whole plan
 */
export function createCanvas(host: CanvasHost, startAt: LastView | undefined) {
  const [editor, actions, groups, selection, planFlow] = [getPlanEditor(), getPlanActions(), getGroups(), getSelection(), getPlanFlow()];
  const [catalog, settings, finder, numbers, messages] = [getCatalog(), getSettings(), getFinder(), getNumbers(), getMessages()];
  const flow = useSvelteFlow<DrawnNode>();

  // editing in place
  const newGroup = new NewGroup(editor, actions);
  const titles = setTitleEditor(new TitleEditor(typedTitles(actions, editor, newGroup, () => view.element?.focus())));
  const notes = setNoteEditor(
    new NoteEditor({
      keep: (note, text, at) => actions.notes.write(note, text, at),
      done: (note, text, isNew) => actions.notes.written(note, text, isNew),
    }),
  );

  const edgeTitles = setEdgeTitleEditor(new EdgeTitleEditor((edge, title) => actions.edges.name(edge, title)));

  // view and visible elements
  const view = new CanvasView(startAt);
  const router = backgroundRouter();
  onDestroy(router.stop);
  const routes: Routes = setRoutes(
    new Routes(
      () => groups.shown,
      afterFindings(
        router.route,
        () => editor.flush(),
        () => routes.all.size === 0,
      ),
      (error) => messages.fail(error),
    ),
  );
  const tabStop = new TabStop(selection, planFlow, groups);
  const visible = setVisibleArea(
    new VisibleArea({
      plan: () => groups.shown,
      viewport: () => view.viewport,
      size: () => view.size,
      routes,
      wanted: () => [tabStop.id, titles.editing].filter((id) => id !== undefined),
    }),
  );
  const bands = getLaneBands();
  const camera = new Camera(flow, groups, {
    plan: () => editor.placed,
    viewport: () => view.viewport,
    size: () => view.size,
    lanes: () => (settings.choices.lanes ? { titles: bands.all.map(({ title }) => title), direction: bands.direction } : undefined),
    selected: () => [...selection.nodes],
    looked: (at) => host.looked(at, view.size),
  });
  /** Says what is too far away to be shown with the rest of the plan, and offers to bring it back. */
  const tellFar = () => {
    const far = camera.farAway();
    const count = far.nodes.length + far.notes.length;
    if (count === 0) return;
    messages.show({
      tone: 'info',
      stays: true,
      text: `${countsOf({ node: far.nodes.length, note: far.notes.length })} ${count === 1 ? 'lies' : 'lie'} too far away to be shown with the others.`,
      action: { title: 'Bring back', run: () => actions.placing.bringBack(camera.farAway(), camera.everything()) },
    });
  };
  const wholePlan = new WholePlan(view, camera, visible, tellFar);
  const layer = new SharpLayer(visible);

  // drawn elements
  const marks = new CanvasMarks(editor, groups);
  const chosen = new DrawnSelection(selection, groups, editor);
  const copies = () => dragging.copies;
  const nodes = new CanvasNodes({ editor, catalog, groups, selection, planFlow, numbers, visible, marks, chosen, tabStop, notes, copies });
  const moves = new Moves(editor, groups, selection, chosen, actions);
  const frames = new CanvasFrames({ editor, groups, selection, view, visible, nodes, titles, newGroup, moves, flow });
  const blocks = new OverviewBlocks({ editor, catalog, groups, finder, numbers, marks });

  // actions, by pointer and by keys
  const copy = (by: Position) => {
    keys.usedAlt();
    actions.clipboard.copyBy(by);
  };
  const hits = new HitTest(view, camera, visible);
  const pointer = new OverviewPointer(overviewReach({ camera, visible, hits, chosen, moves, copy: (by) => copy(by) }));
  const flowSelection = new FlowSelection(selection, chosen, groups, nodes, visible, (x, y) => camera.exactPoint(x, y));
  const dragging = new Dragging(
    () => groups.shown,
    () => visible.cards,
    getEdgeDrop(),
    {
      place: (id, [x, y]) => flow.updateNode(id, { position: { x, y } }),
      moved: (to) => moves.drop(to),
      copied: (by) => copy(by),
      inserted: (id, at, { edge, kinds }) => actions.edges.insert(id, at, edge, halves(edge, id, kinds)),
    },
  );
  const connector = setConnector(
    new Connector(
      catalog,
      () => editor.plan,
      groups,
      {
        connect: (from, to, kind) => actions.edges.connect(from, to, kind),
        reconnect: (edge, end, node) => actions.edges.moveEnd(edge, end, node),
        choose: ({ kind, x, y }, among) => host.chooseEnds(among, kind, { x, y }),
        refuse: (why) => messages.show({ tone: 'info', text: why }),
        nowhere: ({ kind, x, y }, from) => host.pickFollower(from, kind, camera.point(x - (cardWidth / 2) * view.viewport.zoom, y)),
      },
      (x, y) => hits.nodeAt(x, y),
    ),
  );
  const keyboard = new KeyboardFocus(view, groups, visible, tabStop, chosen);
  const keys = new CanvasKeys({
    settings,
    groups,
    selection,
    planFlow,
    visible,
    camera,
    notes,
    moves,
    chosen,
    keyboard,
    pickService: (typed) => host.pickService(typed),
  });

  /** The middle of an edge, in pixels of the window. */
  const middleOf = (id: string) => {
    const placed = visible.edges.find((one) => one.id === id);
    if (!placed) return undefined;
    const [x, y] = placed.route.middle;
    const { left, top } = camera.windowBox(x, y, 0, 0);
    return { x: left, y: top };
  };

  return {
    middleOf,
    titles,
    edgeTitles,
    notes,
    newGroup,
    view,
    routes,
    visible,
    camera,
    wholePlan,
    tellFar,
    layer,
    marks,
    chosen,
    nodes,
    frames,
    bands,
    blocks,
    hits,
    pointer,
    flowSelection,
    dragging,
    connector,
    keyboard,
    keys,
  };
}
