import { evaluate } from '#engine/evaluate';
import { exampleDay, overall, rankedPlan, scoringPage, type RankedRow } from '#engine/explain';
import { readPlan } from '#engine/plan';
import { measures } from '#engine/score';
import { rules } from '#engine/validate';
import { catalog, examples, priceBook, rankedPlans, scoring as weights } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** The example with which the page shows the counting. */
const exampleFile = 'churn-scoring.pipedraft.yaml';

/** Explains the scoring: points of each part, their counting, the reason, and the source. */
export const scoring: Command = {
  name: 'scoring',
  summary: 'explain how plans are scored: each part, its counting and its reason',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'output format (default: text)' } },
  run(_, options, terminal) {
    switch (options.choice<'text' | 'json' | 'markdown'>('format', 'text')) {
      case 'markdown':
        terminal.show(page());
        break;
      case 'json':
        terminal.out(jsonText({ pipedraft: 1, scoring: weights, formulas: formulas() }));
        break;
      case 'text':
        terminal.show(text(styleOf(terminal.colour).bold, Math.min(Math.max(terminal.columns, 60), 120)));
    }
    return 0;
  },
};

function page(): string {
  const text = examples.find(({ file }) => file === exampleFile)?.text ?? '';
  const { plan } = readPlan(text, exampleFile);
  const evaluation = evaluate({ plan, catalog, book: priceBook, scoring: weights, rules: [], today: exampleDay });
  return scoringPage({
    scoring: weights,
    hoursPerMonth: priceBook.hoursPerMonth,
    example: { file: exampleFile, plan, day: exampleDay, evaluation },
    ranking: ranking(),
  });
}

function ranking(): readonly RankedRow[] {
  return rankedPlans.map((rank) => {
    const file = `${rank.plan}.pipedraft.yaml`;
    const { plan } = readPlan(examples.find((one) => one.file === file)?.text ?? '', file);
    const { scores } = evaluate({ plan: rankedPlan(rank, plan), catalog, book: priceBook, scoring: weights, rules, today: exampleDay });
    return { title: rank.title, because: rank.because, figure: overall(scores) };
  });
}

function formulas(): Readonly<Record<string, string>> {
  return Object.fromEntries(measures.map((measure) => [measure.id, measure.formula(weights)]));
}

function text(bold: (words: string) => string, width: number): string {
  const counted = formulas();
  const parts = (['maintainability', 'integration'] as const).flatMap((score) =>
    Object.entries(weights[score]).flatMap(([id, { max, title, asks, because }]) => [
      bold(`${score}: ${title}, ${max} points at most`),
      ...[asks, counted[id] ?? '', because].map((words) => wrap(words, width, '  ')),
      '',
    ]),
  );
  const { skills, maturity } = weights;
  const levels = maturity.levels.flatMap(({ title }, level) => [
    `  ${level} ${title}`,
    ...Object.values(maturity.criteria)
      .filter((criterion) => criterion.level === level)
      .map((criterion) => wrap(criterion.title, width, '    ')),
  ]);
  return [
    ...parts,
    bold('skills: a part for each skill that the plan needs'),
    ...[skills.asks, skills.because, skills.weighs].map((words) => wrap(words, width, '  ')),
    '',
    bold('MLOps maturity'),
    ...[maturity.asks, maturity.because].map((words) => wrap(words, width, '  ')),
    ...levels,
    '',
  ].join('\n');
}
