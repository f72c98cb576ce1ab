import type { Catalog } from '../catalog';
import { costWords, monthlyCost } from '../format';
import { cardHeight, cardWidth, shortName, titleOf, type NodeId, type Plan } from '../plan';
import type { Cost } from '../score';

/* A card's texts and where its parts are, in the units of the layout, from its upper left corner. */

/** Left end and room of the texts, and their sizes. */
export const cardText = { x: 56, room: cardWidth - 56 - 10, title: 13, small: 11 } as const;
/** Corner and size of the icon; its box has 24 units. */
export const cardIcon = { x: 20, y: cardHeight / 2 - 12, size: 24 } as const;
/** The stripe in the lane's colour. */
export const cardStripe = `M8 0H6A6 6 0 0 0 0 8V${cardHeight - 8}A6 6 0 0 0 6 ${cardHeight}H8Z`;

/** Baselines of title, service and cost; those of a card without a cost are farther apart. */
export function cardBaselines(hasCost: boolean): { readonly title: number; readonly name: number; readonly cost: number } {
  return hasCost ? { title: 22, name: 38, cost: 54 } : { title: 28, name: 45, cost: 54 };
}

export interface CardWords {
  readonly title: string;
  readonly name: string;
  /** The service in full, for those who do not see the card. */
  readonly service: string;
  readonly isKnown: boolean;
  /** The icon's name in the set of icons. */
  readonly icon: string | undefined;
  readonly cost: string | undefined;
}

/**
 * The texts of a node's card.
 * @param cost without it, the card shows none
 * @param fits whether a line of small text has room on a card: a large amount leaves out that it is for a month
 */
export function cardWords(
  id: NodeId,
  plan: Pick<Plan, 'nodes'>,
  catalog: Catalog,
  cost: Cost | undefined,
  fits: (line: string) => boolean,
): CardWords {
  const used = plan.nodes[id]?.service ?? '';
  const service = catalog.get(used);
  const name = service?.shortName ?? `Unknown: ${used}`;
  return {
    title: shortName(titleOf(plan, id)),
    name,
    service: service?.name ?? name,
    isKnown: service !== undefined,
    icon: service?.icon,
    cost: cost && costLine(id, cost, fits),
  };
}

function costLine(id: NodeId, { nodes, currency }: Cost, fits: (line: string) => boolean): string {
  const node = nodes[id];
  const line = monthlyCost(node, currency);
  return node && !fits(line) ? costWords(node, currency) : line;
}
