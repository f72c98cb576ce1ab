import { vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { DrawnSelection } from '../../../../src/renderer/canvas/interaction/drawn-selection.svelte.ts';
import { Moves } from '../../../../src/renderer/canvas/interaction/moves.ts';
import { CanvasPort } from '../../../../src/renderer/state/canvas-port.svelte.ts';
import { CatalogView } from '../../../../src/renderer/state/catalog-view.svelte.ts';
import { Groups } from '../../../../src/renderer/state/groups.svelte.ts';
import { Messages } from '../../../../src/renderer/state/messages.svelte.ts';
import { PlanActions } from '../../../../src/renderer/state/plan-actions.svelte.ts';
import { PlanEditor } from '../../../../src/renderer/state/plan-editor.svelte.ts';
import { PlanFlow } from '../../../../src/renderer/state/plan-flow.svelte.ts';
import { Selection } from '../../../../src/renderer/state/selection.svelte.ts';

const node = { service: 'docker' };
const plan: Plan = {
  ...emptyPlan('On the canvas'),
  nodes: { a: node, b: node, c: node, d: node },
  edges: [
    { from: 'a', to: 'b', kind: 'data' },
    { from: 'b', to: 'c', kind: 'data' },
    { from: 'c', to: 'd', kind: 'data' },
  ],
  groups: { both: { title: 'Both', nodes: ['b', 'c'] } },
  notes: { why: { text: 'Why?', at: [0, 500] } },
  layout: { a: [0, 0], b: [300, 0], c: [600, 0], d: [900, 0] },
};

/** A chain of four nodes, the two in the middle in a group, beside a note; with what the canvas selects and moves. */
export function chainOnCanvas() {
  const editor = new PlanEditor(
    { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
    (one) => one,
    vi.fn(),
  );
  const catalog = new CatalogView({ services: [], skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} });
  const selection = new Selection();
  const groups = new Groups(() => editor.placed);
  const actions = new PlanActions({ editor, selection, catalog, messages: new Messages(), port: new CanvasPort(), groups });
  const chosen = new DrawnSelection(selection, groups, editor);
  const planFlow = new PlanFlow(() => editor.plan, catalog);
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  return { editor, selection, groups, actions, chosen, planFlow, moves: new Moves(editor, groups, selection, chosen, actions) };
}
