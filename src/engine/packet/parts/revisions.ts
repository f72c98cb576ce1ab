import { costOfDayWords, scoresOfDayWords } from '../../format';
import { shortName, shortText } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Row } from '../flow';

/** The states of the plan that were issued, the newest first, with the figures that they had. */
export function revisionSheets(context: PacketContext, first: number): readonly Draft[] {
  const { plan, commit, date, isUncommitted } = context.input;
  const flow = new Flow(context, 'revisions', 'Revisions', first);
  flow.paragraph(
    commit === undefined
      ? `This packet shows the plan as of ${date}, ${isUncommitted ? 'which is in no commit yet' : 'from a commit that is not known'}.`
      : `This packet shows the plan as of ${date}, from commit ${commit}${isUncommitted ? ' with changes that are not committed' : ''}.`,
  );
  const revisions = [...(plan.revisions ?? [])].reverse();
  if (revisions.length === 0) flow.paragraph('No revision of the plan has been issued.');
  else
    flow.table({
      key: 'revisions',
      columns: [
        { title: 'Revision', share: 10 },
        { title: 'Date', share: 12 },
        { title: 'Author', share: 16 },
        { title: 'Note', share: 30 },
        { title: 'A month', share: 14, isRight: true },
        { title: 'Scores', share: 18 },
      ],
      groups: revisions.map((one): Row[] => [
        {
          cells: [
            { text: shortName(one.id), look: 'strong' },
            one.date,
            shortName(one.author ?? 'not stated'),
            shortText(one.note ?? 'not stated'),
            costOfDayWords(one.cost),
            scoresOfDayWords(one.scores),
          ],
        },
      ]),
    });
  return flow.finish();
}
