import { UserError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { pillars, severities, type Finding, type Pillar, type Severity } from '#engine/validate';
import { againstOptions, baselineOf, checkAgainst } from '../against';
import { basisOptions, readBasis } from '../basis';
import { UnusableInputs, UsageError, type Command } from '../command';
import { checkJson } from '../output/check-json';
import { checkJunit } from '../output/check-junit';
import { checkMarkdown } from '../output/check-markdown';
import { checkSarif } from '../output/check-sarif';
import { checkText } from '../output/check-text';
import { isEvaluated, type CheckReport, type EvaluatedPlan, type Unread } from '../output/evaluated';
import { jsonText } from '../output/safe-text';
import { limitsOf, limitOptions } from '../limits';
import { linesOf, problemsOf } from '../problem-lines';
import { readEach, unreadable } from '../plans';

const formats = ['text', 'json', 'sarif', 'junit', 'markdown'] as const;

/** Checks plans: findings, scores and cost, and whether they meet the limits. */
export const check: Command = {
  name: 'check',
  summary: 'check plans: findings, scores and cost',
  operands: 'PLAN...',
  options: {
    format: { type: 'string', choices: formats, help: 'output format (default: text)' },
    'fail-on': {
      type: 'string',
      choices: [...severities, 'never'],
      help: 'fail on findings of this severity or worse (default: error)',
    },
    pillar: {
      type: 'string',
      choices: pillars.map(({ id }) => id),
      help: 'only findings of this pillar of the Well-Architected Framework',
    },
    ...againstOptions,
    ...limitOptions,
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'evaluate as of this day (default: today)' },
  },
  async run(files, options, terminal) {
    if (files.length === 0) throw new UsageError('Name at least one plan.');
    const format = options.choice<(typeof formats)[number]>('format', 'text');
    const failOn = options.choice<Severity | 'never'>('fail-on', 'error');
    const pillar = options.text('pillar') as Pillar | undefined; // run.ts lets only the option's choices through
    const limits = limitsOf(options);
    checkAgainst(files, options);
    const today = options.day('today') ?? terminal.today;
    const plans = await readEach(files, terminal);
    const unread = unreadable(plans);
    const { basisOf, faults, isBroken } = await readBasis(options, today, terminal).catch((error: unknown) => {
      throw error instanceof UserError ? new UnusableInputs([error, ...unread.map((one) => one.error)]) : error; // one does not hide the others
    });

    const limit = failOn === 'never' ? -1 : severities.indexOf(failOn);
    const fails = ({ severity, waived, key }: Finding, { baseline }: Pick<EvaluatedPlan, 'baseline'>) =>
      !waived && severities.indexOf(severity) <= limit && (baseline?.isNew(key) ?? true);
    const reported: (EvaluatedPlan | Unread)[] = [];
    for (const one of plans) {
      if ('error' in one) {
        reported.push({ file: one.file, problems: problemsOf(one.error) });
        continue;
      }
      const { file, read } = one;
      const report = ({ message }: Error) => terminal.talk(`${file}: ${message}`);
      const basis = basisOf(read.plan);
      const whole = evaluate({ plan: read.plan, ...basis, today, report });
      const baseline = await baselineOf(one, whole, options, { basisOf, today, report }, terminal);
      const evaluation = pillar === undefined ? whole : { ...whole, findings: whole.findings.filter((one) => one.pillar === pillar) };
      const exceeded = limits.exceeded(read.plan, evaluation, baseline);
      reported.push({ file, read, evaluation, ...(baseline ? { baseline } : {}), exceeded, rules: basis.rules.map(({ meta }) => meta) });
    }
    write({ plans: reported, faults });

    for (const { error } of unread) for (const line of linesOf(error)) terminal.talk(line);
    const evaluated = reported.filter(isEvaluated);
    for (const { file, exceeded } of evaluated) for (const sentence of exceeded) terminal.talk(`${file}: ${sentence}`);
    if (unread.length > 0 || isBroken) return 2;
    return evaluated.some((one) => one.exceeded.length > 0 || one.evaluation.findings.some((finding) => fails(finding, one))) ? 1 : 0;

    function write(report: CheckReport): void {
      switch (format) {
        case 'text':
          terminal.show(checkText(report.plans.filter(isEvaluated), terminal));
          break;
        case 'json': {
          // one plan is one object; several are a list, in the order of the command line
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
