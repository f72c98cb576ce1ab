import { hasSchemaBeside, saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import {
  checkWritable,
  countAliases,
  formatYaml,
  inTheManner,
  plainText,
  withSchemaLine,
  writePlanJson,
  type PlanFile,
} from '#engine/plan';
import { UnusableInputs, UsageError, type Command, type ExitCode, type Terminal } from '../command';
import { findPlans } from '../find-plans';
import { safeYaml } from '../output/safe-yaml';
import { safeJson } from '../output/safe-text';
import { readable, readEach, readPlanFiles, readPlans, standardInput, unreadable } from '../plans';

/** Puts plans into canonical form. */
export const fmt: Command = {
  name: 'fmt',
  summary: 'write plans in canonical form, keeping comments',
  operands: 'PLAN...',
  about: 'A PLAN is a file, a folder with all plans below it, or a pattern such as "plans/**/*.pipedraft.yaml".',
  options: { check: { type: 'boolean', help: 'change nothing; fail when a plan is not in canonical form' } },
  async run(words, options, terminal): Promise<ExitCode> {
    if (words.length === 0) throw new UsageError('Name at least one plan.');
    const { files } = findPlans(words);
    const onlyCheck = options.flag('check');
    if (files.includes(standardInput) && !onlyCheck) {
      if (files.length > 1) throw new UsageError('Standard input ("-") is formatted alone.');
      for (const { file, read } of await readPlans(words, terminal)) {
        sayWrittenOut(file, read, terminal);
        terminal.out((read.format === 'json' ? safeJson : safeYaml)(canonical(read)));
      }
      return 0;
    }
    if (onlyCheck) {
      const plans = await readEach(files, terminal);
      let different = 0;
      for (const { file, read } of readable(plans)) {
        if (isCanonical(await canonicalBeside(file, read), read)) continue;
        different += 1;
        terminal.talk(`${file} is not in canonical form. Run: pipedraft fmt ${file === '<stdin>' ? standardInput : file}`);
      }
      const errors = unreadable(plans).map(({ error }) => error);
      if (errors.length > 0) throw new UnusableInputs(errors);
      return different > 0 ? 1 : 0;
    }
    const refused: UserError[] = [];
    for (const { file, read } of await readPlanFiles(files)) {
      const text = await canonicalBeside(file, read);
      if (isCanonical(text, read)) continue;
      try {
        const written = inTheManner(text, read.text);
        checkWritable(file, read.format, written, read.plan);
        const { doubt } = await saveAtomically(file, written, { expected: read.fingerprint });
        sayWrittenOut(file, read, terminal);
        terminal.note(`${file} written in canonical form.`);
        if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused.push(error); // the others can be written
      }
    }
    if (refused.length > 0) throw new UnusableInputs(refused);
    return 0;
  },
};

function canonical({ format, text, plan }: PlanFile): string {
  return format === 'json' ? writePlanJson(plan) : formatYaml(text, plan);
}

/** With the line that points at the schema, where the schema is in the plan's folder. */
async function canonicalBeside(file: string, read: PlanFile): Promise<string> {
  const text = canonical(read);
  return read.format === 'yaml' && file !== '<stdin>' && (await hasSchemaBeside(file)) ? withSchemaLine(text) : text;
}

/** Line ends and a byte order mark are left to whoever checked the file out. */
function isCanonical(text: string, read: PlanFile): boolean {
  return text === plainText(read.text);
}

function sayWrittenOut(file: string, { format, text }: PlanFile, terminal: Terminal): void {
  const count = format === 'yaml' ? countAliases(text) : 0;
  if (count > 0)
    terminal.note(`${file}: ${count === 1 ? 'an alias is' : `${count} aliases are`} written out: canonical form repeats values.`);
}
