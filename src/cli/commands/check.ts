import { UserError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { severities, type Finding, type Severity } from '#engine/validate';
import { basisOptions, readBasis } from '../basis';
import { Unusable, UsageError, type Command } from '../command';
import { checkJson } from '../output/check-json';
import { checkJunit } from '../output/check-junit';
import { checkMarkdown } from '../output/check-markdown';
import { checkSarif } from '../output/check-sarif';
import { checkText } from '../output/check-text';
import { isJudged, type CheckReport, type Judged, type Unread } from '../output/judged';
import { jsonText } from '../output/safe-text';
import { limitsOf, limitOptions } from '../limits';
import { linesOf, problemsOf } from '../problem-lines';
import { readEach, unreadable } from '../plans';

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
    ...limitOptions,
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'the day that counts as today' },
  },
  async run(files, options, terminal) {
    if (files.length === 0) throw new UsageError('Name at least one plan.');
    const format = options.choice<(typeof formats)[number]>('format', 'text');
    const failOn = options.choice<Severity | 'never'>('fail-on', 'error');
    const limits = limitsOf(options);
    const today = options.day('today') ?? terminal.today;
    const plans = await readEach(files, terminal);
    const unread = unreadable(plans);
    const { basisOf, faults, isBroken } = await readBasis(options, today, terminal).catch((error: unknown) => {
      throw error instanceof UserError ? new Unusable([error, ...unread.map((one) => one.error)]) : error; // one does not hide the others
    });

    const limit = failOn === 'never' ? -1 : severities.indexOf(failOn);
    const fails = ({ severity, waived }: Finding) => !waived && severities.indexOf(severity) <= limit;
    const reported = plans.map((one): Judged | Unread => {
      if ('error' in one) return { file: one.file, problems: problemsOf(one.error) };
      const { file, read } = one;
      const report = ({ message }: Error) => terminal.talk(`${file}: ${message}`);
      const basis = basisOf(read.plan);
      const evaluation = evaluate({ plan: read.plan, ...basis, today, report });
      return { file, read, evaluation, exceeded: limits.exceeded(read.plan, evaluation), rules: basis.rules.map(({ meta }) => meta) };
    });
    write({ plans: reported, faults });

    for (const { error } of unread) for (const line of linesOf(error)) terminal.talk(line);
    const judged = reported.filter(isJudged);
    for (const { file, exceeded } of judged) for (const sentence of exceeded) terminal.talk(`${file}: ${sentence}`);
    if (unread.length > 0 || isBroken) return 2;
    return judged.some(({ evaluation, exceeded }) => exceeded.length > 0 || evaluation.findings.some(fails)) ? 1 : 0;

    function write(report: CheckReport): void {
      switch (format) {
        case 'text':
          terminal.show(checkText(report.plans.filter(isJudged), terminal));
          break;
        case 'json': {
          // one plan is one answer; several are a list, in the order they were named
          const answers = report.plans.map((plan) => checkJson(plan, report.faults));
          terminal.out(jsonText(answers.length === 1 ? answers[0] : answers));
          break;
        }
        case 'sarif':
          terminal.out(checkSarif(report, terminal.version));
          break;
        case 'junit':
          terminal.out(checkJunit(report, fails, limits.number));
          break;
        case 'markdown':
          terminal.show(checkMarkdown(report));
      }
    }
  },
};
