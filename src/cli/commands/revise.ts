import { saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { figuresOfDayWords } from '#engine/format';
import { checkWritable, figuresOfDay, nextRevisionId, planText, revisionIdProblem, shortName, type Revision } from '#engine/plan';
import { userNameFor } from '#history';
import { basisOptions, readBasis } from '../basis';
import { UsageError, type Command, type ExitCode } from '../command';
import { withConfig } from '../configured';
import { safe } from '../output/safe-text';
import { readPlanFiles, standardInput } from '../plans';

/** Issues a revision of a plan: the figures of the day are written into its file, which otherwise stays as it is. */
export const revise: Command = {
  name: 'revise',
  summary: 'issue a revision of a plan: write its id, day, author, note and figures into the file',
  operands: 'PLAN',
  about:
    'Everything else in the file stays as it is, comments among it. Commit the file then: what changed since a revision is found by its commit.',
  options: {
    note: { type: 'string', value: 'TEXT', help: 'what is new in it' },
    id: { type: 'string', value: 'ID', help: 'such as B, 3 or 1.2 (default: the one that follows the last revision, or A)' },
    author: { type: 'string', value: 'NAME', help: 'who issues it (default: the name that git is configured with)' },
    date: { type: 'string', value: 'YYYY-MM-DD', help: 'the day of the revision and of its figures (default: today)' },
    ...basisOptions,
  },
  async run(files, given, terminal): Promise<ExitCode> {
    const [name] = files;
    if (name === undefined || files.length > 1) throw new UsageError('Name one plan.');
    if (name === standardInput) throw new UsageError('A revision is written into a file: name the file of the plan.');
    const date = given.day('date') ?? terminal.today;
    const [named] = await readPlanFiles([name]);
    if (!named) throw new UsageError('Name one plan.');
    const { file, read } = named;
    const options = await withConfig(revise, given, file);
    const { basisOf, isBroken } = await readBasis(options, date, terminal);
    if (isBroken) return 2; // the problems were reported; figures of a part are not kept
    const { plan, format } = read;
    const { revisions = [] } = plan;
    const id = (options.text('id') ?? nextRevisionId(revisions)).trim();
    const problem = revisionIdProblem(id, revisions);
    if (problem !== undefined) throw new UserError(`${file}: ${problem}`, 'Name another one with --id.');
    const { cost, scores } = evaluate({
      plan,
      ...basisOf(plan),
      today: date,
      report: ({ message }) => terminal.talk(`${file}: ${message}`),
    });
    const author = (options.text('author') ?? userNameFor(file) ?? '').trim();
    const note = (options.text('note') ?? '').trim();
    const revision: Revision = {
      id,
      date,
      ...(author === '' ? {} : { author }),
      ...(note === '' ? {} : { note }),
      ...figuresOfDay(cost, scores),
    };
    const issued = { ...plan, revisions: [...revisions, revision] };
    const text = planText(issued, format, read);
    checkWritable(file, format, text, issued);
    const { doubt } = await saveAtomically(file, text, { expected: read.fingerprint });
    terminal.note(
      `${file}: revision ${safe(shortName(id))} of ${date} issued${author === '' ? '' : ` by ${safe(shortName(author))}`}: ${figuresOfDayWords(revision)}.`,
    );
    if (doubt) terminal.talk(`${doubt.problem} ${doubt.fix}`);
    return 0;
  },
};
