import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { costRisk } from '#engine/score';
import { basisOptions, readBasis } from '../basis';
import { UsageError, type Command, type ExitCode } from '../command';
import { withConfig } from '../configured';
import { riskLines } from '../output/risk-text';
import { jsonText, shownText, shownName } from '../output/safe-text';
import { packsJson, planJson, scoreJson } from '../output/score-json';
import { lossLines, scoreLines } from '../output/score-text';
import { styleOf } from '../output/style';
import { readPlans } from '../plans';

/** Reports a plan's scores and cost, also at multiples of its load, with the cost's uncertainty and its causes. */
export const score: Command = {
  name: 'score',
  summary: 'show the scores and cost of a plan, and what the cost depends on',
  operands: 'PLAN',
  options: {
    format: { type: 'string', choices: ['text', 'json'], help: 'output format (default: text)' },
    scale: { type: 'string', value: 'N,N...', help: 'multiples of the load to cost the plan at (default: 1,10,100)' },
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'evaluate as of this day (default: today)' },
  },
  async run(files, options, terminal): Promise<ExitCode> {
    if (files.length !== 1) throw new UsageError('Name one plan.');
    const factors = factorsOf(options.text('scale') ?? '1,10,100');
    const today = options.day('today') ?? terminal.today;
    const { basisOf, isBroken } = await readBasis(await withConfig(score, options, files[0] ?? '.'), today, terminal);
    for (const { file, read } of await readPlans(files, terminal)) {
      const basis = basisOf(read.plan);
      const evaluation = evaluate({ plan: read.plan, ...basis, rules: [], today, factors });
      const risk = costRisk(new PlanGraph(read.plan, basis.catalog, basis.book), factors);
      if (options.choice<'text' | 'json'>('format', 'text') === 'json') {
        const { scores, cost } = scoreJson(evaluation);
        const answer = {
          pipedraft: 1,
          plan: planJson(file, read.plan),
          packs: packsJson(evaluation.packs),
          scores,
          cost: { ...cost, risk },
          errors: [],
        };
        terminal.out(jsonText(answer));
      } else {
        const style = styleOf(terminal.colour);
        const heading = `${style.bold(shownName(read.plan.name))}  ${style.dim(shownText(file))}`;
        const width = Math.min(Math.max(terminal.columns, 60), 120);
        const lines = [
          ...scoreLines(read.plan, evaluation, style, factors),
          ...lossLines(evaluation.scores, style, width),
          ...riskLines(read.plan, evaluation.cost, risk, style),
        ];
        terminal.show(`${[heading, '', ...lines].join('\n')}\n`);
      }
    }
    return isBroken ? 2 : 0;
  },
};

function factorsOf(text: string): readonly number[] {
  const factors = text.split(',').map(Number);
  if (text.trim() === '' || !factors.every((factor) => Number.isFinite(factor) && factor > 0))
    throw new UsageError(`--scale needs multiples such as 1,10,100, not "${text}".`);
  return [...new Set(factors)].sort((a, b) => a - b);
}
