import { saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { checkWritable, formatYaml, writePlanJson, type PlanFile } from '#engine/plan';
import { Unusable, UsageError, type Command, type ExitCode } from '../command';
import { safeYaml } from '../output/safe-yaml';
import { safeJson } from '../output/safe-text';
import { readable, readEach, readPlanFiles, readPlans, standardInput, unreadable } from '../plans';

/** Puts plans into canonical form. */
export const fmt: Command = {
  name: 'fmt',
  summary: 'put plans into canonical form, comments kept',
  operands: 'PLAN...',
  options: { check: { type: 'boolean', help: 'change nothing; fail when a plan is not in canonical form' } },
  async run(files, options, terminal): Promise<ExitCode> {
    if (files.length === 0) throw new UsageError('Name at least one plan.');
    const onlyCheck = options.flag('check');
    if (files.includes(standardInput) && !onlyCheck) {
      if (files.length > 1) throw new UsageError('Standard input ("-") is formatted alone.');
      for (const { read } of await readPlans(files, terminal))
        terminal.out((read.format === 'json' ? safeJson : safeYaml)(canonical(read)));
      return 0;
    }
    if (onlyCheck) {
      const plans = await readEach(files, terminal);
      const different = readable(plans).filter(({ read }) => canonical(read) !== read.text);
      for (const { file } of different) terminal.talk(`${file} is not in canonical form. Run: pipedraft fmt ${file}`);
      const errors = unreadable(plans).map(({ error }) => error);
      if (errors.length > 0) throw new Unusable(errors);
      return different.length > 0 ? 1 : 0;
    }
    const refused: UserError[] = [];
    for (const { file, read } of await readPlanFiles(files)) {
      const text = canonical(read);
      if (text === read.text) continue;
      try {
        checkWritable(file, read.format, text, read.plan);
        const { doubt } = await saveAtomically(file, text, { expected: read.fingerprint });
        terminal.talk(`${file} written in canonical form.`);
        if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused.push(error); // the others can be written
      }
    }
    if (refused.length > 0) throw new Unusable(refused);
    return 0;
  },
};

function canonical({ format, text, plan }: PlanFile): string {
  return format === 'json' ? writePlanJson(plan) : formatYaml(text, plan);
}
