import { cite } from '#engine/catalog';
import type { Evaluation } from '#engine/evaluate';
import type { PlanFile } from '#engine/plan';
import type { Score } from '#engine/score';
import type { Finding, Fix, Severity } from '#engine/validate';
import { money } from './money';
import { styleOf, wrap, type Style } from './style';

const marks: Readonly<Record<Severity, string>> = { error: '✗', warning: '▲', info: '•' };
const headings: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Advice' };

/** The answer of `check` for a person at a terminal: findings by severity, each with its line, then scores and cost. */
export function checkText(
  file: string,
  read: PlanFile,
  { findings, scores, cost, fixesOf }: Evaluation,
  terminal: { readonly colour: boolean; readonly columns: number },
): string {
  const style = styleOf(terminal.colour);
  const width = Math.min(Math.max(terminal.columns, 60), 120);
  const lines: string[] = [`${style.bold(read.plan.name)}  ${style.dim(file)}`, ''];
  const open = findings.filter(({ waived }) => !waived);
  for (const severity of ['error', 'warning', 'info'] as const) {
    const some = open.filter((finding) => finding.severity === severity);
    if (some.length === 0) continue;
    lines.push(paint(style, severity)(style.bold(`${headings[severity]} (${some.length})`)));
    for (const finding of some) lines.push(...findingLines(finding, fixesOf(finding.key)[0], file, read, style, width), '');
  }
  const waived = findings.filter((finding) => finding.waived);
  if (waived.length > 0) {
    lines.push(style.bold(`Waived (${waived.length})`));
    for (const finding of waived) {
      lines.push(
        wrap(`${finding.number} ${finding.message}`, width, '  '),
        style.dim(
          wrap(`waived: ${finding.waived?.because ?? ''}${finding.waived?.until ? `, until ${finding.waived.until}` : ''}`, width, '    '),
        ),
      );
    }
    lines.push('');
  }
  if (findings.length === 0) lines.push(style.green('No findings.'), '');

  lines.push(style.bold('Scores'));
  lines.push(
    ...scoreLines('Maintainability', scores.maintainability, style),
    ...scoreLines('Skills', scores.skills, style),
    ...scoreLines('Integration', scores.integration, style),
  );
  lines.push(`  ${'MLOps maturity'.padEnd(16)} level ${scores.maturity.level} of 4: ${scores.maturity.title}`);
  for (const missing of scores.maturity.missing)
    lines.push(style.dim(`  ${''.padEnd(16)} for level ${scores.maturity.level + 1}: ${missing}`));

  const least = cost.unknown.length > 0 ? 'at least ' : '';
  const { low, likely, high } = cost.monthly;
  const range = high - low > 0.005 * Math.max(1, likely) ? style.dim(` (${money(low, '').trim()} to ${money(high, '').trim()})`) : '';
  lines.push('', style.bold('Cost a month'), `  ${'Total'.padEnd(16)} ${least}${money(likely, cost.currency)}${range}`);
  if (cost.alwaysOn > 0) lines.push(`  ${'Always on'.padEnd(16)} ${money(cost.alwaysOn, cost.currency)}`);
  const factors = cost.atScale.filter(({ factor }) => [1, 10, 100].includes(factor));
  lines.push(
    `  ${'At scale'.padEnd(16)} ${factors.map(({ factor, likely: amount }) => `×${factor} ${money(amount, cost.currency)}`).join('   ')}`,
  );
  if (cost.unknown.length > 0)
    lines.push(`  ${'Unknown'.padEnd(16)} ${cost.unknown.map((id) => read.plan.nodes[id]?.title ?? id).join(', ')}`);
  lines.push(style.dim(`  Prices: ${cost.priceBook.title} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}`));
  return `${lines.join('\n')}\n`;
}

function findingLines(finding: Finding, fix: Fix | undefined, file: string, read: PlanFile, style: Style, width: number): string[] {
  const place = finding.path ? read.placeOf(finding.path) : finding.nodes[0] ? read.placeOf(['nodes', finding.nodes[0]]) : undefined;
  const where = place ? `${file}:${place.line}:${place.column}` : file;
  const mark = paint(style, finding.severity)(marks[finding.severity]);
  const number = String(finding.number).padStart(3);
  const [first = '', ...rest] = wrap(finding.message, width - 8, '').split('\n');
  return [
    `${number} ${mark} ${first}`,
    ...rest.map((line) => `      ${line}`),
    style.dim(wrap(finding.why, width, '      ')),
    ...(fix ? [`      ${style.green('fix:')} ${fix.title}`] : []),
    style.dim(`      ${where}  ${finding.rule}  ${cite(finding.source)}`),
  ];
}

function scoreLines(title: string, score: Score, style: Style): string[] {
  const value = score.value === null ? '–' : `${score.value} of 100`;
  const lost = [...score.parts].sort((a, b) => b.max - b.points - (a.max - a.points)).filter((part) => part.max - part.points >= 1);
  return [
    `  ${title.padEnd(16)} ${value}${score.note ? style.dim(`  ${score.note}`) : ''}`,
    ...lost
      .slice(0, 3)
      .map((part) => style.dim(`  ${''.padEnd(16)} -${(part.max - part.points).toFixed(0)} ${part.title}: ${part.because}`)),
  ];
}

function paint(style: Style, severity: Severity): (text: string) => string {
  return severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.blue;
}
