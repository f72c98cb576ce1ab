import { pathOfWord, readTextStream, readWholeText, saveAtomically } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { counted } from '#engine/format';
import { conflictWords, mergeTexts, overruledWords, type MergedText, type Sides } from '#engine/merge';
import { formatOf } from '#engine/plan';
import { catalog } from '#resources';
import { UnusableInputs, UsageError, type Command, type ExitCode, type OptionValues, type Terminal } from '../command';
import { shownText } from '../output/safe-text';
import { standardInput } from '../plans';
import { linesOf } from '../problem-lines';

/** Merges two sides of a plan; as a driver, git calls it. */
export const merge: Command = {
  name: 'merge',
  summary: 'merge two sides of a plan by meaning; git can call it',
  operands: 'BASE OURS THEIRS',
  options: {
    out: { type: 'string', value: 'FILE', help: 'write the result to this file, which may be OURS (default: standard output)' },
    path: { type: 'string', value: 'NAME', help: 'name of the plan, for its format and for messages (default: OURS)' },
    'marker-size': { type: 'string', value: 'N', help: 'length of conflict marks (default: 7)' },
  },
  async run(words, options, terminal): Promise<ExitCode> {
    const [base, ours, theirs] = words;
    if (base === undefined || ours === undefined || theirs === undefined || words.length > 3)
      throw new UsageError('Name three files: what both sides began with, ours, and theirs. One of them may be "-", standard input.');
    if (words.filter((word) => word === standardInput).length > 1)
      throw new UsageError('Standard input can be read once: name a file for the other sides.');
    const markerSize = markerSizeOf(options);
    const name = options.text('path') ?? (ours === standardInput ? '<stdin>' : ours);
    const merged = mergeTexts(await readSides({ base, ours, theirs }, terminal), catalog, {
      format: formatOf(name),
      ...(markerSize === undefined ? {} : { markerSize }),
      names: { base: `${name} (base)`, ours: `${name} (ours)`, theirs: `${name} (theirs)` },
    });
    const out = options.text('out');
    if (out === undefined) terminal.out(merged.text);
    else {
      const { doubt } = await saveAtomically(pathOfWord(out), merged.text);
      if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
    }
    return report(merged, name, terminal);
  },
};

/** Longest conflict marks that can be asked for. */
const longestMarks = 1000;

function markerSizeOf(options: OptionValues): number | undefined {
  const size = options.number('marker-size');
  if (size === undefined) return undefined;
  if (!Number.isInteger(size) || size < 1 || size > longestMarks)
    throw new UsageError(`--marker-size needs a whole number from 1 to ${longestMarks}, not "${options.text('marker-size')}".`);
  return size;
}

/** The three texts. A base that does not exist is an empty one: the plan was added on both sides. */
async function readSides(files: Sides<string>, { input }: Pick<Terminal, 'input'>): Promise<Sides<string>> {
  const errors: UserError[] = [];
  const texts = { base: '', ours: '', theirs: '' };
  for (const side of ['base', 'ours', 'theirs'] as const) {
    try {
      const word = files[side];
      texts[side] = word === standardInput ? await readTextStream(input, '<stdin>') : (await readWholeText(pathOfWord(word))).text;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (side !== 'base' || !isMissing(error)) errors.push(error);
    }
  }
  if (errors.length > 0) throw new UnusableInputs(errors);
  return texts;
}

function isMissing(error: UserError): boolean {
  return !(error instanceof PlanProblems) && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

/** Says what is left to do. */
function report(merged: MergedText, name: string, terminal: Terminal): ExitCode {
  const file = shownText(name);
  if (merged.how === 'lines') {
    for (const { side, error } of merged.unreadable) {
      terminal.talk(`${file}: "${side}" cannot be read as a plan, so lines were merged.`);
      for (const line of linesOf(error)) terminal.talk(line);
    }
    if (merged.broken) {
      terminal.talk(`${file}: there is no conflict, but the result is no plan. Correct it before you commit it.`);
      for (const line of linesOf(merged.broken)) terminal.talk(line);
    }
    if (merged.conflicts > 0) terminal.talk(`${file}: ${settle(merged.conflicts)}`);
    return merged.conflicts > 0 || merged.broken ? 1 : 0;
  }
  for (const overruled of merged.overruled) terminal.talk(`${file}: ${overruledWords(overruled)}`);
  for (const conflict of merged.conflicts) terminal.talk(`${file}: conflict: ${conflictWords(conflict)}`);
  if (merged.conflicts.length > 0) terminal.talk(`${file}: ${settle(merged.conflicts.length)}`);
  return merged.conflicts.length > 0 ? 1 : 0;
}

function settle(conflicts: number): string {
  return `${counted(conflicts, 'conflict')}. Both sides are in the text, between "<<<<<<<" and ">>>>>>>": keep one side of each.`;
}
