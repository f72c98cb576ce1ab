import { moneyRange, signedMoney } from '#engine/format';
import { shortName, shortText } from '#engine/plan';
import { severities, type Finding } from '#engine/validate';
import {
  changeMarks,
  costText,
  differenceOf,
  gainOf,
  nameOf,
  nodeCostOf,
  nodeDifferenceOf,
  nodeTitle,
  partPointsOf,
  pointsOf,
  summaryOf,
  wordsOf,
  type ComparedPlans,
} from './compared';
import { markdown, markdownLine } from './markdown';

/** Characters of a comment that code hosts take: GitHub 65,536, and Azure DevOps 150,000. */
const mostCharacters = 60_000;
/** Rows of each list, fewer if the comment is too long. */
const rows = [100, 40, 15, 5, 2] as const;
const severityNames = { error: 'error', warning: 'warning', info: 'advice' } as const;

/**
 * The result of `diff` as a comment on a pull request. Its first line is a comment that is not shown, by which a later run finds it. Lists
 * are cut so that a code host takes it.
 */
export function diffMarkdown(compared: ComparedPlans): string {
  let text = '';
  for (const most of rows) {
    text = comment(compared, most);
    if (text.length <= mostCharacters) break;
  }
  return text;
}

function comment(compared: ComparedPlans, most: number): string {
  const { before, after, diff, consequences } = compared;
  const name = shortName(after.read.plan.name || before.read.plan.name);
  const { added, resolved, waived } = consequences.findings;
  const { difference } = consequences.cost;
  const parts = ['<!-- pipedraft diff -->', `## ${cell(name)}: ${cell(headline(compared))}`];
  parts.push(`${line(nameOf(before))} → ${cell(nameOf(after))}: ${cell(summaryOf(diff))}.`);
  if (diff.changes.length === 0) return `${parts.join('\n\n')}\n`;
  parts.push(figures(compared));
  if (added.length > 0) parts.push(`**New findings (${added.length})**`, findingList(added, most));
  if (resolved.length > 0) parts.push(`**Resolved findings (${resolved.length})**`, findingList(resolved, most, new Set(waived)));
  if (added.length + resolved.length === 0) parts.push('No finding comes or goes.');
  parts.push(folded(`Changes (${diff.changes.length})`, changeTable(compared, most)));
  if (difference !== undefined && consequences.cost.nodes.length > 0)
    parts.push(folded(`Cost by node (${consequences.cost.nodes.length})`, costTable(compared, most)));
  parts.push(scoreParts(compared), fileList(compared, most));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What a reviewer wants to know first: money and findings. */
function headline({ diff, consequences: { cost, findings } }: ComparedPlans): string {
  if (diff.changes.length === 0) return summaryOf(diff);
  const worse = severities
    .map((severity) => ({ severity, count: findings.added.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} new ${severityNames[severity]}${count === 1 || severity === 'info' ? '' : 's'}`);
  const known = cost.unknown.before + cost.unknown.after > 0 ? ', as far as it is known' : '';
  const money =
    cost.difference === undefined ? 'cost not comparable' : `${signedMoney(cost.difference, cost.currency.after)} a month${known}`;
  return [money, ...(worse.length > 0 ? worse : ['no new findings'])].join(', ');
}

function figures({ consequences }: ComparedPlans): string {
  const { cost, scores, maturity, findings } = consequences;
  const { monthly, unknown, currency } = cost;
  const range = (side: 'before' | 'after') => moneyRange(monthly[side]) ?? '';
  const hasRange = range('before') !== '' || range('after') !== '';
  const level = maturity.after - maturity.before;
  return table(
    ['', 'Before', 'After', 'Difference'],
    [
      [
        'Cost a month',
        costText(monthly.before, unknown.before, currency.before),
        costText(monthly.after, unknown.after, currency.after),
        differenceOf(consequences),
      ],
      ...(hasRange ? [['Range', range('before'), range('after'), '']] : []),
      ...scores.map(({ title, value }) => [title, pointsOf(value.before), pointsOf(value.after), gainOf(value)]),
      ['MLOps maturity', `level ${maturity.before}`, `level ${maturity.after}`, gainOf({ before: 0, after: level })],
      ['Open findings', String(findings.open.before), String(findings.open.after), gainOf(findings.open)],
    ],
    '---:',
  );
}

function findingList(findings: readonly Finding[], most: number, waived: ReadonlySet<string> = new Set()): string {
  const shown = findings.slice(0, most).map((finding) => {
    const note = waived.has(finding.key) ? ' (waived now)' : '';
    return `- ${severityNames[finding.severity]}: ${cell(finding.message)}${note}`;
  });
  return [...shown, ...rest(findings.length - shown.length)].join('\n');
}

function changeTable(compared: ComparedPlans, most: number): string {
  const shown = compared.diff.changes.slice(0, most).flatMap((change) => {
    const { title, what, keys } = wordsOf(change, compared);
    const former = change.kind === 'renamed' ? ` from ${change.formerId ?? ''} to ${change.id}` : '';
    const first = [changeMarks[change.kind], shortName(title), shortName(what), `${change.kind}${former}`];
    const values = keys.map((key) => `${shortName(key.title)}: ${shortName(key.before)} → ${shortName(key.after)}`);
    return values.length === 0 ? [[...first, '']] : values.map((value, at) => [...(at === 0 ? first : ['', '', '', '']), value]);
  });
  const cut = compared.diff.changes.length - Math.min(most, compared.diff.changes.length);
  return [table(['', 'What', 'Kind', 'Change', 'Values'], shown), ...rest(cut)].join('\n\n');
}

function costTable(compared: ComparedPlans, most: number): string {
  const { nodes, currency } = compared.consequences.cost;
  const shown = nodes
    .slice(0, most)
    .map((node) => [shortName(nodeTitle(node.node, compared)), nodeCostOf(node, currency), nodeDifferenceOf(node, currency.after)]);
  return [table(['Node', 'Cost a month', 'Difference'], shown), ...rest(nodes.length - shown.length)].join('\n\n');
}

function scoreParts({ consequences }: ComparedPlans): string {
  const shown = consequences.scores.flatMap(({ title, parts }) =>
    parts.map((part) => [`${title}: ${part.title}`, partPointsOf(part), part.because]),
  );
  return shown.length === 0 ? '' : folded(`Parts of the scores (${shown.length})`, table(['Part', 'Points', 'Because'], shown));
}

function fileList({ files }: ComparedPlans, most: number): string {
  if ('unknown' in files) return `Which exported files change is not known: ${cell(files.unknown)}`;
  if (files.length === 0) return '';
  const shown = files.slice(0, most).map(({ path, kind }) => `- ${cell(path)}: ${kind}`);
  return folded(`Exported files that change (${files.length})`, [...shown, ...rest(files.length - shown.length)].join('\n'));
}

function rest(count: number): string[] {
  return count > 0 ? [`… and ${count} more`] : [];
}

/** A part that is shown when its title is clicked. @param title of our own words */
function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

function table(head: readonly string[], body: readonly (readonly string[])[], others = '---'): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), `| ${head.map((_, at) => (at === 0 ? '---' : others)).join(' | ')} |`, ...body.map(row)].join('\n');
}

function cell(value: string): string {
  return markdown(shortText(value));
}

function line(value: string): string {
  return markdownLine(shortText(value));
}
