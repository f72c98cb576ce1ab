import { describe, expect, it } from 'vitest';
import { swapEdits } from '#engine/catalog';
import { applyEdits, edgeId, type PlanNode } from '#engine/plan';
import { aCatalog, aPlan, aService, choice, count } from '../../harness/small-catalog.ts';

const catalog = aCatalog(
  aService('copy', {
    name: 'Copy service',
    shortName: 'Copy',
    inputs: { control: ['call'], data: ['file'] },
    outputs: { data: ['file'] },
    usage: [count('runs'), choice('tier', ['standard', 'premium']), count('units')],
  }),
  aService('flow', {
    name: 'Flow service',
    shortName: 'Flow',
    inputs: { control: ['call'], data: ['table'] },
    outputs: { data: ['file', 'table'] },
    usage: [count('runs'), choice('tier', ['premium', 'gold'])],
  }),
  aService('store', { inputs: { data: ['file', 'table'] }, outputs: { data: ['file'] } }),
  aService('starter', { outputs: { control: ['call'] } }),
);

function swapped(node: PlanNode, edges: readonly string[] = []) {
  const plan = aPlan(
    { work: node, source: { service: 'store' }, sink: { service: 'store' }, start: { service: 'starter' }, odd: { service: 'unheard-of' } },
    edges,
  );
  const edits = swapEdits(plan, catalog, 'work', 'flow');
  return { edits, after: applyEdits(plan, edits) };
}

describe('a swap of a service', () => {
  it('keeps the edges that the new service can take, and removes the others', () => {
    const { after } = swapped({ service: 'copy' }, ['start control work', 'source data work', 'work data sink']);
    // the new service reads no files, which is all that the source gives
    expect(after.edges.map(edgeId)).toEqual(['start/work/control', 'work/sink/data']);
  });

  it('keeps edges to what the catalog does not know, and those that have nothing to do with it', () => {
    const edges = ['odd data work', 'work data nowhere', 'source data sink', 'sink model start'];
    expect(swapped({ service: 'copy' }, edges).after.edges).toHaveLength(edges.length);
  });

  it('keeps the usage that both services have, where a choice is still one of the choices', () => {
    const { after } = swapped({ service: 'copy', usage: { runs: 30, tier: 'premium', units: 4, 'x-why': 'measured' } });
    expect(after.nodes['work']).toEqual({ service: 'flow', usage: { runs: 30, tier: 'premium', 'x-why': 'measured' } });
    expect(swapped({ service: 'copy', usage: { tier: 'standard', units: 2 } }).after.nodes['work']).toEqual({ service: 'flow' });
  });

  it.each(['Copy service', 'Copy'])('takes a title away with the service that it was the name of: "%s"', (title) => {
    expect(swapped({ service: 'copy', title }).after.nodes['work']?.title).toBe('Flow');
  });

  it('turns the record of the decision: the old choice is rejected, and the reason for the new one is open', () => {
    const decided = (decision: PlanNode['decision']) => swapped({ service: 'copy', decision }).after.nodes['work']?.decision;
    expect(decided({ because: 'It is cheap.', rejected: { flow: 'Too dear.', store: 'Too slow.' } })).toEqual({
      rejected: { store: 'Too slow.', copy: 'Chosen before: It is cheap.' },
    });
    expect(decided({ rejected: { flow: 'Too dear.' } })).toEqual({ rejected: { copy: 'Not said yet' } });
    expect(decided(undefined)).toBeUndefined();
  });

  it("keeps a title of the user's own, and leaves none where there was none", () => {
    expect(swapped({ service: 'copy', title: 'Copy orders' }).after.nodes['work']?.title).toBe('Copy orders');
    expect(swapped({ service: 'copy' }).after.nodes['work']?.title).toBeUndefined();
  });

  it('forgets the stage, which was one of the old service', () => {
    expect(swapped({ service: 'copy', stage: 'data-transfer' }).after.nodes['work']?.stage).toBeUndefined();
  });

  it('is nothing for a node or service that is not there, and for the service that is there already', () => {
    const plan = aPlan({ work: { service: 'copy' } });
    expect(swapEdits(plan, catalog, 'other', 'flow')).toEqual([]);
    expect(swapEdits(plan, catalog, 'work', 'other')).toEqual([]);
    expect(swapEdits(plan, catalog, 'work', 'copy')).toEqual([]);
  });
});
