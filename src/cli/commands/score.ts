import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { costRisk } from '#engine/score';
import { basisOptions, readBasis } from '../basis';
import { UsageError, type Command, type ExitCode } from '../command';
import { riskLines } from '../output/risk-text';
import { jsonText, shownText, shownName } from '../output/safe-text';
import { packsJson, planJson, scoreJson } from '../output/score-json';
import { lossLines, scoreLines } from '../output/score-text';
import { styleOf } from '../output/style';
import { readPlans } from '../plans';

/** Says what a plan scores and costs, also at multiples of its load, how sure that is and what it depends on. */
export const score: Command = {
  name: 'score',
  summary: 'say what a plan scores and costs, and what its cost depends on',
  operands: 'PLAN',
  options: {
    format: { type: 'string', choices: ['text', 'json'], help: 'how the answer is written; text when left out' },
    scale: { type: 'string', value: 'N,N...', help: 'the multiples of the load to cost it at; 1,10,100 when left out' },
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'the day that counts as today' },
  },
  async run(files, options, terminal): Promise<ExitCode> {
    if (files.length !== 1) throw new UsageError('Name one plan.');
    const factors = factorsOf(options.text('scale') ?? '1,10,100');
    const today = options.day('today') ?? terminal.today;
    const { basisOf, isBroken } = await readBasis(options, today, terminal);
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
