import { cite } from '#engine/catalog';
import { shortName } from '#engine/plan';
import { sinceOf } from './compared';
import { CheckTotal } from './check-total';
import { isEvaluated, isNew, type CheckWriter, type EvaluatedPlan } from './evaluated';
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

/**
 * Writes the results for a person, plan by plan, and a line that sums them up.
 * @param screen with `isQuiet`, only what makes the check fail is written
 */
export function checkTextWriter(screen: Screen & { readonly isQuiet: boolean }, show: (text: string) => void): CheckWriter {
  const total = new CheckTotal();
  return {
    add(checked) {
      total.add(checked);
      const { plan, fails } = checked;
      if (!isEvaluated(plan)) return;
      if (!screen.isQuiet) show(planText(plan, screen));
      else {
        const failing = plan.evaluation.findings.filter((finding) => fails(finding, plan));
        if (failing.length > 0) show(`${findingsText(plan, failing, screen).join('\n')}\n`);
      }
    },
    end: () => {
      if (!screen.isQuiet && total.isAnyEvaluated) show(`\n${total.sentence(styleOf(screen.colour))}\n`);
    },
  };
}

/** Findings by severity, each with its line, then scores and cost. */
function planText(evaluated: EvaluatedPlan, terminal: Screen): string {
  const { read, evaluation, baseline } = evaluated;
  const { findings, scores, cost, packs } = evaluation;
  const style = styleOf(terminal.colour);
  const width = widthOf(terminal);
  const open = findings.filter(({ waived }) => !waived);
  const lines = [...findingsText(evaluated, open, terminal)];
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

function widthOf({ columns }: Screen): number {
  return Math.min(Math.max(columns, 60), 120);
}

/** The plan's name, and some of its findings by severity. */
function findingsText(evaluated: EvaluatedPlan, some: readonly Finding[], screen: Screen): readonly string[] {
  const { file, read, evaluation } = evaluated;
  const style = styleOf(screen.colour);
  const lines: string[] = [`${style.bold(shownName(read.plan.name))}  ${style.dim(shownText(file))}`, ''];
  for (const severity of ['error', 'warning', 'info'] as const) {
    const alike = some.filter((finding) => finding.severity === severity);
    if (alike.length === 0) continue;
    lines.push(paint(style, severity)(style.bold(`${headings[severity]} (${alike.length})`)));
    for (const finding of alike)
      lines.push(...findingLines(finding, evaluation.fixesOf(finding.key)[0], evaluated, style, widthOf(screen)), '');
  }
  return lines;
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
