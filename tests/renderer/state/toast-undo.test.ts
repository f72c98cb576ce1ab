import { describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CanvasPort, type CanvasActions } from '../../../src/renderer/state/canvas-port.svelte.ts';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { Groups } from '../../../src/renderer/state/groups.svelte.ts';
import { Messages } from '../../../src/renderer/state/messages.svelte.ts';
import { PlanActions } from '../../../src/renderer/state/plan-actions.svelte.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { Selection } from '../../../src/renderer/state/selection.svelte.ts';

const plan: Plan = { ...emptyPlan('Steps'), nodes: { a: { service: 'docker' } }, layout: { a: [0, 0] } };

function opened() {
  const editor = new PlanEditor(
    { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
    (one) => one,
    vi.fn(),
  );
  const port = new CanvasPort();
  port.register({ focus: () => undefined } as unknown as CanvasActions); // all that is asked of it
  const messages = new Messages();
  const catalog = new CatalogView({ services: [], skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} });
  const actions = new PlanActions({
    editor,
    selection: new Selection(),
    catalog,
    messages,
    port,
    groups: new Groups(() => editor.placed),
  });
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  const rename = (title: string) => editor.edit('Rename', [{ type: 'change-node', id: 'a', set: { title } }]);
  return { editor, messages, actions, rename, title: () => editor.plan.nodes['a']?.title };
}

describe('Undo in a message', () => {
  it('takes back the step that the message is about', () => {
    const { actions, messages, rename, title } = opened();
    rename('One');
    actions.history.done('It is “One” now.');
    const action = messages.shown[0]?.action;
    expect(action?.isOffered?.()).toBe(true);
    action?.run();
    expect(title()).toBeUndefined();
  });

  it('is not offered, and does nothing, once another step followed; it is again when that one is taken back', () => {
    const { editor, actions, messages, rename, title } = opened();
    rename('One');
    actions.history.done('It is “One” now.');
    const action = messages.shown[0]?.action;
    rename('Two');
    expect(action?.isOffered?.()).toBe(false);
    action?.run();
    expect(title()).toBe('Two');
    editor.undo();
    expect(action?.isOffered?.()).toBe(true);
    editor.undo();
    expect(action?.isOffered?.()).toBe(false);
  });

  it('is not offered for a step that went on, or in another plan', () => {
    const { editor, actions, messages } = opened();
    const type = (title: string) => editor.edit('Rename', [{ type: 'change-node', id: 'a', set: { title } }], 'title');
    type('O');
    actions.history.done('It has a title.');
    type('On');
    expect(messages.shown[0]?.action?.isOffered?.()).toBe(false);
    editor.open({ plan, file: { id: 'b', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
    expect(messages.shown[0]?.action?.isOffered?.()).toBe(false);
  });
});

describe('what is said', () => {
  it('ends in one stop, also after a title that has its own', () => {
    const { messages } = opened();
    messages.announce('2 nodes grouped as Ingest etc..');
    expect(messages.announced).toBe('2 nodes grouped as Ingest etc.');
    messages.show({ tone: 'info', text: 'Done: Add it!.' });
    expect(messages.shown.at(-1)?.text).toBe('Done: Add it!');
  });
});
