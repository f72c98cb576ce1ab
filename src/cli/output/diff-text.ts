import { moneyRange } from '#engine/format';
import type { Change } from '#engine/diff';
import type { Finding } from '#engine/validate';
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
import { shownName, shownText } from './safe-text';
import { styleOf, wrap, type Style } from './style';

/** Nodes whose cost differs that are listed; the others are counted. */
const mostNodes = 10;
const marks = { error: '✗', warning: '▲', info: '•' } as const;

/** The result of `diff` for a person at a terminal: the changes, then what they do to cost, scores, findings and files. */
export function diffText(compared: ComparedPlans, screen: { readonly colour: boolean; readonly columns: number }): string {
  const { before, after, diff, consequences, files } = compared;
  const style = styleOf(screen.colour);
  const width = Math.min(Math.max(screen.columns, 60), 120);
  const lines = [
    `${style.bold(shownName(after.read.plan.name || before.read.plan.name))}  ${style.dim(`${shownText(nameOf(before))} → ${shownText(nameOf(after))}`)}`,
    wrap(`${capital(summaryOf(diff))}.`, width, ''),
  ];
  if (diff.changes.length === 0) return `${lines.join('\n')}\n`;
  lines.push('', style.bold(`Changes (${diff.changes.length})`));
  for (const change of diff.changes) lines.push(...changeLines(change, compared, style, width));
  lines.push('', style.bold('Cost a month'), ...costLines(compared, style));
  lines.push('', style.bold('Scores'), ...scoreLines(compared, style, width));
  const { added, resolved, waived } = consequences.findings;
  if (added.length > 0) lines.push('', style.bold(`New findings (${added.length})`), ...findingLines(added, style, width));
  if (resolved.length > 0)
    lines.push('', style.bold(`Resolved findings (${resolved.length})`), ...findingLines(resolved, style, width, new Set(waived)));
  if (added.length + resolved.length === 0) lines.push('', 'No finding comes or goes.');
  lines.push('', ...fileLines(files, style));
  return `${lines.join('\n')}\n`;
}

function changeLines(change: Change, compared: ComparedPlans, style: Style, width: number): string[] {
  const { title, what, keys } = wordsOf(change, compared);
  const paint =
    change.kind === 'added' ? style.green : change.kind === 'removed' ? style.red : change.kind === 'moved' ? style.dim : style.yellow;
  const former =
    change.part !== 'edge' && change.formerId !== undefined
      ? ` renamed from "${shownName(change.formerId)}" to "${shownName(change.id)}"`
      : '';
  const moved = change.moved && change.kind !== 'moved' ? ', moved' : '';
  return [
    `  ${paint(changeMarks[change.kind])} ${shownName(title)} ${style.dim(`(${shownName(what)})`)}${change.kind === 'renamed' ? former : ` ${change.kind}`}${moved}`,
    ...keys.map((key) => wrap(`${shownText(key.title)}: ${shownText(key.before)} → ${shownText(key.after)}`, width, '      ')),
  ];
}

function costLines(compared: ComparedPlans, style: Style): string[] {
  const { cost } = compared.consequences;
  const { monthly, unknown, currency } = cost;
  const total = `${costText(monthly.before, unknown.before, currency.before)} → ${costText(monthly.after, unknown.after, currency.after)}`;
  const range = (side: 'before' | 'after') => moneyRange(monthly[side]) ?? costText(monthly[side], unknown[side], '');
  const hasRange = moneyRange(monthly.before) !== undefined || moneyRange(monthly.after) !== undefined;
  return [
    `  ${'Total'.padEnd(16)} ${total}`,
    ...(hasRange ? [style.dim(`  ${'Range'.padEnd(16)} ${range('before')} → ${range('after')}`)] : []),
    `  ${'Difference'.padEnd(16)} ${differenceOf(compared.consequences)}`,
    ...cost.nodes.slice(0, mostNodes).map((node) => {
      const change = currency.before === currency.after ? nodeDifferenceOf(node) : '';
      return `  ${change.padStart(16)} ${shownName(nodeTitle(node.node, compared))} ${style.dim(`(${nodeCostOf(node, currency)})`)}`;
    }),
    ...(cost.nodes.length > mostNodes ? [style.dim(`  ${''.padEnd(16)} and ${cost.nodes.length - mostNodes} more nodes`)] : []),
  ];
}

function scoreLines({ consequences }: ComparedPlans, style: Style, width: number): string[] {
  const { scores, maturity } = consequences;
  const shift = (before: string, after: string, gain: string) =>
    before === after ? before : `${before} → ${after}${gain === '' ? '' : ` (${gain})`}`;
  return [
    ...scores.flatMap(({ title, value, parts }) => [
      `  ${title.padEnd(16)} ${shift(pointsOf(value.before), pointsOf(value.after), gainOf(value))}`,
      ...parts.map((part) => {
        return style.dim(wrap(shownText(`${part.title}: ${partPointsOf(part)}. ${part.because}`), width, ' '.repeat(19)));
      }),
    ]),
    `  ${'MLOps maturity'.padEnd(16)} level ${shift(String(maturity.before), String(maturity.after), '')} of 4`,
  ];
}

function findingLines(findings: readonly Finding[], style: Style, width: number, waived: ReadonlySet<string> = new Set()): string[] {
  const paint = { error: style.red, warning: style.yellow, info: style.blue } as const;
  return findings.map((finding) => {
    const [first = '', ...rest] = wrap(shownText(finding.message), width - 4, '').split('\n');
    const note = waived.has(finding.key) ? style.dim(' (waived now)') : '';
    return [`  ${paint[finding.severity](marks[finding.severity])} ${first}`, ...rest.map((line) => `    ${line}`)].join('\n') + note;
  });
}

function fileLines(files: ComparedPlans['files'], style: Style): string[] {
  if ('unknown' in files) return [`Which exported files change is not known: ${shownText(files.unknown)}`];
  if (files.length === 0) return ['No exported file changes.'];
  return [
    style.bold(`Exported files that change (${files.length})`),
    ...files.map(({ path, kind }) => `  ${changeMarks[kind]} ${shownText(path)}`),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
