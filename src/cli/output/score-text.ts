import type { Evaluation } from '#engine/evaluate';
import { counted, elsewhereWords, flatWords, knownMoney, minus, moneyRange, toDecimals } from '#engine/format';
import { type Plan } from '#engine/plan';
import type { Score, Scores } from '#engine/score';
import { shownText, shownName } from './safe-text';
import { wrap, type Style } from './style';

/** Nodes of unknown cost that are named; the others are counted. */
const mostNamed = 10;

/**
 * Scores and cost of a plan for a person at a terminal.
 * @param factors the multiples of the load to list, of those that the plan was costed at
 */
export function scoreLines(
  plan: Plan,
  { scores, cost }: Pick<Evaluation, 'scores' | 'cost'>,
  style: Style,
  factors: readonly number[] = [1, 10, 100],
): readonly string[] {
  const lines: string[] = [];
  lines.push(style.bold('Scores'));
  lines.push(
    ...oneScore('Maintainability', scores.maintainability, style),
    ...oneScore('Skills', scores.skills, style),
    ...oneScore('Integration', scores.integration, style),
  );
  lines.push(`  ${'MLOps maturity'.padEnd(16)} level ${scores.maturity.level} of 4: ${shownText(scores.maturity.title)}`);
  for (const missing of scores.maturity.missing)
    lines.push(style.dim(`  ${''.padEnd(16)} for level ${scores.maturity.level + 1}: ${shownText(missing)}`));

  const known = (amount: number) => knownMoney(amount, cost.unknown.length, cost.currency);
  const range = moneyRange(cost.monthly);
  lines.push(
    '',
    style.bold('Cost a month'),
    `  ${'Total'.padEnd(16)} ${known(cost.monthly.likely)}${range === undefined ? '' : style.dim(` (${range})`)}`,
  );
  const elsewhere = elsewhereWords(cost.elsewhere, cost.currency);
  if (elsewhere !== '') lines.push(`  ${''.padEnd(16)} ${shownText(elsewhere)}`);
  if (cost.alwaysOn > 0) lines.push(`  ${'Always on'.padEnd(16)} ${known(cost.alwaysOn)}`);
  lines.push(
    `  ${'At scale'.padEnd(16)} ${cost.atScale
      .filter(({ factor }) => factors.includes(factor))
      .map(({ factor, likely: amount }) => `×${factor} ${known(amount)}`)
      .join('   ')}`,
  );
  const flat = flatWords(cost.flat.map(({ node, title }) => ({ name: shownName(plan.nodes[node]?.title ?? node), title })));
  if (flat !== '') lines.push(`  ${''.padEnd(16)} ${shownText(flat)}`);
  if (cost.unknown.length > 0) {
    const named = cost.unknown.slice(0, mostNamed).map((id) => shownName(plan.nodes[id]?.title ?? id));
    const rest = cost.unknown.length - named.length;
    const count = rest > 0 ? ` and ${rest} more, ${counted(cost.unknown.length, 'node')} in all` : '';
    lines.push(`  ${'Unknown'.padEnd(16)} ${named.join(', ')}${count}`);
  }
  lines.push(style.dim(`  ${shownText(`Prices: ${cost.priceBook.title} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}`)}`));
  return lines;
}

/** A score, and the main reasons for its lost points. */
function oneScore(title: string, score: Score, style: Style): string[] {
  const value = score.value === null ? '–' : `${score.value} of 100`;
  const lost = [...score.parts].sort((a, b) => b.lost - a.lost).filter((part) => part.lost >= 1);
  return [
    `  ${title.padEnd(16)} ${value}${score.note ? style.dim(`  ${shownText(score.note)}`) : ''}`,
    ...lost
      .slice(0, 3)
      .map((part) => style.dim(`  ${''.padEnd(16)} ${minus}${toDecimals(part.lost, 0)} ${shownText(`${part.title}: ${part.because}`)}`)),
  ];
}

/** Every lost point: its reason, its nodes, and the gain in the score; the largest loss first. */
export function lossLines(scores: Scores, style: Style, width: number): readonly string[] {
  const named = [
    ['Maintainability', scores.maintainability],
    ['Skills', scores.skills],
    ['Integration', scores.integration],
  ] as const;
  const lines = named.flatMap(([title, { parts }]) => {
    const losses = parts.flatMap((part) => part.losses.map((loss) => ({ part, loss }))).sort((a, b) => b.loss.gain - a.loss.gain);
    return losses.map(({ part, loss }) =>
      [
        `  ${(loss.gain < 0.05 ? '<0.1' : `+${tenths(loss.gain)}`).padStart(6)} ${title}, ${shownText(part.title)} (${tenths(loss.points)} of ${tenths(part.max)} points lost)`,
        ...[loss.because, loss.fix].map((text) => wrap(shownText(text), width, ' '.repeat(9))),
        ...(loss.nodes.length > 0 ? [style.dim(wrap(shownText(`at ${loss.nodes.join(', ')}`), width, ' '.repeat(9)))] : []),
      ].join('\n'),
    );
  });
  return lines.length === 0 ? [] : ['', style.bold('What fixing would gain'), ...lines];
}

function tenths(value: number): string {
  return value < 0.05 ? '<0.1' : toDecimals(value, 1);
}
