import { describe, expect, it } from 'vitest';
import { emptyPlan, flowOrder, laneOf, type LaneId, type Plan } from '#engine/plan';
import type { Finding } from '#engine/validate';
import { costWords } from '#engine/format';
import type { ColumnId } from '../../../src/renderer/outline/columns.ts';
import { cellText, outlineRows, type NodeRow, type RowSource } from '../../../src/renderer/outline/rows.ts';
import { aService } from '../../harness/small-catalog.ts';

const plan: Plan = {
  ...emptyPlan('Test'),
  nodes: {
    train: {
      service: 'trainer',
      title: 'Train',
      owner: 'Ada',
      settings: { code: 'src/train', inputs: { data: ['a', 'b'] } },
      definition: 'ml/train.yml',
    },
    copy: { service: 'copier', title: 'Copy', region: 'westeurope' },
    score: { service: 'gone' },
  },
  edges: [
    { from: 'copy', to: 'train', kind: 'data' },
    { from: 'copy', to: 'train', kind: 'control' },
    { from: 'train', to: 'score', kind: 'model' },
  ],
  groups: { night: { title: 'At night', nodes: ['copy'] }, untitled: { nodes: ['score'] } },
};
const services = new Map(
  [aService('trainer', { stages: ['training'] }), aService('copier', { stages: ['data-transfer'] })].map((service) => [
    service.id,
    service,
  ]),
);
const finding = (number: number, severity: Finding['severity'], nodes: string[], edges: string[] = [], waived = false) =>
  ({ number, key: `k${number}`, severity, nodes, edges, waived: waived ? { because: 'so' } : null }) as unknown as Finding; // nothing else of it is read
const cost = (likely: number, unknown = 0, free = false) => ({ likely, unknown: Array.from({ length: unknown }, () => ({})), free });
const stageOf: RowSource['stageOf'] = (node) => services.get(node.service)?.stages[0];
const source: RowSource = {
  plan,
  order: flowOrder(plan, (id) => stageOf(plan.nodes[id] ?? { service: '' })).order,
  evaluation: {
    findings: [
      finding(1, 'error', ['train']),
      finding(2, 'info', ['train']),
      finding(3, 'warning', ['train'], [], true),
      finding(4, 'warning', [], ['copy/train/data']),
    ],
    cost: { currency: 'USD', nodes: { train: cost(120, 1), copy: cost(0, 0, true), score: cost(0, 1) } },
  } as unknown as RowSource['evaluation'], // nothing else of it is read
  service: (id) => services.get(id),
  stageOf,
  laneOf: (node) => laneOf(stageOf(node)),
  costWords,
};
const none: ReadonlySet<LaneId> = new Set();
const inFlow = { by: 'step', down: false } as const;
const titles = (closed = none, sorting: { by: ColumnId; down: boolean } = inFlow) =>
  outlineRows(source, closed, sorting).map(({ title }) => title);
const node = (id: string) => outlineRows(source, none, inFlow).find((row) => row.type === 'node' && row.id === id) as NodeRow;

describe('the outline', () => {
  it('says in one line what runs in a node, and where its file is', () => {
    expect(cellText(node('train'), 'definition')).toBe('code: src/train, inputs: {data: [a, b]}, ml/train.yml');
    expect(cellText(node('copy'), 'definition')).toBe('');
  });

  it('has a row for each lane with nodes, and its nodes under it', () => {
    expect(titles()).toEqual(['Orchestration', 'score', 'Data transfer', 'Copy', 'Training', 'Train']);
    expect(titles(new Set<LaneId>(['training']))).toEqual(['Orchestration', 'score', 'Data transfer', 'Copy', 'Training']);
  });

  it('numbers nodes by the flow, and names what they lead to once', () => {
    expect(['copy', 'train', 'score'].map((id) => node(id).step)).toEqual([1, 2, 3]);
    expect(node('copy').connects).toBe('Train');
  });

  it('names the group that a node stands in, by its id where it has no title', () => {
    expect(['copy', 'train', 'score'].map((id) => cellText(node(id), 'group'))).toEqual(['At night', '', 'untitled']);
  });

  it('says what is unknown, and counts what is open', () => {
    expect(node('train').cost).toBe('at least 120 USD');
    expect(node('copy').cost).toBe('free');
    expect(node('score').cost).toBe('unknown');
    expect(node('score').service).toBe('Unknown: gone');
    expect(cellText(node('train'), 'findings')).toBe('1 error, 1 advice');
    expect(cellText(node('copy'), 'findings')).toBe('1 warning'); // of its edge
    expect(cellText(node('score'), 'findings')).toBe('');
  });

  it('sorts within lanes', () => {
    const all: RowSource = { ...source, laneOf: () => 'training' };
    const by = (column: ColumnId, down: boolean) =>
      outlineRows(all, none, { by: column, down }).flatMap((row) => (row.type === 'node' ? row.id : []));
    expect(by('title', false)).toEqual(['copy', 'score', 'train']);
    expect(by('cost', true)).toEqual(['train', 'copy', 'score']);
    expect(by('findings', true)).toEqual(['train', 'copy', 'score']);
    expect(
      outlineRows(all, none, inFlow)
        .slice(1)
        .map((row) => row.type === 'node' && [row.place, row.of]),
    ).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });
});
