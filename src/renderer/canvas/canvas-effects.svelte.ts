import { untrack } from 'svelte';
import type { Position } from '#engine/plan';
import { getCanvasPort } from '../state/canvas-port.svelte';
import { getGroups } from '../state/groups.svelte';
import { freeNote } from '../state/free-places';
import { getPlanEditor } from '../state/plan-editor.svelte';
import { getSelection, type Reveal } from '../state/selection.svelte';
import { getStepViews } from '../state/step-views';
import { canvasActions } from './canvas-actions';
import type { CanvasHost } from './canvas-host';
import type { CanvasParts } from './create-canvas';
import { steadyWheel } from './interaction/steady-wheel';

/** All effects of the canvas. Call it while its component starts. */
export function runCanvasEffects(canvas: CanvasParts, host: CanvasHost): void {
  const [editor, groups, selection, port, views] = [getPlanEditor(), getGroups(), getSelection(), getCanvasPort(), getStepViews()];
  const { view, routes, camera, wholePlan, layer, nodes, keyboard } = canvas;

  $effect(() => routes.keepUp());
  $effect.pre(() => nodes.update());
  // the selection is not left hidden in a collapsed group
  $effect(() => {
    const { nodes: selected } = selection;
    untrack(() => groups.openParted(selected));
  });
  $effect.pre(() => keyboard.follow());
  $effect(() => layer.keepSharp());
  const sources = {
    groups,
    canvas,
    views,
    plan: () => editor.plan,
    freeNote: (wished: Position) => freeNote(editor.placed, wished),
  };
  $effect(() => port.register(canvasActions(sources)));
  $effect(() => {
    const asked = selection.revealed;
    if (asked) untrack(() => show(asked));
  });
  function show(asked: Reveal): void {
    const from = view.viewport;
    const to = camera.show(asked);
    const { steps, at } = editor.history;
    if (to && (asked.what === 'changed' || asked.what === 'whole')) views.moved(steps[at - 1]?.before, from, to);
  }
  const zoom = $derived(view.viewport.zoom);
  $effect(() => host.zoomed(zoom));
  $effect(() => {
    const listens = view.isReady ? view.element?.querySelector<HTMLElement>('.svelte-flow__zoom') : undefined;
    return listens ? steadyWheel(listens) : undefined;
  });
  $effect(() => wholePlan.showFirst());
}
