import { readPlanFile } from '#disk';
import { evaluate } from '#engine/evaluate';
import { rules } from '#engine/validate';
import { catalog, scoring } from '#resources';
import { UsageError, type Command, type ExitCode } from '../command';
import { checkJson } from '../output/check-json';
import { checkText } from '../output/check-text';
import { money } from '../output/money';
import { bookFor, pricesOption } from '../prices';

const order = ['error', 'warning', 'info'] as const;

/** Checks plans: findings, scores and cost, and whether they keep the limits. */
export const check: Command = {
  name: 'check',
  summary: 'check plans: findings, scores and cost',
  operands: 'PLAN...',
  options: {
    format: { type: 'string', choices: ['text', 'json'], help: 'how the answer is written; text when left out' },
    'fail-on': {
      type: 'string',
      choices: ['error', 'warning', 'info', 'never'],
      help: 'the lightest finding that makes the check fail; error when left out',
    },
    'max-cost': { type: 'string', value: 'N', help: 'fail when a month costs more, in the currency of the prices' },
    'min-maintainability': { type: 'string', value: 'N', help: 'fail when maintainability scores less, 0 to 100' },
    prices: pricesOption,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'the day that counts as today' },
  },
  async run(files, options, terminal) {
    if (files.length === 0) throw new UsageError('Name at least one plan.');
    const format = options.choice<'text' | 'json'>('format', 'text');
    const failOn = options.choice<(typeof order)[number] | 'never'>('fail-on', 'error');
    const maxCost = options.number('max-cost');
    const minMaintainability = options.number('min-maintainability');
    const today = options.text('today') ?? terminal.today;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError(`--today needs a day such as 2026-11-21, not "${today}".`);

    const book = await bookFor(options.text('prices'), today, terminal);
    const answers: unknown[] = [];
    let exit: ExitCode = 0;
    for (const file of files) {
      const read = await readPlanFile(file);
      const report = ({ message }: Error) => terminal.talk(`${file}: ${message}`);
      const evaluation = evaluate({ plan: read.plan, catalog, book, scoring, rules, today, report });
      if (format === 'json') answers.push(checkJson(read.plan, evaluation));
      else terminal.out(checkText(file, read, evaluation, terminal));

      const limit = failOn === 'never' ? -1 : order.indexOf(failOn);
      if (evaluation.findings.some(({ severity, waived }) => !waived && order.indexOf(severity) <= limit)) exit = 1;
      const { cost, scores } = evaluation;
      if (maxCost !== undefined && cost.monthly.likely > maxCost) {
        terminal.talk(
          `${file}: a month costs ${money(cost.monthly.likely, cost.currency)}, more than the ${money(maxCost, cost.currency)} that --max-cost allows.`,
        );
        exit = 1;
      }
      const { value } = scores.maintainability;
      if (minMaintainability !== undefined && value !== null && value < minMaintainability) {
        terminal.talk(`${file}: maintainability is ${value}, less than the ${minMaintainability} that --min-maintainability asks for.`);
        exit = 1;
      }
    }
    if (format === 'json') terminal.out(`${JSON.stringify(answers.length === 1 ? answers[0] : answers, null, 2)}\n`);
    return exit;
  },
};
