import { readPlanFile, saveAtomically } from '#disk';
import { formatYaml, writePlanJson } from '#engine/plan';
import { UsageError, type Command, type ExitCode } from '../command';

/** Puts plans into canonical form. */
export const fmt: Command = {
  name: 'fmt',
  summary: 'put plans into canonical form, comments kept',
  operands: 'PLAN...',
  options: { check: { type: 'boolean', help: 'change nothing; fail when a plan is not in canonical form' } },
  async run(files, options, terminal): Promise<ExitCode> {
    if (files.length === 0) throw new UsageError('Name at least one plan.');
    const reads = await Promise.all(files.map(async (file) => ({ file, read: await readPlanFile(file) }))); // all are read before one is written
    let different = 0;
    for (const { file, read } of reads) {
      const text = read.format === 'json' ? writePlanJson(read.plan) : formatYaml(read.text, read.plan);
      if (text === read.text) continue;
      different += 1;
      if (options.flag('check')) {
        terminal.talk(`${file} is not in canonical form. Run: pipedraft fmt ${file}`);
        continue;
      }
      await saveAtomically(file, text, { expected: read.fingerprint });
      terminal.talk(`${file} written in canonical form.`);
    }
    return options.flag('check') && different > 0 ? 1 : 0;
  },
};
