import type { NodeId } from '#engine/plan';
import type { EvaluatedRevision } from '#ipc';
import { costOfAll, counted } from '#engine/format';
import { shownName } from '../../wording/shown';
import { findingsSaid, onCard, type CostWords, type Mark, type Marks } from '../nodes/card-nodes';

/** Monthly cost of a group's nodes, written as on a card: an unknown cost does not count as zero. */
export function groupCostText(nodes: readonly NodeId[], evaluation: EvaluatedRevision | undefined, words: CostWords): string | undefined {
  const cost = evaluation?.cost;
  const parts = nodes.flatMap((id) => cost?.nodes[id] ?? []);
  if (!cost || parts.length < nodes.length) return undefined;
  return onCard(words(costOfAll(parts), cost.currency));
}

/** All findings about some places as one mark; each finding once. */
export function joinedMark(marks: readonly (Mark | undefined)[]): Mark | undefined {
  const there = marks.filter((mark) => mark !== undefined);
  if (there.length < 2) return there[0];
  const findings = [...new Map(there.flatMap((mark) => mark.findings).map((finding) => [finding.key, finding])).values()];
  const worst = worstFirst.find((severity) => there.some((mark) => mark.worst === severity)) ?? 'waived';
  return { worst, findings: findings.sort((a, b) => a.number - b.number) };
}

const worstFirst = ['error', 'warning', 'info', 'waived'] as const satisfies readonly Mark['worst'][];

/** The marks of the drawn elements: those of the plan, and those of blocks and of the lines at blocks. */
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

/** A collapsed group in one line. */
export function describeGroup(title: string, nodes: number, cost: string | undefined, mark: Mark | undefined): string {
  return [`Group ${shownName(title)}`, counted(nodes, 'node'), 'collapsed', cost, mark ? findingsSaid(mark) : '']
    .filter(Boolean)
    .join(', ');
}
