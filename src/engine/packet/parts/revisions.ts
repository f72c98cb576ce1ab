import { shortName, shortText } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Row } from '../flow';

/** Earlier states of the plan's file, newest first. */
export function revisionSheets(context: PacketContext, first: number): readonly Draft[] {
  const { revisions, commit, date } = context.input;
  const flow = new Flow(context, 'revisions', 'Revisions', first);
  flow.paragraph(
    `This packet shows the plan as of ${date}, ${commit === undefined ? 'from a commit that is not known' : `from commit ${commit}`}.`,
  );
  if (!revisions) flow.paragraph('Earlier revisions are not known: no git repository was read.');
  else if (revisions.length === 0) flow.paragraph('The file of the plan has no earlier revisions.');
  else
    flow.table({
      key: 'revisions',
      columns: [
        { title: 'Date', share: 14 },
        { title: 'Commit', share: 14 },
        { title: 'Author', share: 22 },
        { title: 'Change', share: 50 },
      ],
      groups: revisions.map((one): Row[] => [
        { cells: [one.date, { text: one.commit, look: 'mono' }, shortName(one.author), shortText(one.message)] },
      ]),
    });
  return flow.finish();
}
