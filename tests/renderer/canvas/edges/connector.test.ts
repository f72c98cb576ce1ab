import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { Connector } from '../../../../src/renderer/canvas/edges/connector.svelte.ts';
import { CatalogView } from '../../../../src/renderer/state/catalog-view.svelte.ts';
import { Groups } from '../../../../src/renderer/state/groups.svelte.ts';
import { aService } from '../../../harness/small-catalog.ts';

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

function drawing(over: string | undefined, now = plan, from = 'from', collapsed = ['two', 'none']) {
  const groups = new Groups(() => now);
  groups.collapse(collapsed);
  const drops = { connect: vi.fn(), reconnect: vi.fn(), choose: vi.fn(), refuse: vi.fn(), nowhere: vi.fn() };
  const connector = new Connector(
    new CatalogView({ services, skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} }),
    () => now,
    groups,
    drops,
    () => over,
  );
  connector.start(new PointerEvent('pointerdown', { button: 0 }), from, 'data');
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
    expect(drops.choose.mock.calls).toEqual([
      [
        { from: 'from', kind: 'data', x: 5, y: 6, over: 'group:two' },
        [
          ['from', 'a'],
          ['from', 'b'],
        ],
      ],
    ]);
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

describe('an edge from a collapsed group', () => {
  const givers: Plan = {
    ...plan,
    nodes: { ...plan.nodes, second: { service: 'giver', title: 'Second' } },
    groups: { ...plan.groups, give: { title: 'Give', nodes: ['from', 'second'] } },
    layout: { ...plan.layout, second: [0, 0] },
  };
  const one: Plan = { ...plan, groups: { give: { title: 'Give', nodes: ['from', 'lone'] } } };

  it('asks which of its nodes is meant, and names the one that it can be', () => {
    const { connector, drops } = drawing('a', givers, 'group:give', ['give']);
    expect([connector.standing('a'), connector.standing('c'), connector.standing('group:give')]).toEqual(['legal', 'illegal', 'source']);
    expect(connector.words).toBe('data from “Give” into “A”: drop it to choose one of 2 edges.');
    letGo();
    expect(drops.choose.mock.calls[0]?.[1]).toEqual([
      ['from', 'a'],
      ['second', 'a'],
    ]);
    const single = drawing('a', one, 'group:give', ['give']);
    expect(single.connector.words).toBe('data from “From” in “Give” to “A”');
    letGo();
    expect(single.drops.connect.mock.calls).toEqual([['from', 'a', 'data']]);
  });

  it('leads from one block to another', () => {
    const { connector, drops } = drawing('group:two', givers, 'group:give', ['give', 'two']);
    expect(connector.words).toBe('data from “Give” into “Two”: drop it to choose one of 4 edges.');
    letGo();
    expect(drops.choose.mock.calls[0]?.[1]).toHaveLength(4);
  });

  it('says why it cannot be, and where it needs one node', () => {
    const refused = drawing('d', givers, 'group:give', ['give']);
    letGo();
    expect(refused.drops.refuse.mock.calls).toEqual([['No node of “Give” can give it. giver gives table; other takes file.']]);
    const several = drawing(undefined, givers, 'group:give', ['give']);
    letGo();
    expect(several.drops.refuse.mock.calls).toEqual([['Several nodes of “Give” give data. Open the group to append to one of them.']]);
    const single = drawing(undefined, one, 'group:give', ['give']);
    letGo();
    expect(single.drops.nowhere.mock.calls[0]?.[1]).toBe('from');
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

describe('the end of an edge', () => {
  const edge = { from: 'from', to: 'a', kind: 'data', title: 'Rows' } as const;
  const connected: Plan = { ...plan, edges: [edge], groups: {} };

  function moving(over: string | undefined, end: 'from' | 'to' = 'to') {
    const { connector, drops } = drawing(over, connected, 'from', []);
    letGo(); // the edge that `drawing` starts
    for (const drop of Object.values(drops)) drop.mockClear();
    connector.startMoving(new PointerEvent('pointerdown', { button: 0 }), { edge, end });
    return { connector, drops };
  }

  it('shows the nodes that it can be moved to, as a new edge does', () => {
    const { connector } = moving('b');
    expect(['from', 'a', 'b', 'c', 'd'].map((id) => connector.standing(id))).toEqual(['source', 'legal', 'legal', 'illegal', 'illegal']);
    expect(connector.words).toBe('data from “From” to “B”');
  });

  it('is moved to the node on which it is dropped, with everything else of the edge', () => {
    const { drops } = moving('b');
    letGo();
    expect(drops.reconnect.mock.calls).toEqual([[edge, 'to', 'b']]);
  });

  it.each([
    ['c', 'closed takes no data.'],
    ['d', 'giver gives table; other takes file.'],
    ['from', 'An edge leads to another node.'],
  ])('is not moved to %s, and the reason is given', (over, why) => {
    const { connector, drops } = moving(over);
    expect(connector.words).toBe(why);
    letGo();
    expect(drops.refuse.mock.calls).toEqual([[why]]);
    expect(drops.reconnect).not.toHaveBeenCalled();
  });

  it.each([undefined, 'a'])('stays where it is when it is dropped on %s', (over) => {
    const { drops } = moving(over);
    letGo();
    for (const drop of Object.values(drops)) expect(drop).not.toHaveBeenCalled();
  });

  it('asks the same where the edge starts', () => {
    const { connector, drops } = moving('c', 'from');
    expect(connector.words).toBe('closed has no data to give.');
    letGo();
    expect(drops.reconnect).not.toHaveBeenCalled();
  });
});
