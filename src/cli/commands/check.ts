import { UserError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { pillars, severities, type Pillar } from '#engine/validate';
import { againstOptions, checkAgainst } from '../against';
import { basisOptions } from '../basis';
import { UnusableInputs, UsageError, type Command, type OptionValues, type Terminal } from '../command';
import { Configured, listedPlans } from '../configured';
import { findPlans, type FoundPlans } from '../find-plans';
import { checkJsonWriter, checkNdjsonWriter } from '../output/check-json';
import { checkJunitWriter } from '../output/check-junit';
import { checkMarkdownWriter } from '../output/check-markdown';
import { checkSarifWriter } from '../output/check-sarif';
import { checkTextWriter } from '../output/check-text';
import { portfolioJson, portfolioMarkdown, portfolioText, portfolioWriter } from '../output/portfolio-writers';
import type { CheckedPlan, CheckWriter } from '../output/evaluated';
import { limitOptions, limitsOf } from '../limits';
import { linesOf, problemsOf } from '../problem-lines';
import { eachPlan, readEach, standardInput, unreadable } from '../plans';
import { Setups, type Setup } from '../setups';

const formats = ['text', 'json', 'ndjson', 'sarif', 'junit', 'markdown'] as const;

/** Checks plans: findings, scores and cost, and whether they meet the limits. */
export const check: Command = {
  name: 'check',
  summary: 'check plans: findings, scores and cost',
  operands: '[PLAN...]',
  about:
    'A PLAN is a file, a folder with all plans below it, or a pattern such as "plans/**/*.pipedraft.yaml". Without one, the plans are checked that the configuration file lists.',
  options: {
    format: {
      type: 'string',
      choices: formats,
      help: 'output format (default: text); ndjson writes each plan on a line when it is checked',
    },
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
    table: {
      type: 'boolean',
      help: 'one row for each plan, the worst first, and totals: as text, json or markdown',
    },
    ...againstOptions,
    ...limitOptions,
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'evaluate as of this day (default: today)' },
  },
  async run(words, given, terminal) {
    const configured = new Configured(check, given);
    const { files, isOpen } = await plansOf(words, configured);
    limitsOf(given);
    await checkAgainst(
      files.map((one) => (typeof one === 'string' ? one : one.file)),
      given,
    );
    const today = given.day('today') ?? terminal.today;
    const setups = new Setups(configured, today, terminal);
    const writer = writerOf(given, files.length !== 1 || isOpen, terminal);

    let isFailing = false;
    const unread: string[] = [];
    const exceeded: string[] = [];
    for await (const one of eachPlan(files, terminal)) {
      const setup = await setups.for(one.file).catch(async (error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        const others = await readEach(
          files.filter((file) => file !== standardInput && file !== one.file),
          terminal,
        );
        throw new UnusableInputs([error, ...unreadable([one, ...others]).map((other) => other.error)]); // one does not hide the others
      });
      if ('error' in one) {
        writer.add({ ...checkedWith(setup), plan: { file: one.file, problems: problemsOf(one.error) } });
        unread.push(...linesOf(one.error));
        continue;
      }
      const { file, read } = one;
      const report = ({ message }: Error) => terminal.talk(`${file}: ${message}`);
      const { basisOf } = setup.basis;
      const basis = basisOf(read.plan);
      const whole = evaluate({ plan: read.plan, ...basis, today, report });
      const against = setup.options.text('against');
      const baseline =
        against === undefined
          ? undefined
          : await (await import('../baseline')).baselineOf(against, one, whole, setup.options, { basisOf, today, report }, terminal);
      const pillar = given.text('pillar') as Pillar | undefined; // run.ts lets only the option's choices through
      const evaluation =
        pillar === undefined ? whole : { ...whole, findings: whole.findings.filter((finding) => finding.pillar === pillar) };
      const over = setup.limits.exceeded(read.plan, evaluation, baseline);
      const notCompared = baseline ? setup.limits.notCompared(baseline) : [];
      const plan = {
        file,
        read,
        evaluation,
        ...(baseline ? { baseline } : {}),
        exceeded: over,
        notCompared,
        rules: basis.rules.map(({ meta }) => meta),
      };
      const checked = { ...checkedWith(setup), plan };
      writer.add(checked);
      exceeded.push(...[...over, ...notCompared].map((sentence) => `${file}: ${sentence}`));
      if (over.length > 0 || evaluation.findings.some((finding) => checked.fails(finding, plan))) isFailing = true;
    }
    writer.end(setups.faults);
    for (const line of [...unread, ...exceeded]) terminal.talk(line);
    if (unread.length > 0 || setups.isBroken) return 2;
    return isFailing ? 1 : 0;
  },
};

/** The plans that the command line names, else those that the configuration file lists. */
async function plansOf(words: readonly string[], configured: Configured): Promise<FoundPlans> {
  if (words.length > 0) return findPlans(words);
  const file = await configured.fileFor('.');
  const listed = file && listedPlans(file);
  if (!listed) throw new UsageError('Name at least one plan.');
  return findPlans(listed.words, listed.folder);
}

function checkedWith({ failOn, limits, basis }: Setup): Omit<CheckedPlan, 'plan'> {
  const limit = failOn === 'never' ? -1 : severities.indexOf(failOn);
  return {
    faults: basis.faults,
    limits: limits.number,
    fails: ({ severity, waived, key }, { baseline }) => !waived && severities.indexOf(severity) <= limit && (baseline?.isNew(key) ?? true),
  };
}

function writerOf(options: OptionValues, isList: boolean, terminal: Terminal): CheckWriter {
  if (options.flag('table')) return tableOf(options, terminal);
  switch (options.choice<(typeof formats)[number]>('format', 'text')) {
    case 'text':
      return checkTextWriter(terminal, (text) => terminal.show(text));
    case 'json':
      return checkJsonWriter(isList, (text) => terminal.out(text));
    case 'ndjson':
      return checkNdjsonWriter((text) => terminal.out(text));
    case 'sarif':
      return checkSarifWriter(terminal.version, (text) => terminal.out(text));
    case 'junit':
      return checkJunitWriter((text) => terminal.out(text));
    case 'markdown':
      return checkMarkdownWriter((text) => terminal.show(text));
  }
}

/** @throws UsageError for a format that has no table */
function tableOf(options: OptionValues, terminal: Terminal): CheckWriter {
  const format = options.choice<(typeof formats)[number]>('format', 'text');
  switch (format) {
    case 'text':
      return portfolioWriter((portfolio) => terminal.show(portfolioText(portfolio, terminal)));
    case 'json':
      return portfolioWriter((portfolio, faults) => terminal.out(portfolioJson(portfolio, faults)));
    case 'markdown':
      return portfolioWriter((portfolio) => terminal.show(portfolioMarkdown(portfolio)));
    default:
      throw new UsageError(`--table is for text, json and markdown, and not for ${format}.`);
  }
}
