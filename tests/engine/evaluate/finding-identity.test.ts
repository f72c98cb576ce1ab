import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consequenceOf, evaluate, type EvaluateInput } from '#engine/evaluate';
import { applyEdits, changeBetween, readPlan, type Plan, type PlanEdit } from '#engine/plan';
import { rules, type Finding } from '#engine/validate';
import { findingsBetween } from '../../../src/engine/evaluate/finding-identity.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

const file = join(import.meta.dirname, '..', '..', '..', 'resources', 'examples', 'demand-forecast.pipedraft.yaml');
const { plan } = readPlan(readFileSync(file, 'utf8'), file);
const inputOf = (one: Plan): EvaluateInput => ({ plan: one, catalog, book, scoring, rules, today: '2026-11-21' });

function comesTo(...edits: readonly PlanEdit[]) {
  const input = inputOf(plan);
  return consequenceOf(input, evaluate(input), { change: changeBetween(plan, applyEdits(plan, edits)) });
}

const finding = (part: Partial<Finding>) =>
  ({ rule: 'r', nodes: [], edges: [], message: 'm', severity: 'info', waived: null, ...part }) as unknown as Finding;
const between = (before: Partial<Finding>, after: Partial<Finding>) => {
  const { added, gone } = findingsBetween([finding({ key: 'before', ...before })], [finding({ key: 'after', ...after })]);
  return [added.length, gone.length];
};

describe('a finding whose words change with the numbers in them', () => {
  it('neither comes nor goes: an amount that is counted with the prices of another region', () => {
    const told = evaluate(inputOf(plan)).findings.find(({ rule }) => rule === 'price-region-known');
    expect(told?.nodes.length).toBeGreaterThan(1);
    const { added, gone } = comesTo({ type: 'remove-nodes', ids: [told?.nodes[0] ?? ''], heal: true });
    for (const list of [added, gone]) expect(list.filter(({ key }) => key.startsWith('price-region-known|'))).toEqual([]);
  });

  it('is the same where its rule counts more nodes, or fewer', () => {
    expect(between({ nodes: ['a'] }, { nodes: ['a', 'b'] })).toEqual([0, 0]);
    expect(between({ nodes: ['a', 'b'] }, { nodes: ['b'] })).toEqual([0, 0]);
    expect(between({ nodes: ['a'], path: ['nodes', 'a', 'owner'] }, { nodes: ['b', 'a'], path: ['nodes', 'b', 'owner'] })).toEqual([0, 0]);
  });

  it('is the same where its edge moved up in the list', () => {
    const at = (place: number, edges: readonly string[]) => ({ edges, path: ['edges', place, 'kind'] });
    expect(between(at(3, ['a/b/data']), at(2, ['a/b/data', 'a/c/data']))).toEqual([0, 0]);
  });

  it('is another one at other places, of another rule, or about another field', () => {
    expect(between({ nodes: ['a', 'b'] }, { nodes: ['a', 'c'] })).toEqual([1, 1]);
    expect(between({ nodes: [] }, { nodes: ['a'] })).toEqual([1, 1]);
    expect(between({ nodes: ['a'] }, { nodes: ['a'], rule: 'other' })).toEqual([1, 1]);
    expect(between({ nodes: ['a'], path: ['nodes', 'a', 'owner'] }, { nodes: ['a'], path: ['nodes', 'a', 'region'] })).toEqual([1, 1]);
    expect(between({ nodes: ['a'], edges: ['a/b/data'] }, { nodes: ['a'], edges: ['a/c/data'] })).toEqual([1, 1]);
  });

  it('comes when it was waived before', () => {
    expect(between({ nodes: ['a'], waived: { because: 'x' } }, { nodes: ['a'] })).toEqual([1, 0]);
  });
});
