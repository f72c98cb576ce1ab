import { planJsonSchema } from '#engine/plan';
import { jsonText } from '../output/safe-text';
import type { Command } from '../command';

/** Prints the JSON Schema of the plan file, for editors. */
export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the plan file',
  operands: '',
  options: { format: { type: 'string', choices: ['json'], help: 'json, the only one' } },
  run(_, __, terminal) {
    terminal.out(jsonText(planJsonSchema()));
    return 0;
  },
};
