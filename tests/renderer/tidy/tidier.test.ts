import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyPlan, tidy, type Plan, type TidyTask, type Tidied } from '#engine/plan';
import { CanvasPort, type CanvasActions } from '../../../src/renderer/state/canvas-port.svelte.ts';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { Messages } from '../../../src/renderer/state/messages.svelte.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { Selection } from '../../../src/renderer/state/selection.svelte.ts';
import { Tidier, type TidyWork } from '../../../src/renderer/tidy/tidier.svelte.ts';

const node = { service: 'azure-storage', stage: 'training' } as const;
const plan: Plan = {
  ...emptyPlan('P'),
  nodes: { a: node, b: node, c: node },
  layout: { a: [0, 900], b: [5, 0], c: [700, 300] },
};

/** A window with an open plan, and work that is done at once or when the test says so. */
function opened(document: Plan, work: TidyWork = { run: async (task) => tidy(task), stop: () => {} }) {
  const fail = vi.fn();
  const editor = new PlanEditor(
    { keep: () => new Promise(() => {}), evaluate: () => new Promise(() => {}), soon: () => {} },
    (one) => one,
    fail,
  );
  const messages = new Messages();
  const selection = new Selection();
  const port = new CanvasPort();
  const back = vi.fn();
  const lookAt = vi.fn(() => back);
  port.register({ lookAt, focus: () => {} } as unknown as CanvasActions); // all that tidying asks of it
  const tidier = new Tidier(
    editor,
    selection,
    new CatalogView({ services: [], skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} }),
    messages,
    port,
    work,
  );
  editor.open({ plan: document, file: { name: null, folder: null, format: 'yaml', dirty: false }, notice: null } as never); // no more is read of it
  tidier.opened();
  return { editor, tidier, selection, messages, back, lookAt };
}

describe('tidying', () => {
  let window: ReturnType<typeof opened>;
  beforeEach(() => void (window = opened(plan)));

  it('shows where the nodes would go, and changes nothing', async () => {
    await window.tidier.start('everything');
    expect(window.tidier.preview?.to).toEqual({ a: [0, 0], b: [264, 0], c: [528, 0] });
    const seen = [...Object.values(plan.layout), [0, 0], [264, 0], [528, 0]]; // where they are, too
    expect(window.lookAt).toHaveBeenCalledExactlyOnceWith(seen);
    expect(window.editor.plan).toBe(plan);
    window.tidier.cancel();
    expect(window.tidier.preview).toBeUndefined();
    expect(window.back).toHaveBeenCalledOnce();
    expect(window.editor.plan).toBe(plan);
    expect(window.editor.undoLabel).toBeUndefined();
  });

  it('takes the places over as one step', async () => {
    await window.tidier.start('everything');
    window.tidier.apply();
    expect(window.editor.plan.layout).toEqual({ a: [0, 0], b: [264, 0], c: [528, 0] });
    expect(window.editor.undo()).toBe('Tidy everything');
    expect(window.editor.plan).toBe(plan);
  });

  it('shows nothing of a plan that is another by then', async () => {
    await window.tidier.start('everything');
    window.editor.edit('Move', [{ type: 'move-nodes', to: { a: [8, 8] } }]);
    expect(window.tidier.preview).toBeUndefined();
    window.tidier.apply();
    expect(window.editor.undoLabel).toBe('Move');
  });

  it('moves the selection alone', async () => {
    window.selection.select(['c']);
    await window.tidier.start('selection');
    expect(Object.keys(window.tidier.preview?.to ?? {})).toEqual(['c']);
  });

  it('counts as new what had no place in the file and what was added since, until it is tidied', async () => {
    const { a, b } = plan.layout;
    window = opened({ ...plan, layout: { a: a ?? [0, 0], b: b ?? [0, 0] } });
    expect(window.tidier.hasNew).toBe(true);
    await window.tidier.start('new');
    expect(Object.keys(window.tidier.preview?.to ?? {})).toEqual(['c']);
    window.tidier.apply();
    expect(window.tidier.hasNew).toBe(false);
    window.editor.edit('Add', [{ type: 'add-node', id: 'd', node, place: 'free' }]);
    expect(window.tidier.hasNew).toBe(true);
    window.editor.undo();
    expect(window.tidier.hasNew).toBe(false);
    window.editor.undo(); // the tidying
    expect(window.tidier.hasNew).toBe(true);
    window.editor.redo();
    expect(window.tidier.hasNew).toBe(false);
  });

  it('says so when nothing would move', async () => {
    window.selection.select(['a', 'b', 'c']);
    window.tidier.pin();
    expect(window.editor.plan.pinned).toEqual(['a', 'b', 'c']);
    await window.tidier.start('everything');
    expect(window.messages.shown.map(({ text }) => text)).toEqual(['All of it is pinned: nothing may move.']);
    window.tidier.pin();
    expect(window.editor.plan.pinned).toEqual([]);
  });

  it('tells how far it is, and can be stopped', async () => {
    let finish: (tidied: Tidied | undefined) => void = () => {};
    let tell: (share: number) => void = () => {};
    const stop = vi.fn(() => finish(undefined));
    const run = (_: TidyTask, progress: (share: number) => void) =>
      new Promise<Tidied | undefined>((resolve) => {
        finish = resolve;
        tell = progress;
      });
    window = opened(plan, { run, stop });
    const started = window.tidier.start('everything');
    tell(0.4);
    expect(window.tidier.share).toBe(0.4);
    window.tidier.cancel();
    await started;
    expect(window.tidier.share).toBeUndefined();
    expect(window.tidier.preview).toBeUndefined();
    expect(stop).toHaveBeenCalled();
  });
});
