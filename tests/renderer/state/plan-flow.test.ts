import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { PlanFlow } from '../../../src/renderer/state/plan-flow.svelte.ts';

const plan: Plan = {
  ...emptyPlan('Round and round'),
  nodes: { a: { service: 'x', stage: 'training' }, b: { service: 'x', stage: 'monitoring' } },
  edges: [
    { from: 'a', to: 'b', kind: 'data' },
    { from: 'b', to: 'a', kind: 'data' },
  ],
};

function opened() {
  const editor = new PlanEditor(
    { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
    (one) => one,
    () => undefined,
  );
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  return {
    editor,
    flow: new PlanFlow(
      () => editor.plan,
      new CatalogView({ services: [], skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} }),
    ),
  };
}

describe('the order of the flow', () => {
  it('is the same list while nodes only say something else', () => {
    const { editor, flow } = opened();
    const { order } = flow;
    editor.edit('Rename', [{ type: 'change-node', id: 'a', set: { title: 'Another' } }]);
    expect(flow.order).toBe(order);
  });

  it('follows a stage that changes, and nodes that come', () => {
    const { editor, flow } = opened();
    expect(flow.order).toEqual(['a', 'b']);
    editor.edit('Set stage', [{ type: 'change-node', id: 'b', set: { stage: 'data-transfer' } }]);
    expect(flow.order).toEqual(['b', 'a']);
    editor.edit('Add', [{ type: 'add-node', id: 'c', node: { service: 'x' }, place: 'free' }]);
    expect(flow.order).toContain('c');
  });
});
