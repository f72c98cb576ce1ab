import { evaluate } from '#engine/evaluate';
import { severities, type Finding, type Severity } from '#engine/validate';
import { basisOptions, readBasis } from '../basis';
import { UsageError, type Command } from '../command';
import { checkJson } from '../output/check-json';
import { checkJunit } from '../output/check-junit';
import { checkMarkdown } from '../output/check-markdown';
import { checkSarif } from '../output/check-sarif';
import { checkText } from '../output/check-text';
import type { Judged } from '../output/judged';
import { money } from '../output/money';
import { readPlans } from '../plans';

const formats = ['text', 'json', 'sarif', 'junit', 'markdown'] as const;

/** Checks plans: findings, scores and cost, and whether they keep the limits. */
export const check: Command = {
  name: 'check',
  summary: 'check plans: findings, scores and cost',
  operands: 'PLAN...',
  options: {
    format: { type: 'string', choices: formats, help: 'how the answer is written; text when left out' },
    'fail-on': {
      type: 'string',
      choices: [...severities, 'never'],
      help: 'the lightest finding that makes the check fail; error when left out',
    },
    'max-cost': { type: 'string', value: 'N', help: 'fail when a month costs more, in the currency of the prices' },
    'min-maintainability': { type: 'string', value: 'N', help: 'fail when maintainability scores less, 0 to 100' },
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'the day that counts as today' },
  },
  async run(files, options, terminal) {
    if (files.length === 0) throw new UsageError('Name at least one plan.');
    const format = options.choice<(typeof formats)[number]>('format', 'text');
    const failOn = options.choice<Severity | 'never'>('fail-on', 'error');
    const maxCost = options.number('max-cost');
    const minMaintainability = options.number('min-maintainability');
    const today = options.day('today') ?? terminal.today;
    const plans = await readPlans(files, terminal);
    const basisOf = await readBasis(options, today, terminal);

    const limit = failOn === 'never' ? -1 : severities.indexOf(failOn);
    const fails = ({ severity, waived }: Finding) => !waived && severities.indexOf(severity) <= limit;
    const judged = plans.map(({ file, read }): Judged => {
      const report = ({ message }: Error) => terminal.talk(`${file}: ${message}`);
      const basis = basisOf(read.plan);
      const evaluation = evaluate({ plan: read.plan, ...basis, today, report });
      const { cost, scores } = evaluation;
      const exceeded: string[] = [];
      if (maxCost !== undefined && cost.monthly.likely > maxCost)
        exceeded.push(
          `A month costs ${money(cost.monthly.likely, cost.currency)}, more than the ${money(maxCost, cost.currency)} that --max-cost allows.`,
        );
      else if (maxCost !== undefined && cost.unknown.length > 0) {
        const titles = cost.unknown.map((id) => read.plan.nodes[id]?.title ?? id);
        terminal.talk(`${file}: A month may cost more than --max-cost allows: what ${titles.join(', ')} cost is not known.`);
      }
      const { value } = scores.maintainability;
      if (minMaintainability !== undefined && value !== null && value < minMaintainability)
        exceeded.push(`Maintainability is ${value}, less than the ${minMaintainability} that --min-maintainability asks for.`);
      return { file, read, evaluation, exceeded, rules: basis.rules.map(({ meta }) => meta) };
    });

    switch (format) {
      case 'text':
        for (const { file, read, evaluation } of judged) terminal.out(checkText(file, read, evaluation, terminal));
        break;
      case 'json': {
        // one plan is one answer; several are a list, in the order they were named
        const answers = judged.map(({ file, read, evaluation }) => checkJson(file, read.plan, evaluation));
        terminal.out(`${JSON.stringify(judged.length === 1 ? answers[0] : answers, null, 2)}\n`);
        break;
      }
      case 'sarif':
        terminal.out(checkSarif(judged, terminal.version));
        break;
      case 'junit':
        terminal.out(checkJunit(judged, fails, [maxCost, minMaintainability].filter((one) => one !== undefined).length));
        break;
      case 'markdown':
        terminal.out(checkMarkdown(judged));
    }
    for (const { file, exceeded } of judged) for (const sentence of exceeded) terminal.talk(`${file}: ${sentence}`);
    return judged.some(({ evaluation, exceeded }) => exceeded.length > 0 || evaluation.findings.some(fails)) ? 1 : 0;
  },
};
