import { counted, money, percentOf, rangeText } from '#engine/format';
import { type Plan } from '#engine/plan';
import type { Cost, CostRisk } from '#engine/score';
import { shownText, shownName } from './safe-text';
import type { Style } from './style';

const barWidth = 24;

/** The uncertainty of a cost, its causes, and the nodes that make most of it at scale, for a person at a terminal. */
export function riskLines(plan: Plan, { currency }: Cost, risk: CostRisk, style: Style): readonly string[] {
  const lines: string[] = [];
  const titleOf = (id: string) => shownName(plan.nodes[id]?.title ?? id);
  if (risk.tornado.length > 0) {
    lines.push(
      '',
      style.bold('How sure the cost is'),
      `  ${'P10 P50 P90'.padEnd(16)} ${[risk.p10, risk.p50, risk.p90].map((amount) => money(amount, currency)).join('   ')}`,
      style.dim(
        `  ${''.padEnd(16)} by ${counted(risk.trials, 'month')}; off by ${[risk.error.p10, risk.error.p50, risk.error.p90].map((one) => money(one, currency)).join(', ')} at most, 95 times in 100`,
      ),
      '',
      style.bold('What moves it most'),
    );
    for (const bar of risk.tornado.slice(0, 10))
      lines.push(
        `  ${money(bar.low).padStart(10)} … ${money(bar.high, currency).padEnd(14)} ${shownName(bar.title)}${style.dim(shownText(`, ${rangeText(bar.from.low, bar.from.high, bar.unit)}`))}`,
      );
  }
  const most = Math.max(0, ...risk.atScale.map(({ likely }) => likely));
  if (most === 0) return lines;
  lines.push('', style.bold('What makes most of it at scale'));
  for (const { factor, likely, nodes } of risk.atScale) {
    const bar = '█'.repeat(Math.round((barWidth * likely) / most)).padEnd(barWidth);
    const named = nodes.slice(0, 2).map(({ node, likely: amount }) => `${titleOf(node)} ${percentOf(amount, likely)}`);
    lines.push(`  ${`×${factor}`.padStart(6)} ${money(likely, currency).padStart(16)}  ${bar} ${style.dim(named.join(', '))}`);
  }
  return lines;
}
