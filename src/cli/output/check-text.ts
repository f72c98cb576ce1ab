import { cite } from '#engine/catalog';
import { shortName } from '#engine/plan';
import { sinceOf } from './compared';
import { isNew, type EvaluatedPlan } from './evaluated';
import { shownText, shownName } from './safe-text';
import type { Finding, Fix, Severity } from '#engine/validate';
import { scoreLines } from './score-text';
import { styleOf, wrap, type Style } from './style';

const marks: Readonly<Record<Severity, string>> = { error: '✗', warning: '▲', info: '•' };
const headings: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Advice' };

interface Screen {
  readonly colour: boolean;
  readonly columns: number;
}

/**
 * The result of `check` for a person at a terminal: each checked plan. Problems of the input, such as a plan that cannot be read, are not
 * part of it: they go to standard error.
 */
export function checkText(plans: readonly EvaluatedPlan[], screen: Screen): string {
  return plans.map((one) => planText(one, screen)).join('');
}

/** Findings by severity, each with its line, then scores and cost. */
function planText(evaluated: EvaluatedPlan, terminal: Screen): string {
  const { file, read, evaluation, baseline } = evaluated;
  const { findings, scores, cost, packs, fixesOf } = evaluation;
  const style = styleOf(terminal.colour);
  const width = Math.min(Math.max(terminal.columns, 60), 120);
  const lines: string[] = [`${style.bold(shownName(read.plan.name))}  ${style.dim(shownText(file))}`, ''];
  const open = findings.filter(({ waived }) => !waived);
  for (const severity of ['error', 'warning', 'info'] as const) {
    const some = open.filter((finding) => finding.severity === severity);
    if (some.length === 0) continue;
    lines.push(paint(style, severity)(style.bold(`${headings[severity]} (${some.length})`)));
    for (const finding of some) lines.push(...findingLines(finding, fixesOf(finding.key)[0], evaluated, style, width), '');
  }
  const waived = findings.filter((finding) => finding.waived);
  if (waived.length > 0) {
    lines.push(style.bold(`Waived (${waived.length})`));
    for (const finding of waived) {
      lines.push(
        wrap(shownText(`${finding.number} ${finding.message}`), width, '  '),
        style.dim(
          wrap(
            shownText(`waived: ${finding.waived?.because ?? ''}${finding.waived?.until ? `, until ${finding.waived.until}` : ''}`),
            width,
            '    ',
          ),
        ),
      );
    }
    lines.push('');
  }
  if (findings.length === 0) lines.push(style.green('No findings.'), '');

  if (baseline) lines.push(wrap(shownText(sinceOf(baseline)), width, ''), '');
  lines.push(...scoreLines(read.plan, { scores, cost }, style));
  if (packs.length > 0)
    lines.push(
      style.dim(shownText(`Checked with ${packs.map(({ name, version }) => `${shortName(name)} ${shortName(version)}`).join(', ')}.`)),
    );
  return `${lines.join('\n')}\n`;
}

function findingLines(finding: Finding, fix: Fix | undefined, evaluated: EvaluatedPlan, style: Style, width: number): string[] {
  const { file, read } = evaluated;
  const place = finding.path ? read.placeOf(finding.path) : finding.nodes[0] ? read.placeOf(['nodes', finding.nodes[0]]) : undefined;
  const where = place ? `${file}:${place.line}:${place.column}` : file;
  const mark = paint(style, finding.severity)(marks[finding.severity]);
  const number = String(finding.number).padStart(3);
  const [first = '', ...rest] = wrap(`${isNew(finding, evaluated) ? 'new: ' : ''}${shownText(finding.message)}`, width - 8, '').split('\n');
  return [
    `${number} ${mark} ${first}`,
    ...rest.map((line) => `      ${line}`),
    style.dim(wrap(shownText(finding.why), width, '      ')),
    ...(fix ? [`      ${style.green('fix:')} ${shownText(fix.title)}`] : []),
    style.dim(`      ${shownText(`${where}  ${finding.rule}  ${cite(finding.source)}`)}`),
  ];
}

function paint(style: Style, severity: Severity): (text: string) => string {
  return severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.blue;
}
