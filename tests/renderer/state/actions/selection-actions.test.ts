import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { catalog as shipped, icons } from '#resources';
import { CanvasPort } from '../../../../src/renderer/state/canvas-port.svelte.ts';
import { CatalogView } from '../../../../src/renderer/state/catalog-view.svelte.ts';
import { Groups } from '../../../../src/renderer/state/groups.svelte.ts';
import { Messages } from '../../../../src/renderer/state/messages.svelte.ts';
import { PlanActions } from '../../../../src/renderer/state/plan-actions.svelte.ts';
import { PlanEditor } from '../../../../src/renderer/state/plan-editor.svelte.ts';
import { Selection } from '../../../../src/renderer/state/selection.svelte.ts';

const plan: Plan = {
  ...emptyPlan('Kinds'),
  nodes: {
    lake: { service: 'azure-storage' },
    scores: { service: 'azure-storage', stage: 'data-versioning' },
    copy: { service: 'adf-copy-activity' },
    train: { service: 'azure-ml-pipelines', stage: 'training' },
    other: { service: 'no-such-service' },
  },
};

function opened() {
  const editor = new PlanEditor(
    { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
    (one) => one,
    () => undefined,
  );
  const selection = new Selection();
  const { services, skills } = shipped;
  const catalog = new CatalogView({ services, skills, noControl: {}, safeguards: { sources: {}, services: {} }, icons });
  const groups = new Groups(() => editor.placed);
  const actions = new PlanActions({ editor, selection, catalog, messages: new Messages(), port: new CanvasPort(), groups });
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  return { selection, actions: actions.selection };
}

describe('selecting what is alike', () => {
  it.each([
    [['lake'], ['lake', 'scores']],
    [
      ['copy', 'scores'],
      ['lake', 'scores', 'copy'],
    ],
    [['other'], ['other']],
  ])('by service, from %j', (from, to) => {
    const { selection, actions } = opened();
    selection.select(from);
    actions.ofSameService();
    expect([...selection.nodes]).toEqual(to);
  });

  it.each([
    [['lake'], ['lake', 'copy']],
    [['scores'], ['scores']],
    [['other'], ['other']],
  ])('by stage, from %j', (from, to) => {
    const { selection, actions } = opened();
    selection.select(from);
    actions.ofSameStage();
    expect([...selection.nodes]).toEqual(to);
  });
});
