import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreshKeys, PlanSchema, freshId, freshKey, idPattern } from '#engine/plan';
import { anyText } from '../../harness/arbitraries.ts';

const nodes = (...ids: string[]) => ({ nodes: Object.fromEntries(ids.map((id) => [id, { service: 'docker' }])) });

describe('the id of a new node', () => {
  it.each([
    ['Copy orders', 'copy-orders'],
    ['  Übung: Größe  ', 'ubung-gro-e'],
    ['2 models', 'models'],
    ['--- x ---', 'x'],
    ['日本語', 'node'],
    ['', 'node'],
    ['constructor', 'node'],
    ['Prototype', 'node'],
    ['a very long title that goes on and on and never comes to an end', 'a-very-long-title-that-goes-on-and-on-an'],
  ])('is made from its title: %s', (title, id) => {
    expect(freshId(nodes(), title)).toBe(id);
  });

  it('gets a number when the name is taken', () => {
    expect(freshId(nodes('copy'), 'Copy')).toBe('copy-2');
    expect(freshId(nodes('copy', 'copy-2', 'copy-3'), 'Copy')).toBe('copy-4');
  });

  it('is always one that can be written, and never one that is taken', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 12 }), (titles) => {
        const plan = { nodes: {} as Record<string, { service: string }> };
        for (const title of titles) {
          const id = freshId(plan, title);
          expect(id).toMatch(idPattern);
          expect(Object.hasOwn(plan.nodes, id)).toBe(false);
          plan.nodes[id] = { service: 'docker' };
        }
        expect(PlanSchema.safeParse({ pipedraft: 1, name: 'A', ...plan }).success).toBe(true);
      }),
    );
  });
});

describe('many new keys', () => {
  it('are those that would be made one after another', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Copy', 'Copy 2', 'copy-3', 'lake', '日本語', 'a'.repeat(70)), { maxLength: 30 }), (titles) => {
        const taken: Record<string, unknown> = { copy: 1, 'lake-2': 1 };
        const keys = new FreshKeys({ ...taken });
        for (const title of titles) {
          const key = keys.next(title, 'node');
          expect(key).toBe(freshKey(taken, title, 'node'));
          taken[key] = 1;
        }
      }),
    );
  });
});
