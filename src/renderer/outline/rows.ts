import {
  edgeEnds,
  titleOf,
  groupsByNode,
  groupTitleOf,
  lanes,
  stages,
  type LaneId,
  type Plan,
  type PlanNode,
  type SettingValue,
  type Stage,
} from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Finding, Severity } from '#engine/validate';
import type { EvaluatedRevision } from '#ipc';
import { counted, type KnownCost } from '#engine/format';
import type { ColumnId, Sorting } from './columns';

export interface LaneRow {
  readonly type: 'lane';
  readonly key: string;
  readonly lane: LaneId;
  readonly title: string;
  readonly nodes: number;
  readonly expanded: boolean;
}

export interface NodeRow {
  readonly type: 'node';
  readonly key: string;
  readonly id: string;
  readonly lane: LaneId;
  readonly node: PlanNode;
  readonly step: number;
  readonly title: string;
  readonly service: string;
  readonly stage: string;
  /** Titles of the nodes that its edges lead to. */
  readonly connects: string;
  /** Title of its group. */
  readonly group: string;
  readonly owner: string;
  readonly region: string;
  /** Its settings and its file, in one line. */
  readonly definition: string;
  /** Cost in words; an unknown cost is named as such. */
  readonly cost: string;
  readonly amount: number;
  /** Its open findings, in the order of the list. */
  readonly findings: readonly Finding[];
  readonly worst: Severity | undefined;
  /** Its position in the lane, and the number of nodes there. */
  readonly place: number;
  readonly of: number;
}
export type Row = LaneRow | NodeRow;

export interface RowSource {
  readonly plan: Pick<Plan, 'nodes' | 'edges' | 'context' | 'groups'>;
  /** Ids of the nodes in reading order. */
  readonly order: readonly string[];
  readonly evaluation: Pick<EvaluatedRevision, 'findings' | 'cost'> | undefined;
  service(id: string): Service | undefined;
  stageOf(node: PlanNode): Stage | undefined;
  laneOf(node: PlanNode): LaneId;
  /** An amount that may be incomplete, in the user's number format. */
  costWords(cost: KnownCost, currency: string): string;
}

/** The plan as rows: a row for each lane that has nodes, followed by its nodes. */
export function outlineRows(source: RowSource, closed: ReadonlySet<LaneId>, sorting: Sorting): readonly Row[] {
  const byLane = new Map<LaneId, NodeRow[]>();
  for (const row of nodeRows(source)) {
    const list = byLane.get(row.lane);
    if (list) list.push(row);
    else byLane.set(row.lane, [row]);
  }
  return lanes.flatMap(({ id, title }): Row[] => {
    const members = byLane.get(id);
    if (!members) return [];
    const expanded = !closed.has(id);
    const lane: LaneRow = { type: 'lane', key: `lane ${id}`, lane: id, title, nodes: members.length, expanded };
    const sorted = members.toSorted((a, b) => compare(a, b, sorting.by) * (sorting.down ? -1 : 1) || a.step - b.step);
    return [lane, ...(expanded ? sorted.map((row, at) => ({ ...row, place: at + 1, of: members.length })) : [])];
  });
}

/** Text of a cell. */
export function cellText(row: NodeRow, column: ColumnId): string {
  switch (column) {
    case 'step':
      return String(row.step);
    case 'findings':
      return findingWords(row.findings);
    default:
      return row[column];
  }
}

const severityWords = { error: 'error', warning: 'warning', info: 'advice' } as const;

/** Number of findings of each severity: "1 error, 2 warnings". */
export function findingWords(findings: readonly Pick<Finding, 'severity'>[]): string {
  return (['error', 'warning', 'info'] as const)
    .flatMap((severity) => {
      const number = findings.filter((finding) => finding.severity === severity).length;
      return number === 0 ? [] : [counted(number, severityWords[severity], severity === 'info' ? 'advice' : undefined)];
    })
    .join(', ');
}

function nodeRows({ plan, order, evaluation, service, stageOf, laneOf, costWords }: RowSource): NodeRow[] {
  const out = new Map<string, string[]>();
  for (const { from, to } of plan.edges) {
    const title = titleOf(plan, to);
    const list = out.get(from);
    if (!list) out.set(from, [title]);
    else if (!list.includes(title)) list.push(title);
  }
  const groups = groupsByNode(plan.groups);
  const findings = findingsByNode(evaluation?.findings ?? []);
  return order.flatMap((id, at): NodeRow[] => {
    const node = plan.nodes[id];
    if (!node) return [];
    const about = findings.get(id) ?? [];
    const cost = evaluation?.cost?.nodes[id];
    const stage = stageOf(node);
    const group = groups.get(id);
    return [
      {
        type: 'node',
        key: `node ${id}`,
        id,
        lane: laneOf(node),
        node,
        step: at + 1,
        title: node.title ?? id,
        service: service(node.service)?.shortName ?? `Unknown: ${node.service}`,
        stage: stages.find((one) => one.id === stage)?.title ?? 'unknown',
        connects: (out.get(id) ?? []).join(', '),
        group: group === undefined ? '' : groupTitleOf(plan, group),
        owner: node.owner ?? '',
        region: node.region ?? '',
        definition: definitionWords(node),
        cost: cost ? costWords(cost, evaluation.cost?.currency ?? '') : '…',
        amount: cost?.likely ?? 0,
        findings: about,
        worst: (['error', 'warning', 'info'] as const).find((severity) => about.some((finding) => finding.severity === severity)),
        place: 1,
        of: 1,
      },
    ];
  });
}

/** What runs in a node: "code: src/train, command: python train.py, ml/components/train.yml". */
function definitionWords({ settings = {}, definition }: PlanNode): string {
  const words = (value: SettingValue): string => {
    if (typeof value !== 'object') return String(value);
    if (Array.isArray(value)) return `[${value.map(words).join(', ')}]`;
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${words(inner)}`)
      .join(', ')}}`;
  };
  const stated = Object.entries(settings).map(([key, value]) => `${key}: ${words(value)}`);
  return [...stated, ...(definition === undefined ? [] : [definition])].join(', ');
}

function findingsByNode(findings: readonly Finding[]): Map<string, Finding[]> {
  const byNode = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.waived) continue;
    for (const place of new Set([...finding.nodes, ...finding.edges.map((edge) => edgeEnds(edge).from)])) {
      const list = byNode.get(place);
      if (list) list.push(finding);
      else byNode.set(place, [finding]);
    }
  }
  return byNode;
}

const weight = { error: 10_000, warning: 100, info: 1 } as const;

function compare(a: NodeRow, b: NodeRow, by: ColumnId): number {
  switch (by) {
    case 'step':
      return a.step - b.step;
    case 'cost':
      return a.amount - b.amount;
    case 'findings':
      return sum(a) - sum(b);
    default:
      return a[by].toLowerCase() < b[by].toLowerCase() ? -1 : a[by].toLowerCase() > b[by].toLowerCase() ? 1 : 0;
  }
}

function sum({ findings }: NodeRow): number {
  return findings.reduce((total, { severity }) => total + weight[severity], 0);
}
