import { costWords, nodeCostOfDayWords, scoresOfDayWords } from '../../format';
import { shortName, shortText, type Decision, type PlanNode } from '../../plan';
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
  const { catalog } = context.input;
  const node = context.drawing.plan.nodes[id];
  const { rejected = {}, recorded, because = '', by, date } = node?.decision ?? {};
  if (!node || (because.trim() === '' && Object.keys(rejected).length === 0)) return undefined;
  const decided = [...(by === undefined ? [] : [`by ${shortName(by)}`]), ...(date === undefined ? [] : [`on ${date}`])].join(' ');
  return {
    target: `decision-${id}`,
    cells: [
      nodePara(context, id, 'strong'),
      [
        { text: shortName(catalog.nameOf(node.service)), look: 'strong' },
        { text: because.trim() === '' ? 'No reason is given.' : sentence(shortText(because.trim())) },
        ...(decided === '' ? [] : [{ text: `Decided ${decided}`, look: 'muted' as const }]),
        ...(node.owner === undefined ? [] : [{ text: `Owner: ${shortName(node.owner)}`, look: 'muted' as const }]),
      ],
      Object.keys(rejected).length === 0
        ? { text: 'Nothing is named.', look: 'muted' }
        : Object.entries(rejected).flatMap(([service, reason]): Para[] => {
            const then = recorded?.options[service];
            return [
              { text: `${shortName(catalog.nameOf(service))}: ${sentence(shortText(reason))}` },
              ...(recorded && then ? [{ text: figuresWords(then, recorded.currency), look: 'muted' as const }] : []),
            ];
          }),
      figuresOf(node, id, context),
    ],
  };
}

/** The figures of the day of the decision, which do not change, beside those of today. */
function figuresOf({ service, decision }: PlanNode, id: string, { input: { cost } }: PacketContext): readonly Para[] {
  const recorded = decision?.recorded;
  const now = cost.nodes[id];
  const today = `Today: ${now ? costWords(now, cost.currency) : 'unknown'}`;
  const then = recorded?.options[service];
  if (!recorded || !then) return [{ text: today }, { text: 'Figures of the day of the decision are not recorded.', look: 'muted' }];
  const book = recorded.priceBook === undefined ? '' : `; price book ${shortName(recorded.priceBook)}`;
  return [{ text: `${figuresWords(then, recorded.currency)}${book}` }, { text: today, look: 'muted' }];
}

type Option = NonNullable<Decision['recorded']>['options'][string];

function figuresWords(option: Option, currency: string): string {
  const start = option.date === undefined ? 'Then' : `On ${option.date}`;
  const hasScores = ['maintainability', 'skills', 'integration', 'maturity'].some((key) => option[key as keyof Option] !== undefined);
  return `${start}: ${nodeCostOfDayWords(option, currency)}${hasScores ? `; ${scoresOfDayWords(option)}` : ''}`;
}
