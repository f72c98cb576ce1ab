import { cite } from '#engine/catalog';
import { counted, elsewhereWords, flatWords, knownMoney, moneyRange } from '#engine/format';
import { shortName, shortText } from '#engine/plan';
import type { Score } from '#engine/score';
import { severities, type Finding } from '#engine/validate';
import { formatProblem } from '#engine/errors';
import { faultLine } from '../packs';
import { sinceOf } from './compared';
import { isEvaluated, isNew, placeOf, type CheckReport, type CheckWriter, type EvaluatedPlan, type Unread } from './evaluated';
import { markdown, markdownLine } from './markdown';

const titles = { error: 'error', warning: 'warning', info: 'advice' } as const;

/** Writes the results as Markdown, for a comment on a change or a page of a build. */
export function checkMarkdownWriter(show: (text: string) => void): CheckWriter {
  const parts: string[] = [];
  return {
    add: ({ plan }) => void parts.push(isEvaluated(plan) ? report(plan) : unread(plan)),
    end: (faults) => show(`${[...parts, ...packs(faults)].join('\n\n')}\n`),
  };
}

/** The result of `check` as Markdown. */
export function checkMarkdown({ plans, faults }: CheckReport): string {
  return `${[...plans.map((one) => (isEvaluated(one) ? report(one) : unread(one))), ...packs(faults)].join('\n\n')}\n`;
}

function packs(faults: CheckReport['faults']): readonly string[] {
  if (faults.length === 0) return [];
  return [
    `## Packs with faults\n\nWhat a fault is about does not count.\n\n${faults.map((fault) => `- ${line(faultLine(fault))}`).join('\n')}`,
  ];
}

function unread({ file, problems }: Unread): string {
  return [
    `## ${text(file)}`,
    'This plan could not be read, so it was not checked.',
    problems.map((problem) => `- ${line(problem.place ? formatProblem(file, problem) : `${problem.message} ${problem.fix}`)}`).join('\n'),
  ].join('\n\n');
}

/** A value as the report shows it, shortened for a person. */
function text(value: string): string {
  return markdown(shortText(value));
}

/** As `text`, for a value that a line starts with. */
function line(value: string): string {
  return markdownLine(shortText(value));
}

function report(evaluated: EvaluatedPlan): string {
  const { file, read, evaluation, baseline, exceeded, notCompared = [] } = evaluated;
  const { findings, scores, cost } = evaluation;
  const open = findings.filter(({ waived }) => !waived);
  const waived = findings.length - open.length;
  const counts = severities.map((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    return severity === 'info' ? `${count} ${titles[severity]}` : counted(count, titles[severity]);
  });
  const flat = flatWords(cost.flat.map(({ node, title }) => ({ name: shortName(read.plan.nodes[node]?.title ?? node), title })));
  const elsewhere = elsewhereWords(cost.elsewhere, cost.currency);
  const known = (amount: number) => knownMoney(amount, cost.unknown.length, cost.currency);
  const range = moneyRange(cost.monthly);
  const points = ({ value }: Score) => (value === null ? 'not scored' : `${value} of 100`);
  const parts = [
    `## ${text(shortName(read.plan.name))}`,
    `${line(file)}: ${counts.join(', ')}${waived > 0 ? `, ${waived} waived` : ''}.`,
    ...(baseline ? [text(sinceOf(baseline))] : []),
    ...(notCompared.length > 0 ? [notCompared.map((sentence) => `- ${text(sentence)}`).join('\n')] : []),
    ...(exceeded.length > 0 ? [exceeded.map((sentence) => `- **${text(sentence)}**`).join('\n')] : []),
    ...(findings.length > 0
      ? [
          table(
            ['#', 'Severity', 'Where', 'Finding', 'Source'],
            findings.map((finding) => [
              String(finding.number),
              finding.waived
                ? `waived: ${shortText(finding.waived.because)}`
                : `${isNew(finding, evaluated) ? 'new ' : ''}${titles[finding.severity]}`,
              where(finding, evaluated),
              `${shortText(finding.message)} ${shortText(finding.why)}`,
              cite(finding.source),
            ]),
          ),
        ]
      : ['No findings.']),
    table(
      ['Score', 'Value'],
      [
        ['Maintainability', points(scores.maintainability)],
        ['Skills', points(scores.skills)],
        ['Integration', points(scores.integration)],
        ['MLOps maturity', `level ${scores.maturity.level} of 4`],
        ['Cost a month', `${known(cost.monthly.likely)}${range === undefined ? '' : ` (${range})`}`],
        ...(elsewhere === '' ? [] : [['', elsewhere]]),
        ['Always on', known(cost.alwaysOn)],
        ...cost.atScale
          .filter(({ factor }) => factor === 10 || factor === 100)
          .map(({ factor, likely: amount }) => [`Cost at ×${factor}`, known(amount)]),
      ],
    ),
    ...(flat === '' ? [] : [text(flat)]),
    `Prices: ${text(cost.priceBook.title)} (${text(cost.priceBook.id)}), as of ${text(cost.priceBook.asOf)}.`,
    ...(evaluation.packs.length > 0
      ? [`Checked with ${evaluation.packs.map(({ name, version }) => text(`${shortName(name)} ${shortName(version)}`)).join(', ')}.`]
      : []),
  ];
  return parts.join('\n\n');
}

function where(finding: Finding, { read }: EvaluatedPlan): string {
  const place = placeOf(finding, read);
  const nodes = finding.nodes.map((id) => shortName(read.plan.nodes[id]?.title ?? id)).join(', ');
  return [nodes || 'plan', place ? `line ${place.line}` : ''].filter(Boolean).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`;
  return [row(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(row)].join('\n');
}
