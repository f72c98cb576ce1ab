import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { Connector } from '../../../src/renderer/canvas/connector.svelte.ts';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { Groups } from '../../../src/renderer/state/groups.svelte.ts';
import { aService } from '../../harness/small-catalog.ts';

const services = [
  aService('giver', { outputs: { data: ['table'] } }),
  aService('taker', { inputs: { data: ['table'] } }),
  aService('other', { inputs: { data: ['file'] } }),
  aService('closed'),
];
const plan: Plan = {
  ...emptyPlan('Test'),
  nodes: {
    from: { service: 'giver', title: 'From' },
    a: { service: 'taker', title: 'A' },
    b: { service: 'taker', title: 'B' },
    c: { service: 'closed' },
    d: { service: 'other' },
    lone: { service: 'closed' },
  },
  groups: { two: { title: 'Two', nodes: ['a', 'b', 'c'] }, none: { title: 'None', nodes: ['d', 'lone'] } },
  layout: { from: [0, 0], a: [0, 0], b: [0, 0], c: [0, 0], d: [0, 0], lone: [0, 0] },
};

function drawing(over: string, now = plan) {
  const groups = new Groups(() => now);
  groups.collapse(['two', 'none']);
  const drops = { connect: vi.fn(), choose: vi.fn(), refuse: vi.fn(), nowhere: vi.fn() };
  const connector = new Connector(
    new CatalogView({ services, skills: [], icons: {} }),
    () => now,
    groups,
    drops,
    () => over,
  );
  connector.start(new PointerEvent('pointerdown', { button: 0 }), 'from', 'data');
  return { connector, drops };
}
const letGo = () => window.dispatchEvent(new PointerEvent('pointerup', { clientX: 5, clientY: 6 }));
afterEach(letGo);

describe('an edge over a collapsed group', () => {
  it('asks which of its nodes is meant, of those that can take it', () => {
    const { connector, drops } = drawing('group:two');
    expect([connector.standing('group:two'), connector.standing('group:none')]).toEqual(['legal', 'illegal']);
    expect(connector.words).toBe('data from “From” into “Two”: drop it to choose one of 2 nodes.');
    letGo();
    expect(drops.choose.mock.calls).toEqual([[{ from: 'from', kind: 'data', x: 5, y: 6, over: 'group:two' }, ['a', 'b']]]);
    expect(drops.connect).not.toHaveBeenCalled();
  });

  it('leads to the only one that can take it', () => {
    const { connector, drops } = drawing('group:two', { ...plan, edges: [{ from: 'from', to: 'a', kind: 'data' }] });
    expect(connector.words).toBe('data from “From” to “B” in “Two”');
    letGo();
    expect(drops.connect.mock.calls).toEqual([['from', 'b', 'data']]);
  });

  it('says why none can', () => {
    const { connector, drops } = drawing('group:none');
    const why = 'No node of “None” can take it. giver gives table; other takes file. closed takes no data.';
    expect(connector.words).toBe(why);
    letGo();
    expect(drops.refuse.mock.calls).toEqual([[why]]);
  });
});

it('leads to a node, or to where none is', () => {
  const onNode = drawing('a');
  expect(onNode.connector.words).toBe('data from “From” to “A”');
  letGo();
  expect(onNode.drops.connect.mock.calls).toEqual([['from', 'a', 'data']]);
  const back = drawing('from');
  letGo();
  expect(Object.values(back.drops).flatMap((drop) => drop.mock.calls)).toEqual([]);
});
