import { describe, expect, it } from 'vitest';
import { costWords } from '#engine/format';
import type { Finding } from '#engine/validate';
import type { EvaluatedRevision } from '#ipc';
import { costTogether, findingsWithin } from '../../../src/renderer/inspector/selection-totals.ts';

const cost = (likely: number, unknown = 0, free = false) => ({ likely, unknown: Array.from({ length: unknown }, () => ({})), free });
const evaluation = {
  cost: { currency: 'USD', nodes: { a: cost(100), b: cost(120), free: cost(0, 0, true), unknown: cost(0, 1), part: cost(700, 2) } },
} as unknown as EvaluatedRevision; // nothing else of it is read

describe('what nodes cost together', () => {
  it.each([
    [['a', 'b'], '220 USD', 0],
    [['a', 'free'], '100 USD', 0],
    [['free', 'free'], 'free', 0],
    [['a', 'unknown', 'part'], 'at least 800 USD', 2],
    [['free', 'unknown'], 'unknown', 1],
    [['a', 'not answered yet'], '…', 0],
  ])('%j: %s', (nodes, amount, unknown) => {
    expect(costTogether(nodes, evaluation, costWords)).toEqual({ amount, unknown });
  });

  it('waits for the first evaluation', () => {
    expect(costTogether(['a'], undefined, costWords).amount).toBe('…');
  });
});

it('finds what is about the nodes and the edges between them, but not about edges that lead out', () => {
  const finding = (key: string, nodes: string[], edges: string[] = []) => ({ key, nodes, edges }) as unknown as Finding; // nothing else of it is read
  const all = [
    finding('edge inside', [], ['a/b/data']),
    finding('edge out', [], ['b/c/data']),
    finding('another node', ['c']),
    finding('several nodes', ['c', 'b']),
    finding('the plan', []),
  ];
  expect(findingsWithin(['a', 'b'], all).map(({ key }) => key)).toEqual(['edge inside', 'several nodes']);
});
