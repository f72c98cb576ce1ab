import type { Score } from '#engine/score';
import { money } from './money';
import type { ScoreAnswer } from './score-json';
import { styleOf, wrap, type Style } from './style';

const barWidth = 24;

/** The answer of `score` for a person at a terminal. */
export function scoreText(
  file: string,
  { plan, scores, cost, risk }: ScoreAnswer,
  terminal: { readonly colour: boolean; readonly columns: number },
): string {
  const style = styleOf(terminal.colour);
  const width = Math.min(Math.max(terminal.columns, 60), 120);
  const titleOf = (id: string) => plan.nodes[id]?.title ?? id;
  const lines = [`${style.bold(plan.name)}  ${style.dim(file)}`, ''];
  for (const [title, one] of [
    ['Maintainability', scores.maintainability],
    ['Skills', scores.skills],
    ['Integration', scores.integration],
  ] as const)
    lines.push(...partLines(title, one, style, width), '');
  lines.push(style.bold(`MLOps maturity  level ${scores.maturity.level} of 4: ${scores.maturity.title}`));
  for (const missing of scores.maturity.missing)
    lines.push(style.dim(wrap(`for level ${scores.maturity.level + 1}: ${missing}`, width, '  ')));

  const { currency } = cost;
  const least = cost.unknown.length > 0 ? 'at least ' : '';
  lines.push('', style.bold('Cost a month'), `  ${'Likely'.padEnd(12)} ${least}${money(cost.monthly.likely, currency)}`);
  if (risk.tornado.length > 0) {
    lines.push(
      `  ${'P10 P50 P90'.padEnd(12)} ${[risk.p10, risk.p50, risk.p90].map((amount) => money(amount, currency)).join('   ')}`,
      style.dim(
        `  ${''.padEnd(12)} by ${risk.trials} months; off by ${[risk.error.p10, risk.error.p50, risk.error.p90].map((one) => money(one, currency)).join(', ')} at most, 95 times in 100`,
      ),
      `  ${'Ends'.padEnd(12)} ${money(cost.monthly.low, currency)} to ${money(cost.monthly.high, currency)}`,
      '',
      style.bold('What moves it most'),
    );
    for (const bar of risk.tornado.slice(0, 10))
      lines.push(
        `  ${money(bar.low, '').trim().padStart(10)} … ${money(bar.high, currency).padEnd(14)} ${bar.title}${style.dim(`, ${bar.from.low} to ${bar.from.high} ${bar.unit}`)}`,
      );
  }
  lines.push('', style.bold('At scale'));
  const most = Math.max(1, ...risk.atScale.map(({ likely }) => likely));
  for (const { factor, likely, nodes } of risk.atScale) {
    const bar = '█'.repeat(Math.round((barWidth * likely) / most)).padEnd(barWidth);
    const named = nodes
      .slice(0, 2)
      .map(({ node, likely: amount }) => `${titleOf(node)} ${Math.round((100 * amount) / Math.max(likely, 1e-9))} %`);
    lines.push(`  ${`×${factor}`.padStart(6)} ${money(likely, currency).padStart(16)}  ${bar} ${style.dim(named.join(', '))}`);
  }
  if (cost.unknown.length > 0) lines.push('', wrap(`Not counted, since unknown: ${cost.unknown.map(titleOf).join(', ')}`, width, '  '));
  lines.push('', style.dim(`  Prices: ${cost.priceBook.title} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}`));
  return `${lines.join('\n')}\n`;
}

function partLines(title: string, { value, parts }: Score, style: Style, width: number): string[] {
  return [
    style.bold(`${title}  ${value === null ? 'not scored' : `${value} of 100`}`),
    ...parts.flatMap((part) => [
      `  ${`${tenth(part.points)}/${tenth(part.max)}`.padStart(8)}  ${part.title}`,
      style.dim(wrap(part.because, width, ' '.repeat(12))),
    ]),
  ];
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}
