import { writeFile } from 'node:fs/promises';
import { readPlanFile } from '#disk';
import { writePlanJson, writePlanYaml } from '#engine/plan';
import { UsageError, type Command, type ExitCode } from '../command';

/** Writes a plan in another format. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'write a plan in another format',
  operands: 'PLAN',
  options: {
    to: { type: 'string', choices: ['yaml', 'json'], help: 'the format' },
    out: { type: 'string', value: 'PATH', help: 'the file to write; standard output when left out' },
  },
  async run(files, options, terminal): Promise<ExitCode> {
    const [file] = files;
    if (file === undefined || files.length > 1) throw new UsageError('Name one plan.');
    const to = options.text('to');
    if (to === undefined) throw new UsageError('Say with --to which format is wanted.');
    const { plan } = await readPlanFile(file);
    const text = to === 'json' ? writePlanJson(plan) : writePlanYaml(plan);
    const out = options.text('out');
    if (out === undefined) terminal.out(text);
    else {
      await writeFile(out, text);
      terminal.talk(`${out} written.`);
    }
    return 0;
  },
};
