import type { Finding, Pillar, Severity } from '#engine/validate';

export type Filter = Severity | 'waived';
export type Grouping = 'none' | 'rule' | 'pillar' | 'stage' | 'node';

/** The pillars of the Well-Architected Framework, in its order. */
export const pillarTitles: Readonly<Record<Pillar, string>> = {
  reliability: 'Reliability',
  security: 'Security',
  'cost-optimization': 'Cost Optimization',
  'operational-excellence': 'Operational Excellence',
  'performance-efficiency': 'Performance Efficiency',
};
export const pillarIds = Object.keys(pillarTitles) as readonly Pillar[]; // the keys are the pillars

/** A row of the list: a finding, or the heading of a group. */
export type Row =
  | { readonly type: 'finding'; readonly key: string; readonly finding: Finding }
  | { readonly type: 'group'; readonly key: string; readonly title: string; readonly count: number };

export function countBy(findings: readonly Finding[]): Readonly<Record<Filter, number>> {
  const counts = { error: 0, warning: 0, info: 0, waived: 0 };
  for (const finding of findings) counts[finding.waived ? 'waived' : finding.severity] += 1;
  return counts;
}

/** True if a finding is shown: its severity is not hidden, and it contains every typed word. */
export function passes(finding: Finding, hidden: ReadonlySet<Filter>, query: string, titleOf: (id: string) => string): boolean {
  if (hidden.has(finding.waived ? 'waived' : finding.severity)) return false;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = [String(finding.number), finding.message, finding.rule, finding.title, ...finding.nodes.map(titleOf)]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Findings in their order, under headings if they are grouped. */
export function grouped(
  findings: readonly Finding[],
  grouping: Grouping,
  names: { readonly stage: (finding: Finding) => string; readonly node: (id: string) => string },
): readonly Row[] {
  const rowOf = (finding: Finding, group = ''): Row => ({ type: 'finding', key: `${group}${finding.key}`, finding });
  if (grouping === 'none') return findings.map((finding) => rowOf(finding));
  const groups = new Map<string, Finding[]>();
  const put = (title: string, finding: Finding) => groups.set(title, [...(groups.get(title) ?? []), finding]);
  for (const finding of findings) {
    if (grouping === 'rule') put(finding.title, finding);
    else if (grouping === 'pillar') put(pillarTitles[finding.pillar], finding);
    else if (grouping === 'stage') put(names.stage(finding), finding);
    else if (finding.nodes.length === 0) put('The plan', finding);
    else for (const id of finding.nodes) put(names.node(id), finding);
  }
  return [...groups].flatMap(([title, list]): Row[] => [
    { type: 'group', key: `group ${title}`, title, count: list.length },
    ...list.map((finding) => rowOf(finding, `${title} `)),
  ]);
}
