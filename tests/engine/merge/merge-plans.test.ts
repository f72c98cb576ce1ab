import { describe, expect, it } from 'vitest';
import { conflictWords, mergePlans, overruledWords, type MergedPlans } from '#engine/merge';
import { applyEdits, emptyPlan, type Plan, type PlanEdit } from '#engine/plan';
import { catalog } from '../../harness/resources.ts';

/* What a merge makes of edits that meet, case by case. */

const base: Plan = {
  ...emptyPlan('Merged'),
  context: { region: 'westeurope', estate: ['azure-devops'] },
  assumptions: { runs: 30 },
  nodes: {
    lake: { service: 'azure-storage', title: 'Lake', usage: { storedData: '2 TB' } },
    train: { service: 'azure-ml-command-job', title: 'Train', usage: { runsPerMonth: '$runs' } },
    spare: { service: 'azure-devops' },
  },
  edges: [{ from: 'lake', to: 'train', kind: 'data', title: 'features' }],
  waivers: [{ rule: 'no-orphan-node', on: ['spare'], because: 'Planned.' }],
  groups: { core: { title: 'Core', nodes: ['lake', 'train'] } },
  notes: { ask: { text: 'Ask Ada.', at: [0, 0] } },
  layout: { lake: [0, 0], train: [320, 0] },
  pinned: ['lake'],
};

function merged(ours: readonly PlanEdit[], theirs: readonly PlanEdit[]): MergedPlans & { readonly says: readonly string[] } {
  const result = mergePlans({ base, ours: applyEdits(base, ours), theirs: applyEdits(base, theirs) }, catalog);
  return { ...result, says: [...result.conflicts.map(conflictWords), ...result.overruled.map(overruledWords)] };
}

const store = { service: 'azure-storage', title: 'Store' };
const add = (id: string, node: Plan['nodes'][string] = store): PlanEdit => ({ type: 'add-node', id, node, place: { at: [640, 0] } });
const rename = (from: string, to: string): PlanEdit => ({ type: 'rename-id', from, to });
const remove = (...ids: string[]): PlanEdit => ({ type: 'remove-nodes', ids, heal: false });
const join = (from: string, to: string): PlanEdit => ({ type: 'add-edge', edge: { from, to, kind: 'data' } });

describe('edits that go together', () => {
  it('are both in the plan, in the order of ours with what theirs added behind its neighbour', () => {
    const { plan, says } = merged(
      [add('ours'), { type: 'change-node', id: 'train', set: { owner: 'Ada' } }],
      [add('theirs'), { type: 'change-node', id: 'train', set: { note: 'Weekly.' } }],
    );
    expect(says).toEqual([]);
    expect(Object.keys(plan.nodes)).toEqual(['lake', 'train', 'spare', 'ours', 'theirs']);
    expect(plan.nodes['train']).toEqual({ ...base.nodes['train'], owner: 'Ada', note: 'Weekly.' });
  });

  it('are one if they are the same', () => {
    const { plan, says } = merged([add('store'), join('lake', 'store')], [add('store'), join('lake', 'store')]);
    expect(says).toEqual([]);
    expect(plan.edges.map(({ to }) => to)).toEqual(['store', 'train']);
  });

  it('of a new id and what it stands for carry edges, waivers, groups, places and pins along', () => {
    const { plan, says } = merged(
      [rename('lake', 'data-lake'), rename('spare', 'pool')],
      [join('lake', 'spare'), { type: 'change-node', id: 'lake', set: { owner: 'Bob' } }, { type: 'move-nodes', to: { lake: [8, 8] } }],
    );
    expect(says).toEqual([]);
    expect(plan.nodes['data-lake']?.owner).toBe('Bob');
    expect(plan.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['data-lake pool', 'data-lake train']);
    expect(plan.waivers[0]?.on).toEqual(['pool']);
    expect(plan.groups['core']?.nodes).toEqual(['data-lake', 'train']);
    expect([plan.layout['data-lake'], plan.pinned]).toEqual([[8, 8], ['data-lake']]);
  });

  it('of the same list join as sets', () => {
    const { plan, says } = merged(
      [{ type: 'set-context', set: { estate: ['azure-devops', 'power-bi'] } }],
      [{ type: 'set-context', set: { estate: ['docker'] } }],
    );
    expect(says).toEqual([]);
    expect(plan.context.estate).toEqual(['power-bi', 'docker']);
  });

  it('keep notes of two people who got the same id for them', () => {
    const note = (text: string): PlanEdit => ({ type: 'add-note', id: 'note', note: { text, at: [1, 1] } });
    const { plan, says } = merged([note('One')], [note('Two')]);
    expect(says).toEqual([]);
    expect(
      Object.values(plan.notes)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Ask Ada.', 'One', 'Two']);
  });

  it('of the drawing never stop the merge: the place of ours is kept, and that is said', () => {
    const { plan, says, conflicts } = merged(
      [
        { type: 'move-nodes', to: { lake: [8, 8] } },
        { type: 'set-plan', set: { direction: 'left-to-right' } },
      ],
      [
        { type: 'move-nodes', to: { lake: [16, 16] } },
        { type: 'set-plan', set: { direction: 'top-to-bottom' } },
      ],
    );
    expect(conflicts).toEqual([]);
    expect([plan.layout['lake'], plan.direction]).toEqual([[8, 8], 'left-to-right']);
    expect(says).toEqual([
      'The direction of the drawing: both sides chose another, and that of ours is kept.',
      'Node "lake": both sides moved it, and the place of ours is kept.',
    ]);
  });

  it('of a removed node and its place, group or edges that nobody changed let it go', () => {
    const { plan, says } = merged([remove('lake')], [{ type: 'move-nodes', to: { lake: [8, 8] } }]);
    expect(says).toEqual([]);
    expect([plan.nodes['lake'], plan.layout['lake'], plan.edges]).toEqual([undefined, undefined, []]);
  });
});

describe('edits that contradict each other', () => {
  it('are named with both values, and each side can be taken', () => {
    const { plan, other, says } = merged(
      [{ type: 'set-usage', id: 'lake', set: { storedData: '3 TB' } }],
      [{ type: 'set-usage', id: 'lake', set: { storedData: '4 TB' } }],
    );
    expect(says).toEqual(['Node "lake", usage.storedData: ours says "3 TB", theirs "4 TB"; it was "2 TB".']);
    expect([plan, other].map(({ nodes }) => nodes['lake']?.usage?.['storedData'])).toEqual(['3 TB', '4 TB']);
  });

  it('about a node that one side removed and the other changed', () => {
    const { plan, other, says } = merged([remove('train')], [{ type: 'change-node', id: 'train', set: { owner: 'Bob' } }]);
    expect(says).toEqual(['Node "train": ours removed it, theirs changed it or what is joined to it.']);
    expect([plan.nodes['train'], plan.edges]).toEqual([undefined, []]);
    expect(other.nodes['train']?.owner).toBe('Bob');
    expect(other.edges).toEqual(base.edges); // its edges come back with it
    expect(other.groups['core']?.nodes).toEqual(['lake', 'train']);
    expect(other.layout['train']).toEqual([320, 0]);
  });

  it('about a node that one side removed and the other joined: no edge is left without its end', () => {
    const { plan, other, says } = merged([join('lake', 'spare')], [remove('spare')]);
    expect(says).toEqual(['Node "spare": theirs removed it, ours changed it or what is joined to it.']);
    expect(plan.edges.map(({ to }) => to)).toEqual(['spare', 'train']);
    expect([other.nodes['spare'], other.edges.map(({ to }) => to)]).toEqual([undefined, ['train']]);
  });

  it('about an assumption that one side removed and the other refers to', () => {
    const { says } = merged(
      [
        { type: 'set-usage', id: 'train', set: { runsPerMonth: 30 } },
        { type: 'set-assumption', name: 'runs', value: undefined },
      ],
      [{ type: 'set-usage', id: 'lake', set: { storedData: '$runs' } }],
    );
    expect(says).toEqual(['Assumption "runs": ours removed it, theirs says 30.']);
  });

  it('about a new id', () => {
    const { plan, other, says } = merged([rename('lake', 'data-lake')], [rename('lake', 'store')]);
    expect(says).toEqual(['Node "data-lake": ours calls it "data-lake", theirs "store".']);
    expect(plan.edges[0]?.from).toBe('data-lake');
    expect(other.edges[0]?.from).toBe('store');
  });

  it('about one id for two things: both stay, with their edges', () => {
    const other = { service: 'azure-storage', title: 'Archive' };
    const result = merged([add('store'), join('lake', 'store')], [add('store', other), join('store', 'train')]);
    expect(result.says).toEqual([
      'Node "store": ours and theirs use this id for different things. Both are kept, one of them under another id.',
    ]);
    expect(Object.keys(result.plan.nodes)).toEqual(['lake', 'train', 'spare', 'store', 'store-2']);
    expect(result.plan.nodes['store']?.title).toBe('Store');
    expect(result.plan.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['lake store', 'lake train', 'store-2 train']);
    expect(result.other.nodes['store']?.title).toBe('Archive');
  });

  it('about two nodes that were renamed onto each other', () => {
    const { plan, other, says } = merged([rename('lake', 'x')], [rename('train', 'x')]);
    expect(says).toEqual(['Node "x": ours and theirs use this id for different things. Both are kept, one of them under another id.']);
    expect(Object.keys(plan.nodes)).toEqual(['x', 'train', 'spare']);
    expect(Object.keys(other.nodes)).toEqual(['lake', 'x', 'spare']);
  });

  it('about ids in a circle', () => {
    const exchange = [rename('lake', 'y'), rename('train', 'lake'), rename('y', 'train')];
    const { plan, says } = merged(exchange, [{ type: 'change-node', id: 'lake', set: { owner: 'Bob' } }]);
    expect(says).toEqual([]);
    expect(plan.nodes['train']).toMatchObject({ service: 'azure-storage', owner: 'Bob' });
    expect(plan.edges).toMatchObject([{ from: 'train', to: 'lake' }]);
  });

  it('about where an edge leads', () => {
    const lead = (to: string): Plan => ({ ...base, edges: [{ from: 'lake', to, kind: 'data', title: 'features' }] });
    const two: Plan = { ...base, nodes: { ...base.nodes, more: store } };
    const { conflicts } = mergePlans(
      { base: two, ours: { ...two, edges: lead('spare').edges }, theirs: { ...two, edges: lead('more').edges } },
      catalog,
    );
    expect(conflicts.map(conflictWords)).toEqual([
      'Edge "lake/spare/data": ours says "lake/spare/data", theirs "lake/more/data"; it was "lake/train/data".',
    ]);
  });

  it('about the group of a node', () => {
    const group = (id: string): PlanEdit => ({ type: 'add-group', id, group: { title: id, nodes: ['train'] } });
    const { plan, other, says } = merged([group('one')], [group('two')]);
    expect(says).toEqual(['Node "train", group: ours says "one", theirs "two"; it was "core".']);
    expect([plan.groups['one']?.nodes, plan.groups['two']]).toEqual([['train'], undefined]);
    expect([other.groups['two']?.nodes, other.groups['one']]).toEqual([['train'], undefined]);
  });
});
