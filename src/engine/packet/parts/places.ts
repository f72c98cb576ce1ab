import { edgeEnds, shortName, titleOf } from '../../plan';
import type { PacketContext } from '../context';
import type { Para } from '../flow';
import { oneLine } from '../texts';

/* How parts of a packet name nodes, and where the names lead. */

/** A node by its title, which leads to its card; the sheet of the card is named behind it. */
export function nodePara({ drawing, sheetOf }: PacketContext, id: string, look?: Para['look']): Para {
  const sheet = sheetOf(id);
  const title = oneLine(shortName(titleOf(drawing.plan, id)));
  return {
    text: sheet === undefined ? title : `${title} (sheet ${sheet})`,
    ...(look === undefined ? {} : { look }),
    ...(sheet === undefined ? {} : { to: { target: `node-${id}` } }),
  };
}

/** An edge by its ends; it leads to the card at its start. */
export function edgePara(context: PacketContext, id: string): Para {
  const { from, to } = edgeEnds(id);
  const { plan } = context.drawing;
  const text = `${oneLine(shortName(titleOf(plan, from)))} to ${nodePara(context, to).text}`;
  return { text, ...(context.sheetOf(from) === undefined ? {} : { to: { target: `node-${from}` } }) };
}

/** A text of any length with a full stop. */
export function sentence(text: string): string {
  const line = oneLine(text);
  return line === '' || /[.!?…:;。！？]$/.test(line) ? line : `${line}.`;
}
