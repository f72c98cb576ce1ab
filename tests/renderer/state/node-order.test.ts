import { describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CanvasPort } from '../../../src/renderer/state/canvas-port.svelte.ts';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { Messages } from '../../../src/renderer/state/messages.svelte.ts';
import { NodeOrder } from '../../../src/renderer/state/node-order.svelte.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { PlanFlow } from '../../../src/renderer/state/plan-flow.svelte.ts';
import { Selection } from '../../../src/renderer/state/selection.svelte.ts';

const copy = (title: string) => ({ service: 'x', stage: 'data-transfer', title }) as const;
const plan: Plan = {
  ...emptyPlan('Order'),
  nodes: { a: copy('A'), train: { service: 'x', stage: 'training', title: 'Train' }, b: copy('B'), c: copy('C'), d: copy('D') },
  edges: [
    { from: 'a', to: 'd', kind: 'data' },
    { from: 'a', to: 'c', kind: 'telemetry' },
  ],
  groups: { in: { title: 'In', nodes: ['b'] } },
};

function opened() {
  const editor = new PlanEditor(
    { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
    (one) => one,
    vi.fn(),
  );
  const catalog = new CatalogView({ services: [], skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} });
  const flow = new PlanFlow(() => editor.plan, catalog);
  const [selection, messages, port] = [new Selection(), new Messages(), new CanvasPort()];
  const order = new NodeOrder(editor, flow, selection, catalog, messages, port);
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  return { editor, selection, messages, port, flow, order, file: () => Object.keys(editor.plan.nodes).join(' ') };
}

describe('moving nodes in the order of the plan', () => {
  it('passes the neighbour of the same stage, as one step that is named and told', () => {
    const { editor, selection, messages, order, file } = opened();
    selection.select(['b']);
    order.moveBy(-1);
    expect(file()).toBe('b a train c d');
    expect(messages.announced).toBe('Put “B” before “A”: step 1 of 5.');
    expect(editor.undo()).toBe('Put “B” before “A”');
    expect(editor.plan).toBe(plan);
    order.moveBy(1);
    expect(file()).toBe('a train c b d');
  });

  it('moves several together, and brings together what stood apart', () => {
    const { selection, order, file } = opened();
    selection.select(['c', 'b']);
    order.moveBy(-1);
    expect(file()).toBe('b c a train d');
    selection.select(['c', 'a']);
    order.moveBy(-1);
    expect(file()).toBe('c a b train d');
  });

  it('takes along what leads to them', () => {
    const { selection, flow, order } = opened();
    selection.select(['b']);
    order.moveBy(-1);
    expect(flow.order).toEqual(['b', 'a', 'train', 'c', 'd']);
    order.put(['d'], 'b', 'before');
    expect(flow.order).toEqual(['a', 'd', 'b', 'train', 'c']);
  });

  it('says what edges keep in place, and what is first or last already', () => {
    const { editor, selection, messages, order } = opened();
    selection.select(['d']);
    order.moveBy(-1);
    order.moveBy(-1);
    order.moveBy(-1);
    expect(messages.shown.at(-1)?.text).toBe('“A” stays before “D”: edges lead from it to there.');
    selection.select(['a']);
    const before = editor.plan;
    order.moveBy(-1);
    expect(messages.announced).toBe('A is the first of its stage.');
    expect(editor.plan).toBe(before);
  });

  it('is for nodes of one stage', () => {
    const { selection, order, file } = opened();
    expect(order.canMove).toBe(false);
    selection.select(['a', 'train']);
    expect(order.canMove).toBe(false);
    order.moveBy(1);
    expect(file()).toBe('a train b c d');
    selection.select(['a', 'b']);
    expect(order.canMove).toBe(true);
  });

  it('has an outline that is sorted otherwise show the order', () => {
    const { selection, port, order } = opened();
    const sortAsPlanned = vi.fn();
    port.registerOutline({ focus: () => undefined, boxOf: () => undefined, sortAsPlanned });
    selection.select(['b']);
    order.moveBy(1);
    expect(sortAsPlanned).toHaveBeenCalledOnce();
  });
});

describe('where a node stands in the flow', () => {
  it('is said with its neighbours and its group, but for what is there all along', () => {
    const { flow } = opened();
    expect(flow.whereIs('a')).toBe('step 1 of 5, before D');
    expect(flow.whereIs('b')).toBe('step 3 of 5, in the group In');
    expect(flow.whereIs('c')).toBe('step 4 of 5'); // telemetry is no step
    expect(flow.whereIs('d')).toBe('step 5 of 5, after A');
  });

  it('names four neighbours at most, and else three and how many others', () => {
    const { editor, flow } = opened();
    editor.edit(
      'Connect',
      ['b', 'c', 'train'].map((to) => ({ type: 'add-edge', edge: { from: 'a', to, kind: 'data' } }) as const),
    );
    expect(flow.whereIs('a')).toBe('step 1 of 5, before B, C, D and Train');
  });
});
