import { hasSchemaBeside } from '#disk';
import { exporters } from '#engine/export';
import { list } from '#engine/format';
import { checkWritable, formatYaml, withSchemaLine, writePlanJson, writePlanYaml } from '#engine/plan';
import { basisOptions, readBasis } from '../basis';
import { UsageError, type Command, type ExitCode } from '../command';
import { withConfig } from '../configured';
import { ownOutput } from '../output/own-output';
import { safeJson } from '../output/safe-text';
import { safeYaml } from '../output/safe-yaml';
import { writeOut } from '../output/write-out';
import { readPlans, type NamedPlan } from '../plans';
import { exportFiles } from './export-files';
import { exportPicture, isPicture, pictureFormats, pictureOptions } from './export-picture';

/** Converts a plan to a format. */
type Exporter = (plan: NamedPlan) => string;

/** The formats of the plan itself: each is one text. */
export const formats = {
  json: ({ read }) => writePlanJson(read.plan),
  // comments are kept
  yaml: ({ read }) => (read.format === 'yaml' ? formatYaml(read.text, read.plan) : writePlanYaml(read.plan)),
} satisfies Readonly<Record<string, Exporter>>;

/** The same formats on standard output, which may be a terminal or a log: equal content, without commands that act there. */
const printed: Readonly<Record<keyof typeof formats, (text: string) => string>> = { json: safeJson, yaml: safeYaml };

/** Writes a plan in another format. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'write a plan in another format',
  operands: 'PLAN',
  options: {
    to: {
      type: 'string',
      choices: [...Object.keys(formats), ...pictureFormats, ...exporters.map(({ meta }) => meta.id), 'bundle'],
      help: 'the format; `bundle` is all files that the plan calls for',
    },
    out: {
      type: 'string',
      value: 'PATH',
      help: 'the folder of the files; for a single file also its own name, with its ending (default: standard output)',
    },
    check: {
      type: 'boolean',
      help: 'write nothing; fail, with a diff, if the files of the folder are not what the plan gives, joined with edits in them (default: the folder of the plan)',
    },
    ...pictureOptions,
    gaps: { type: 'boolean', help: 'write nothing; list what is left to be filled in' },
    format: { type: 'string', choices: ['text', 'json', 'sarif'], help: 'output format of --gaps (default: text)' },
    ...basisOptions,
    today: { type: 'string', value: 'YYYY-MM-DD', help: 'evaluate as of this day (default: today)' },
  },
  async run(files, options, terminal): Promise<ExitCode> {
    if (files.length !== 1) throw new UsageError('Name one plan.');
    if (options.text('to') === undefined) throw new UsageError('Name the format with --to.');
    const named = options.choice<string>('to', 'yaml');
    const today = options.day('today') ?? terminal.today;
    const { basisOf, isBroken } = await readBasis(await withConfig(exportCommand, options, files[0] ?? '.'), today, terminal);
    if (isBroken) return 2; // the problems were reported; a good file is not overwritten
    const isPictured = isPicture(named);
    for (const name of isPictured ? [] : Object.keys(pictureOptions))
      if (options.given[name] !== undefined) throw new UsageError(`--${name} is for pictures: --to ${list(pictureFormats)}.`);
    if (!isPictured && !(named in formats)) {
      if (options.text('out') === '-')
        throw new UsageError('"--out -" names no folder. Without --out, a single file goes to standard output.');
      const [plan] = await readPlans(files, terminal);
      return plan ? exportFiles(named, plan, basisOf(plan.read.plan), today, options, terminal) : 2;
    }
    for (const name of ['check', 'gaps', 'format'])
      if (options.given[name] !== undefined)
        throw new UsageError(`--${name} is for exporters, and "${named}" is a format of the plan itself.`);
    if (isPictured) {
      for (const plan of await readPlans(files, terminal))
        await exportPicture(named, plan, basisOf(plan.read.plan), today, options, terminal);
      return 0;
    }
    const to = named as keyof typeof formats;
    const write: Exporter = formats[to];
    const out = options.text('out');
    for (const plan of await readPlans(files, terminal)) {
      const text = write(plan);
      checkWritable(out ?? 'The plan', to, text, plan.read.plan);
      if (out === undefined || ownOutput.has(out)) terminal.out(printed[to](text));
      else {
        const doubt = await writeOut(out, to === 'yaml' && (await hasSchemaBeside(out)) ? withSchemaLine(text) : text);
        terminal.note(`${out} written.`);
        if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
      }
    }
    return 0;
  },
};
