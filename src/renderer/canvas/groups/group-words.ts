import type { NodeId } from '#engine/plan';
import type { Answer } from '#ipc';
import { count } from '../../wording/format';
import { findingsSaid, type Mark, type Marks } from '../nodes/card-nodes';

/** What a group's nodes cost a month together, said as a card says what one costs: what is unknown is not counted as nothing. */
export function groupCostText(
  nodes: readonly NodeId[],
  answer: Answer | undefined,
  money: (amount: number, currency: string) => string,
): string | undefined {
  const cost = answer?.cost;
  const parts = nodes.flatMap((id) => cost?.nodes[id] ?? []);
  if (!cost || parts.length < nodes.length) return undefined;
  const sum = parts.reduce((total, { likely }) => total + likely, 0);
  if (parts.some(({ unknown }) => unknown.length > 0)) return sum > 0 ? `over ${money(sum, cost.currency)}` : 'cost unknown';
  return parts.every(({ free }) => free) ? 'free' : money(sum, cost.currency);
}

/** All that is found about some places, as one mark; each finding once. */
export function joinedMark(marks: readonly (Mark | undefined)[]): Mark | undefined {
  const there = marks.filter((mark) => mark !== undefined);
  if (there.length < 2) return there[0];
  const findings = [...new Map(there.flatMap((mark) => mark.findings).map((finding) => [finding.key, finding])).values()];
  const worst = worstFirst.find((severity) => there.some((mark) => mark.worst === severity)) ?? 'waived';
  return { worst, findings: findings.sort((a, b) => a.number - b.number) };
}

const worstFirst = ['error', 'warning', 'info', 'waived'] as const satisfies readonly Mark['worst'][];

/** The marks of what is drawn: those of the plan, and those of blocks and of the lines that lead to them. */
export function shownMarks(
  marks: Marks,
  blocks: readonly string[],
  groups: {
    membersOf(block: string): readonly NodeId[];
    edgesWithin(block: string): readonly string[];
    edgesOf(line: string): readonly string[];
  },
  lines: Iterable<string>,
): Marks {
  if (blocks.length === 0) return marks;
  const nodes = new Map(marks.nodes);
  for (const block of blocks) {
    const inside = [
      ...groups.membersOf(block).map((id) => marks.nodes.get(id)),
      ...groups.edgesWithin(block).map((id) => marks.edges.get(id)),
    ];
    const mark = joinedMark(inside);
    if (mark) nodes.set(block, mark);
  }
  const edges = new Map(marks.edges);
  for (const line of lines) {
    const mark = joinedMark(groups.edgesOf(line).map((id) => marks.edges.get(id)));
    if (mark) edges.set(line, mark);
  }
  return { nodes, edges };
}

/** What a collapsed group is, in one line. */
export function describeGroup(title: string, nodes: number, cost: string | undefined, mark: Mark | undefined): string {
  return [`Group ${title}`, count(nodes, 'node'), 'collapsed', cost, mark ? findingsSaid(mark) : ''].filter(Boolean).join(', ');
}
