import { costWords } from '../../format';
import { shortName, shortText } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Para, type Row } from '../flow';
import { nodePara, sentence } from './places';

/** What was chosen and rejected, with the reasons and the figures. */
export function decisionSheets(context: PacketContext, first: number): readonly Draft[] {
  const { plan } = context.drawing;
  const flow = new Flow(context, 'decisions', 'Decisions', first);
  const rows = Object.keys(plan.nodes).flatMap((id) => rowOf(id, context) ?? []);
  if (rows.length === 0) {
    flow.paragraph('No decisions are recorded: no node of the plan says why its service was chosen, or what was rejected.');
    return flow.finish();
  }
  const silent = Object.keys(plan.nodes).length - rows.length;
  if (silent > 0) flow.paragraph(`${rows.length} of ${rows.length + silent} nodes have a recorded decision.`, 'muted');
  flow.table({
    key: 'decisions',
    columns: [
      { title: 'Node', share: 18 },
      { title: 'Chosen, because', share: 34 },
      { title: 'Rejected', share: 32 },
      { title: 'Figures', share: 16 },
    ],
    groups: rows.map((row) => [row]),
  });
  return flow.finish();
}

function rowOf(id: string, context: PacketContext): Row | undefined {
  const { catalog, cost, recorded = {} } = context.input;
  const node = context.drawing.plan.nodes[id];
  const because = (node?.decision?.because ?? '').trim();
  const rejected = Object.entries(node?.decision?.rejected ?? {});
  if (!node || (because === '' && rejected.length === 0)) return undefined;
  const frozen = recorded[id];
  const now = cost.nodes[id];
  const today = now ? costWords(now, cost.currency) : 'unknown';
  const figures: readonly Para[] =
    frozen === undefined
      ? [{ text: `Today: ${today}` }, { text: 'Figures of the day of the decision are not recorded.', look: 'muted' }]
      : [{ text: frozen }, { text: `Today: ${today}`, look: 'muted' }];
  return {
    target: `decision-${id}`,
    cells: [
      nodePara(context, id, 'strong'),
      [
        { text: shortName(catalog.nameOf(node.service)), look: 'strong' },
        { text: because === '' ? 'No reason is given.' : sentence(shortText(because)) },
        ...(node.owner === undefined ? [] : [{ text: `Owner: ${shortName(node.owner)}`, look: 'muted' as const }]),
      ],
      rejected.length === 0
        ? { text: 'Nothing is named.', look: 'muted' }
        : rejected.map(([service, reason]): Para => ({ text: `${shortName(catalog.nameOf(service))}: ${sentence(shortText(reason))}` })),
      figures,
    ],
  };
}
