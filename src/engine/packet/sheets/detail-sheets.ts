import type { Draft, PacketContext } from '../context';
import { Flow } from '../flow';
import { detailSheet, type DetailInput } from './detail-sheet';
import type { PanelEntry } from './panel';

/** The detail sheets, and lists of connectors that have no room on their own sheets. @param first number of the first sheet */
export function detailSheets(context: PacketContext, first: number, input: DetailInput): readonly Draft[] {
  const { tiles, sheetOfTile } = input;
  const left: { readonly sheet: number; readonly entries: readonly PanelEntry[] }[] = [];
  const drafts = tiles.map((_, at) => {
    const sheet = detailSheet(context, at, { ...input, overflow: first + tiles.length });
    if (sheet.left.length > 0) left.push({ sheet: sheetOfTile(at), entries: sheet.left });
    return sheet.draft;
  });
  if (left.length === 0) return drafts;
  const flow = new Flow(context, 'connectors', 'Connectors', first + tiles.length, 32);
  flow.paragraph('What has no room on the detail sheets themselves. "5/31" is connector 31 on sheet 5.', 'muted');
  flow.table({
    key: 'connectors',
    columns: [
      { title: 'Sheet', share: 8, isRight: true },
      { title: 'Connector', share: 12, isRight: true },
      { title: 'Leads to', share: 80 },
    ],
    groups: left.flatMap(({ sheet, entries }) =>
      entries.map(({ number = '', text, to }) => [
        { cells: [{ text: String(sheet), to: { target: `sheet-${sheet}` } }, number, { text, ...(to === undefined ? {} : { to }) }] },
      ]),
    ),
  });
  return [...drafts, ...flow.finish()];
}
