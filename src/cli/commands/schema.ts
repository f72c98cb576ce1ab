import { putSchemaBeside } from '#disk';
import { UserError } from '#engine/errors';
import { UnusableInputs, UsageError, type Command, type ExitCode, type Terminal } from '../command';
import { schemaNames, schemaText } from '../output/schemas';
import { standardInput } from '../plans';

/** Prints the JSON Schema of the plan file, or writes it where editors find it. */
export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the plan file or of an output, or write the former beside plans',
  operands: '[PLAN...]',
  options: {
    beside: {
      type: 'boolean',
      help: 'write the schema into the folder of each plan, so that the first line of a plan can point editors to it',
    },
    of: {
      type: 'string',
      choices: schemaNames,
      help: 'what the schema is of: a file that people write, or the JSON of a command (default: plan)',
    },
    format: { type: 'string', choices: ['json'], help: 'json, the only one' },
  },
  async run(plans, options, terminal): Promise<ExitCode> {
    if (options.flag('beside')) {
      if (options.text('of') !== undefined) throw new UsageError('--of is for printing; --beside writes the schema of the plan file.');
      if (plans.length === 0) throw new UsageError('Name the plans whose folders the schema goes into.');
      if (plans.includes(standardInput)) throw new UsageError('Standard input ("-") is in no folder.');
      await putBeside(plans, terminal);
      return 0;
    }
    if (plans.length > 0) throw new UsageError('Plans are named with --beside only.');
    terminal.out(schemaText(options.choice('of', 'plan')));
    return 0;
  },
};

/** Once into each folder. */
async function putBeside(plans: readonly string[], { note }: Terminal): Promise<void> {
  const refused: UserError[] = [];
  const done = new Set<string>();
  for (const plan of plans) {
    try {
      const { file, how } = await putSchemaBeside(plan);
      if (done.has(file)) continue;
      done.add(file);
      note({ written: `${file} written.`, renewed: `${file} brought up to date.`, there: `${file} is there already.` }[how]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push(error); // the others can be written
    }
  }
  if (done.size > 0) note('"pipedraft fmt" puts the line that points at it on top of a plan.');
  if (refused.length > 0) throw new UnusableInputs(refused);
}
