import { pathOfWord, readWholeText } from '#disk';
import { planEntries } from '#engine/diff';
import { PlanProblems } from '#engine/errors';
import { readPlan, type Plan } from '#engine/plan';
import { bookOf, catalog } from '#resources';
import { UsageError, type Command, type ExitCode } from '../command';
import { safe } from '../output/safe-text';

/** Prints a plan for a comparison line by line; git calls it. */
export const textconv: Command = {
  name: 'textconv',
  summary: 'print what a plan says, line by line, for "git diff" and "git log -p"',
  operands: 'FILE',
  options: {},
  async run([word, ...more], _, terminal): Promise<ExitCode> {
    if (word === undefined || more.length > 0) throw new UsageError('Name one file.');
    const file = pathOfWord(word);
    const { text } = await readWholeText(file);
    terminal.show(linesOf(text, file));
    return 0;
  },
};

/** A text that is no plan, such as one with conflict marks, is shown as it is: a difference to it must be seen, too. */
function linesOf(text: string, file: string): string {
  let plan: Plan;
  try {
    ({ plan } = readPlan(text, file));
  } catch (error) {
    if (error instanceof PlanProblems) return text;
    throw error;
  }
  const lines = planEntries(plan, catalog, bookOf(plan.context.priceBook).currency).flatMap(({ head, keys }) => [
    safe(head),
    ...keys.map(({ title, value }) => `  ${safe(title)}: ${safe(value)}`),
  ]);
  return `${lines.join('\n')}\n`;
}
