import { describe, expect, it } from 'vitest';
import { applyEdits, edgeId, type Plan, type PlanEdit } from '#engine/plan';
import { deepFreeze } from '../../../harness/deep-freeze.ts';
import { aPlan } from '../../../harness/small-catalog.ts';

/** Copy → prepare → train → deploy, with all that a plan can say of them. */
const before: Plan = deepFreeze(
  aPlan(
    {
      copy: { service: 'adf-copy-activity', title: 'Copy orders', usage: { runsPerMonth: 30, diu: 4 } },
      model: { service: 'azure-ml-jobs-sdk', stage: 'training', owner: 'Team A', 'x-ours': true },
      deploy: { service: 'azure-ml-managed-online-endpoints' },
      cluster: { service: 'azure-ml-compute' },
    },
    ['copy data model', 'model model deploy', 'model runs-on cluster'],
    {
      summary: 'A summary',
      context: { region: 'westeurope', needs: { gpu: true } },
      assumptions: { runsPerMonth: 30 },
      waivers: [
        { rule: 'one', because: 'all of them' },
        { rule: 'two', on: ['model'], because: 'a node' },
        { rule: 'three', on: ['copy', 'model/deploy/model'], because: 'a node and an edge' },
      ],
      layout: { copy: [0, 0], model: [0, 112], deploy: [0, 224], gone: [500, 500] },
      own: { 'x-kind': 'test' },
    },
  ),
);

function after(...edits: PlanEdit[]): Plan {
  return applyEdits(before, edits);
}
const edgesOf = (plan: Plan) => plan.edges.map(edgeId);

describe('adding a node', () => {
  const node = { service: 'azure-storage' };

  it('puts it last, at the place asked for, on the grid', () => {
    const plan = after({ type: 'add-node', id: 'lake', node, place: { at: [101, 203] } });
    expect(Object.keys(plan.nodes)).toEqual(['copy', 'model', 'deploy', 'cluster', 'lake']);
    expect(plan.nodes['lake']).toBe(node);
    expect(plan.layout['lake']).toEqual([104, 200]);
  });

  it.each([
    ['below another', { beside: 'deploy', side: 'after' }, [0, 328]],
    ['above another', { beside: 'copy', side: 'before' }, [0, -104]],
    ['below all, where no card is', 'free', [0, 328]],
    ['below all, when the other has no place', { beside: 'cluster', side: 'after' }, [0, 328]],
  ] as const)('finds a free place %s', (_, place, at) => {
    expect(after({ type: 'add-node', id: 'lake', node, place }).layout['lake']).toEqual(at);
  });

  it('goes aside where the place is taken', () => {
    const [x, y] = after({ type: 'add-node', id: 'lake', node, place: { beside: 'copy', side: 'after' } }).layout['lake'] ?? [];
    expect(y).toBe(104);
    expect(x).toBeGreaterThan(208);
  });

  it('does nothing when the id is taken', () => {
    expect(after({ type: 'add-node', id: 'model', node, place: 'free' })).toBe(before);
  });
});

describe('removing nodes', () => {
  it('takes their edges, places and waivers with them', () => {
    const plan = after({ type: 'remove-nodes', ids: ['model'], heal: false });
    expect(Object.keys(plan.nodes)).toEqual(['copy', 'deploy', 'cluster']);
    expect(plan.edges).toEqual([]);
    expect(Object.keys(plan.layout)).toEqual(['copy', 'deploy', 'gone']);
    expect(plan.waivers).toEqual([
      { rule: 'one', because: 'all of them' },
      { rule: 'three', on: ['copy'], because: 'a node and an edge' },
    ]);
  });

  it('leaves waivers alone that name a kind of edge of the same word', () => {
    const waivers = [{ rule: 'r', on: ['copy/deploy/model'], because: 'b' }];
    const plan = applyEdits({ ...before, waivers }, [{ type: 'remove-nodes', ids: ['model'], heal: false }]);
    expect(plan.waivers).toEqual(waivers);
  });

  it('does nothing when none of them is there', () => {
    expect(after({ type: 'remove-nodes', ids: ['other', 'toString'], heal: true })).toBe(before);
    expect(after({ type: 'remove-nodes', ids: [], heal: true })).toBe(before);
  });

  describe('and healing', () => {
    function healed(edges: readonly string[], gone: readonly string[]) {
      const nodes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, { service: 'azure-storage' }]));
      return edgesOf(applyEdits(aPlan(nodes, edges), [{ type: 'remove-nodes', ids: [...gone], heal: true }]));
    }
    it.each<[what: string, edges: string[], gone: string[], left: string[]]>([
      ['joins what led in to what led out', ['a data b', 'b data c'], ['b'], ['a/c/data']],
      ['joins across several that are removed', ['a data b', 'b data c', 'c data d'], ['b', 'c'], ['a/d/data']],
      ['joins one to many', ['a data b', 'b data c', 'b data d'], ['b'], ['a/c/data', 'a/d/data']],
      ['joins many to one', ['a data b', 'c data b', 'b data d'], ['b'], ['a/d/data', 'c/d/data']],
      ['does not guess between many and many', ['a data b', 'c data b', 'b data d', 'b data e'], ['b'], []],
      ['joins only what is of one kind', ['a data b', 'b model c'], ['b'], []],
      ['does not hand on what a node needs', ['a runs-on b', 'b runs-on c', 'a telemetry b', 'b telemetry c'], ['b'], []],
      ['makes no edge twice', ['a data b', 'b data c', 'a data c'], ['b'], ['a/c/data']],
      ['makes no edge from a node to itself', ['a data b', 'b data a'], ['b'], []],
      ['makes no edge between what was not joined', ['a data b', 'c data d'], ['b', 'c'], []],
      ['gets out of circles', ['a data b', 'b data c', 'c data b', 'c data d'], ['b', 'c'], ['a/d/data']],
    ])('%s', (_, edges, gone, left) => {
      expect(healed(edges, gone)).toEqual(left);
    });
  });
});

describe('changing a node', () => {
  it('sets some keys and takes others away', () => {
    const plan = after({ type: 'change-node', id: 'model', set: { title: 'Train', owner: undefined } });
    expect(plan.nodes['model']).toEqual({ service: 'azure-ml-jobs-sdk', stage: 'training', title: 'Train', 'x-ours': true });
    expect(plan.nodes['copy']).toBe(before.nodes['copy']);
  });

  it('does nothing when it is not there', () => {
    expect(after({ type: 'change-node', id: 'other', set: { title: 'Train' } })).toBe(before);
    expect(after({ type: 'change-node', id: 'toString', set: { title: 'Train' } })).toBe(before);
  });

  it('does nothing when it says so already', () => {
    expect(after({ type: 'change-node', id: 'model', set: { owner: 'Team A', title: undefined } })).toBe(before);
  });
});

describe('setting usage', () => {
  it('sets some fields and takes others away', () => {
    const plan = after({ type: 'set-usage', id: 'copy', set: { diu: 8, runsPerMonth: undefined, dataPerRun: '80 GB' } });
    expect(plan.nodes['copy']?.usage).toEqual({ diu: 8, dataPerRun: '80 GB' });
  });

  it('takes the whole usage away with its last field', () => {
    const plan = after({ type: 'set-usage', id: 'copy', set: { diu: undefined, runsPerMonth: undefined } });
    expect(plan.nodes['copy']).toEqual({ service: 'adf-copy-activity', title: 'Copy orders' });
  });

  it('does nothing when the node is not there, or says so already', () => {
    expect(after({ type: 'set-usage', id: 'other', set: { diu: 8 } })).toBe(before);
    expect(after({ type: 'set-usage', id: 'copy', set: { diu: 4, dataPerRun: undefined } })).toBe(before);
    expect(after({ type: 'set-usage', id: 'deploy', set: {} })).toBe(before);
  });
});

describe('swapping a service', () => {
  it('puts usage in the place of the old, forgets the stage, and keeps the rest with the edges', () => {
    const plan = after({ type: 'swap-service', id: 'model', service: 'databricks-notebooks', usage: { runsPerMonth: 4 } });
    expect(plan.nodes['model']).toEqual({ service: 'databricks-notebooks', owner: 'Team A', 'x-ours': true, usage: { runsPerMonth: 4 } });
    expect(plan.edges).toBe(before.edges);
  });

  it('does nothing when the node is not there', () => {
    expect(after({ type: 'swap-service', id: 'other', service: 'docker', usage: undefined })).toBe(before);
  });
});

describe('renaming an id', () => {
  it('renames it everywhere, in its place', () => {
    const plan = after({ type: 'rename-id', from: 'model', to: 'train' });
    expect(Object.keys(plan.nodes)).toEqual(['copy', 'train', 'deploy', 'cluster']);
    expect(plan.nodes['train']).toBe(before.nodes['model']);
    expect(edgesOf(plan)).toEqual(['copy/train/data', 'train/cluster/runs-on', 'train/deploy/model']);
    expect(Object.keys(plan.layout)).toEqual(['copy', 'train', 'deploy', 'gone']);
    // the last word of an edge is its kind, whatever nodes are called
    expect(plan.waivers.map(({ on }) => on)).toEqual([undefined, ['train'], ['copy', 'train/deploy/model']]);
  });

  it('keeps its own place where one was left over for the new id', () => {
    expect(after({ type: 'rename-id', from: 'copy', to: 'gone' }).layout).toEqual({ gone: [0, 0], model: [0, 112], deploy: [0, 224] });
  });

  it('does nothing when it is not there, or when the new one is taken or the same', () => {
    expect(after({ type: 'rename-id', from: 'other', to: 'new' })).toBe(before);
    expect(after({ type: 'rename-id', from: 'copy', to: 'model' })).toBe(before);
    expect(after({ type: 'rename-id', from: 'copy', to: 'copy' })).toBe(before);
  });
});

describe('edges', () => {
  it('are added in order', () => {
    const plan = after({ type: 'add-edge', edge: { from: 'copy', to: 'cluster', kind: 'data' } });
    expect(edgesOf(plan)).toEqual(['copy/cluster/data', 'copy/model/data', 'model/cluster/runs-on', 'model/deploy/model']);
  });

  it('are added once', () => {
    expect(after({ type: 'add-edge', edge: { from: 'copy', to: 'model', kind: 'data', title: 'again' } })).toBe(before);
  });

  it('are removed, repeated ones too', () => {
    const twice = { ...before, edges: [...before.edges, ...before.edges] };
    const gone = { from: 'copy', to: 'model', kind: 'data' } as const;
    expect(edgesOf(applyEdits(twice, [{ type: 'remove-edges', edges: [gone] }]))).not.toContain('copy/model/data');
    expect(after({ type: 'remove-edges', edges: [{ ...gone, kind: 'model' }] })).toBe(before);
  });

  it('are changed, and fall together with one that is there already', () => {
    const edge = { from: 'copy', to: 'model', kind: 'data' } as const;
    const plan = after({ type: 'change-edge', edge, set: { kind: 'code', title: 'Scripts' } });
    expect(plan.edges).toContainEqual({ from: 'copy', to: 'model', kind: 'code', title: 'Scripts' });
    const both = applyEdits(plan, [{ type: 'add-edge', edge }]);
    expect(applyEdits(both, [{ type: 'change-edge', edge: { ...edge, kind: 'code' }, set: { kind: 'data' } }]).edges).toEqual(before.edges);
    expect(after({ type: 'change-edge', edge: { ...edge, kind: 'model' }, set: { kind: 'code' } })).toBe(before);
    expect(after({ type: 'change-edge', edge, set: { kind: 'data', title: undefined } })).toBe(before);
  });
});

describe('pinning nodes', () => {
  const pinned = { ...before, pinned: ['cluster', 'model'] };

  it('keeps the list sorted, each node once', () => {
    expect(after({ type: 'pin-nodes', ids: ['model', 'cluster', 'model', 'other'], pinned: true }).pinned).toEqual(['cluster', 'model']);
    expect(applyEdits(pinned, [{ type: 'pin-nodes', ids: ['copy'], pinned: true }]).pinned).toEqual(['cluster', 'copy', 'model']);
  });

  it('lets go of them again', () => {
    expect(applyEdits(pinned, [{ type: 'pin-nodes', ids: ['model'], pinned: false }]).pinned).toEqual(['cluster']);
  });

  it('does nothing when they are pinned, or not, as asked', () => {
    expect(applyEdits(pinned, [{ type: 'pin-nodes', ids: ['model'], pinned: true }])).toBe(pinned);
    expect(applyEdits(pinned, [{ type: 'pin-nodes', ids: ['copy', 'other'], pinned: false }])).toBe(pinned);
  });

  it('follows them when they get another id or go', () => {
    expect(applyEdits(pinned, [{ type: 'rename-id', from: 'cluster', to: 'zoo' }]).pinned).toEqual(['model', 'zoo']);
    expect(applyEdits({ ...pinned, pinned: ['gone', 'model'] }, [{ type: 'rename-id', from: 'copy', to: 'gone' }]).pinned).toEqual([
      'model',
    ]);
    expect(applyEdits(pinned, [{ type: 'remove-nodes', ids: ['model'], heal: false }]).pinned).toEqual(['cluster']);
  });
});

describe('grouping nodes', () => {
  const grouped = after(
    { type: 'add-group', id: 'ingest', group: { title: 'Ingest', nodes: ['model', 'copy', 'copy', 'nothing'] } },
    { type: 'add-group', id: 'run', group: { nodes: ['deploy'] } },
  );

  it('keeps what is there, each node once and in order', () => {
    expect(grouped.groups).toEqual({ ingest: { title: 'Ingest', nodes: ['copy', 'model'] }, run: { nodes: ['deploy'] } });
  });

  it('takes them out of the group that they stood in; one that holds nothing any more goes', () => {
    expect(applyEdits(grouped, [{ type: 'add-group', id: 'new', group: { nodes: ['copy', 'deploy'] } }]).groups).toEqual({
      ingest: { title: 'Ingest', nodes: ['model'] },
      new: { nodes: ['copy', 'deploy'] },
    });
    expect(applyEdits(grouped, [{ type: 'group-nodes', ids: ['deploy', 'cluster'], group: 'ingest' }]).groups).toEqual({
      ingest: { title: 'Ingest', nodes: ['cluster', 'copy', 'deploy', 'model'] },
    });
    expect(applyEdits(grouped, [{ type: 'group-nodes', ids: ['copy', 'model'], group: undefined }]).groups).toEqual({
      run: { nodes: ['deploy'] },
    });
  });

  it('does nothing where all is as asked, or nothing is there', () => {
    expect(applyEdits(grouped, [{ type: 'add-group', id: 'run', group: { nodes: ['copy'] } }])).toBe(grouped);
    expect(applyEdits(grouped, [{ type: 'group-nodes', ids: ['copy'], group: 'ingest' }])).toBe(grouped);
    expect(applyEdits(grouped, [{ type: 'group-nodes', ids: ['cluster'], group: undefined }])).toBe(grouped);
    expect(applyEdits(grouped, [{ type: 'change-group', id: 'ingest', set: { title: 'Ingest' } }])).toBe(grouped);
  });

  it('gives a group another title, or none', () => {
    expect(applyEdits(grouped, [{ type: 'change-group', id: 'run', set: { title: 'Run' } }]).groups['run']).toEqual({
      nodes: ['deploy'],
      title: 'Run',
    });
    expect(applyEdits(grouped, [{ type: 'change-group', id: 'ingest', set: { title: undefined } }]).groups['ingest']).toEqual({
      nodes: ['copy', 'model'],
    });
  });

  it('is taken back without touching the nodes', () => {
    const plan = applyEdits(grouped, [{ type: 'remove-groups', ids: ['ingest', 'nothing'] }]);
    expect(Object.keys(plan.groups)).toEqual(['run']);
    expect(plan.nodes).toBe(grouped.nodes);
  });

  it('follows nodes that get another id or go', () => {
    expect(applyEdits(grouped, [{ type: 'rename-id', from: 'copy', to: 'zoo' }]).groups['ingest']?.nodes).toEqual(['model', 'zoo']);
    expect(applyEdits(grouped, [{ type: 'remove-nodes', ids: ['copy', 'deploy'], heal: false }]).groups).toEqual({
      ingest: { title: 'Ingest', nodes: ['model'] },
    });
    expect(applyEdits(grouped, [{ type: 'rename-id', from: 'cluster', to: 'zoo' }]).groups).toBe(grouped.groups);
  });
});

describe('notes on the drawing', () => {
  const noted = after({ type: 'add-note', id: 'why', note: { text: 'Why?', at: [10.4, 19.6] } });

  it('stand at whole places', () => {
    expect(noted.notes).toEqual({ why: { text: 'Why?', at: [10, 20] } });
    expect(applyEdits(noted, [{ type: 'move-notes', to: { why: [-0.6, 3.2], gone: [0, 0] } }]).notes).toEqual({
      why: { text: 'Why?', at: [-1, 3] },
    });
    expect(applyEdits(noted, [{ type: 'move-notes', to: { why: [10.2, 20] } }])).toBe(noted);
  });

  it('say something: an empty one is neither written nor made of one that is there', () => {
    expect(after({ type: 'add-note', id: 'empty', note: { text: '', at: [0, 0] } })).toBe(before);
    expect(applyEdits(noted, [{ type: 'change-note', id: 'why', set: { text: '' } }])).toBe(noted);
    expect(applyEdits(noted, [{ type: 'change-note', id: 'why', set: { text: 'So.' } }]).notes['why']?.text).toBe('So.');
  });

  it('are not written over by another of the same id, and go when they are asked to', () => {
    expect(applyEdits(noted, [{ type: 'add-note', id: 'why', note: { text: 'Other', at: [0, 0] } }])).toBe(noted);
    expect(applyEdits(noted, [{ type: 'remove-notes', ids: ['why'] }]).notes).toEqual({});
  });
});

describe('moving nodes', () => {
  it('moves them to whole places', () => {
    expect(after({ type: 'move-nodes', to: { copy: [10.4, -3.6], cluster: [1, 2] } }).layout).toEqual({
      ...before.layout,
      copy: [10, -4],
      cluster: [1, 2],
    });
  });

  it('does nothing when nothing moves', () => {
    expect(after({ type: 'move-nodes', to: { copy: [0.3, 0], other: [5, 5] } })).toBe(before);
  });
});

describe('the document', () => {
  it('gets and loses words of its context', () => {
    expect(after({ type: 'set-context', set: { region: undefined, budgetPerMonth: 100 } }).context).toEqual({
      needs: { gpu: true },
      budgetPerMonth: 100,
    });
    expect(after({ type: 'set-context', set: { region: 'westeurope', approach: undefined } })).toBe(before);
  });

  it('gets and loses needs, and the word for them with the last', () => {
    expect(after({ type: 'set-needs', set: { distributed: true } }).context.needs).toEqual({ gpu: true, distributed: true });
    expect(after({ type: 'set-needs', set: { gpu: undefined } }).context).toEqual({ region: 'westeurope' });
    expect(after({ type: 'set-needs', set: { gpu: true } })).toBe(before);
    expect(applyEdits({ ...before, context: {} }, [{ type: 'set-needs', set: { gpu: undefined } }]).context).toEqual({});
  });

  it('gets and loses assumptions', () => {
    expect(after({ type: 'set-assumption', name: 'data', value: '5 GB' }).assumptions).toEqual({ runsPerMonth: 30, data: '5 GB' });
    expect(after({ type: 'set-assumption', name: 'runsPerMonth', value: undefined }).assumptions).toEqual({});
    expect(after({ type: 'set-assumption', name: 'other', value: undefined })).toBe(before);
    expect(after({ type: 'set-assumption', name: 'runsPerMonth', value: 30 })).toBe(before);
  });

  it('gets a name, and gets and loses a summary', () => {
    expect(after({ type: 'set-plan', set: { name: 'New' } })).toMatchObject({ name: 'New', summary: 'A summary' });
    expect('summary' in after({ type: 'set-plan', set: { summary: undefined } })).toBe(false);
    expect(after({ type: 'set-plan', set: { name: 'A plan' } })).toBe(before);
  });

  it('gets and loses waivers', () => {
    const waiver = { rule: 'four', because: 'new' };
    expect(after({ type: 'add-waiver', waiver }).waivers.at(-1)).toBe(waiver);
    expect(after({ type: 'remove-waiver', at: 1 }).waivers.map(({ rule }) => rule)).toEqual(['one', 'three']);
    expect(after({ type: 'remove-waiver', at: 3 })).toBe(before);
    expect(after({ type: 'remove-waiver', at: -1 })).toBe(before);
  });
});

describe('several edits', () => {
  it('are made in their order', () => {
    const plan = after(
      { type: 'rename-id', from: 'copy', to: 'load' },
      { type: 'change-node', id: 'load', set: { title: 'Load' } },
      { type: 'change-node', id: 'copy', set: { title: 'nobody' } },
    );
    expect(plan.nodes['load']?.title).toBe('Load');
  });
});
