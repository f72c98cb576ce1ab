import { evaluate } from '#engine/evaluate';
import { exampleDay, scoringPage } from '#engine/explain';
import { readPlan } from '#engine/plan';
import { measures } from '#engine/score';
import { catalog, examples, priceBook, scoring as weights } from '#resources';
import type { Command } from '../command';
import { jsonText } from '../output/safe-text';
import { styleOf, wrap } from '../output/style';

/** The example that the page counts through. */
const exampleFile = 'churn-scoring.pipedraft.yaml';

/** Says how plans are scored: what each part is worth, how it is counted, why, and by which source. */
export const scoring: Command = {
  name: 'scoring',
  summary: 'say how plans are scored: what each part asks, how it is counted, and why',
  operands: '',
  options: { format: { type: 'string', choices: ['text', 'json', 'markdown'], help: 'how the answer is written; text when left out' } },
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
