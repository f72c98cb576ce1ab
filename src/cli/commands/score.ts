import { readPlanFile } from '#disk';
import { PlanGraph } from '#engine/catalog';
import { costPlan, costRisk, scorePlan, scaleFactors } from '#engine/score';
import { catalog, scoring } from '#resources';
import { UsageError, type Command, type ExitCode } from '../command';
import { scoreJson } from '../output/score-json';
import { scoreText } from '../output/score-text';
import { bookFor, pricesOption } from '../prices';

/** Scores a plan and tells what its cost depends on. */
export const score: Command = {
  name: 'score',
  summary: 'score a plan part by part, and tell what its cost depends on',
  operands: 'PLAN',
  options: {
    format: { type: 'string', choices: ['text', 'json'], help: 'how the answer is written; text when left out' },
    scale: { type: 'string', value: 'N,N', help: `multiples of today's load to cost the plan at; ${scaleFactors.join(',')} when left out` },
    prices: pricesOption,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'the day that counts as today' },
  },
  async run(files, options, terminal): Promise<ExitCode> {
    const [file] = files;
    if (file === undefined || files.length > 1) throw new UsageError('Name one plan.');
    const factors = (options.text('scale') ?? scaleFactors.join(',')).split(',').map(Number);
    if (!factors.every((factor) => factor >= 1 && factor <= 1_000_000))
      throw new UsageError('--scale needs numbers from 1 on, such as 1,10,100.');
    const today = options.text('today') ?? terminal.today;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError(`--today needs a day such as 2026-11-21, not "${today}".`);

    const { plan } = await readPlanFile(file);
    const book = await bookFor(options.text('prices'), today, terminal);
    const graph = new PlanGraph(plan, catalog, book);
    const answer = { plan, scores: scorePlan({ graph, scoring, today }), cost: costPlan(graph, factors), risk: costRisk(graph, factors) };
    terminal.out(
      options.choice<'text' | 'json'>('format', 'text') === 'json'
        ? `${JSON.stringify(scoreJson(answer), null, 2)}\n`
        : scoreText(file, answer, terminal),
    );
    return 0;
  },
};
