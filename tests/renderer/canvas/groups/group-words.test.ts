import { describe, expect, it } from 'vitest';
import { costWords } from '#engine/format';
import type { Finding } from '#engine/validate';
import type { EvaluatedRevision } from '#ipc';
import type { Mark } from '../../../../src/renderer/canvas/nodes/card-nodes.ts';
import { describeGroup, groupCostText, joinedMark, shownMarks } from '../../../../src/renderer/canvas/groups/group-words.ts';

const cost = (likely: number, unknown = 0, free = false) => ({ likely, unknown: Array.from({ length: unknown }, () => ({})), free });
const evaluation = {
  cost: { currency: 'USD', nodes: { a: cost(100), b: cost(20.5), free: cost(0, 0, true), unknown: cost(0, 1), part: cost(7, 1) } },
} as unknown as EvaluatedRevision; // nothing else of it is read

describe('what a group costs', () => {
  it.each([
    [['a', 'b'], '121 USD'],
    [['a', 'free'], '100 USD'],
    [['free', 'free'], 'free'],
    [['a', 'unknown'], 'at least 100 USD'],
    [['free', 'unknown'], 'cost unknown'],
    [['part'], 'at least 7.00 USD'],
    [['a', 'not answered yet'], undefined],
  ])('%j: %s', (nodes, words) => {
    expect(groupCostText(nodes, evaluation, costWords)).toBe(words);
  });
});

const finding = (number: number) => ({ key: `k${number}`, number }) as Finding; // nothing else of it is read
const mark = (worst: Mark['worst'], ...numbers: number[]): Mark => ({ worst, findings: numbers.map(finding) });

describe('what is found in a group', () => {
  it('is each finding once, in order, and as bad as the worst', () => {
    const joined = joinedMark([mark('info', 4), undefined, mark('error', 2, 4), mark('waived', 1)]);
    expect(joined?.worst).toBe('error');
    expect(joined?.findings.map(({ number }) => number)).toEqual([1, 2, 4]);
    expect(joinedMark([mark('waived', 1), mark('waived', 2)])?.worst).toBe('waived');
    expect(joinedMark([undefined, undefined])).toBeUndefined();
  });

  it('stands on its block, with what is found about the edges inside; edges to it have theirs on their line', () => {
    const marks = {
      nodes: new Map([
        ['a', mark('info', 1)],
        ['c', mark('error', 9)],
      ]),
      edges: new Map([
        ['a/b/data', mark('warning', 2)],
        ['a/c/data', mark('info', 3)],
        ['b/c/data', mark('warning', 4)],
      ]),
    };
    const groups = {
      membersOf: () => ['a', 'b'],
      edgesWithin: () => ['a/b/data'],
      edgesOf: () => ['a/c/data', 'b/c/data'],
    };
    const shown = shownMarks(marks, ['group:in'], groups, ['group:in/c/data']);
    expect(shown.nodes.get('group:in')).toEqual(mark('warning', 1, 2));
    expect(shown.edges.get('group:in/c/data')).toEqual(mark('warning', 3, 4));
    expect(shown.nodes.get('c')?.worst).toBe('error');
    expect(shownMarks(marks, [], groups, [])).toBe(marks);
  });
});

it('says what a collapsed group is in one line', () => {
  expect(describeGroup('Ingest', 5, 'at least 7.00 USD', mark('error', 1, 2))).toBe(
    'Group Ingest, 5 nodes, collapsed, at least 7.00 USD, 2 findings, worst: error',
  );
  expect(describeGroup('Ingest', 1, undefined, undefined)).toBe('Group Ingest, 1 node, collapsed');
});
