import { money } from '../../format';
import { shortName, shortText, type Revision } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Row } from '../flow';

/** The states of the plan that were issued, the newest first, with the figures that they had. */
export function revisionSheets(context: PacketContext, first: number): readonly Draft[] {
  const { plan, commit, date } = context.input;
  const flow = new Flow(context, 'revisions', 'Revisions', first);
  flow.paragraph(
    `This packet shows the plan as of ${date}, ${commit === undefined ? 'from a commit that is not known' : `from commit ${commit}`}.`,
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
            costWords(one),
            scoreWords(one),
          ],
        },
      ]),
    });
  return flow.finish();
}

function costWords({ cost }: Revision): string {
  if (!cost) return 'not recorded';
  const known = money(cost.monthly, cost.currency);
  return cost.unknown ? `${known}, ${cost.unknown} unknown` : known;
}

function scoreWords({ scores = {} }: Revision): string {
  const { maintainability, skills, integration, maturity } = scores;
  const words = [
    ...(maintainability === undefined ? [] : [`maintainability ${maintainability}`]),
    ...(skills === undefined ? [] : [`skills ${skills}`]),
    ...(integration === undefined ? [] : [`integration ${integration}`]),
    ...(maturity === undefined ? [] : [`maturity level ${maturity}`]),
  ];
  return words.length > 0 ? words.join(', ') : 'not recorded';
}
