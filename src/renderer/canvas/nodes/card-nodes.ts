import type { Node as FlowNode } from '@xyflow/svelte';
import { cardHeight, cardWidth, type Edge, type Plan, type PlanNode, type Position } from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Finding, Severity } from '#engine/validate';
import type { Answer } from '#ipc';
import type { CatalogView } from '../../state/catalog-view.svelte';
import { count } from '../../wording/format';
import { Kept } from './node-cache';

/* What Svelte Flow is given: nodes with sizes, worked out from the plan, each object kept while nothing about it changes. */

/** What a node is, what it costs and what is wrong with it, in one line. */
export function describeNode(id: string, node: PlanNode, catalog: CatalogView, cost: string | undefined, mark: Mark | undefined): string {
  return [node.title ?? id, catalog.get(node.service)?.name ?? `unknown service ${node.service}`, cost, mark ? findingsSaid(mark) : '']
    .filter(Boolean)
    .join(', ');
}

/** What a card or an edge is marked with: the worst severity and the findings' numbers. */
export interface Mark {
  readonly worst: Severity | 'waived';
  readonly findings: readonly Finding[];
}

export interface CardData extends Record<string, unknown> {
  readonly node: PlanNode;
  readonly title: string;
  readonly service: Service | undefined;
  readonly lane: string;
  readonly cost: string | undefined;
  readonly mark: Mark | undefined;
  readonly lit: boolean;
}
export type CardNode = FlowNode<CardData, 'card'>;

/** Makes Svelte Flow's nodes of a plan, and remembers what it made. */
export class FlowModel {
  readonly #nodes = new Kept<CardNode>();

  constructor(
    /** An amount as the user wants it written. */
    private readonly money: (amount: number, currency: string) => string,
  ) {}

  /** @param drawn the nodes that Svelte Flow is given, in the order of the flow, in which a screen reader hears them */
  nodes(
    plan: Plan,
    drawn: readonly string[],
    {
      catalog,
      answer,
      marks,
      selected,
      lit,
      tabStop,
      held,
    }: {
      readonly catalog: CatalogView;
      readonly answer: Answer | undefined;
      readonly marks: Marks;
      readonly selected: ReadonlySet<string>;
      readonly lit: ReadonlySet<string>;
      readonly tabStop: string | undefined;
      /** Where nodes are that are being dragged just now, in Svelte Flow's hands. */
      readonly held: ReadonlyMap<string, CardNode>;
    },
  ): CardNode[] {
    const result: CardNode[] = [];
    for (const id of drawn) {
      const node = plan.nodes[id];
      if (!node) continue;
      const inHand = held.get(id);
      if (inHand) {
        result.push(inHand);
        continue;
      }
      const at = plan.layout[id] ?? [0, 0];
      const cost = costText(id, answer, this.money);
      const mark = marks.nodes.get(id);
      const state = [selected.has(id), lit.has(id), tabStop === id] as const;
      const make = () => this.#node(id, node, at, cost, mark, ...state, catalog);
      result.push(this.#nodes.of(id, [node, at[0], at[1], cost, mark, ...state], make));
    }
    this.#nodes.settle();
    return result;
  }

  #node(
    id: string,
    node: PlanNode,
    at: Position,
    cost: string | undefined,
    mark: Mark | undefined,
    selected: boolean,
    lit: boolean,
    tabStop: boolean,
    catalog: CatalogView,
  ): CardNode {
    const service = catalog.get(node.service);
    const title = node.title ?? id;
    return {
      id,
      type: 'card',
      position: { x: at[0], y: at[1] },
      width: cardWidth,
      height: cardHeight,
      handles: [], // edges are not Svelte Flow's
      data: { node, title, service, lane: catalog.laneOf(node), cost, mark, lit },
      selected,
      focusable: tabStop,
      // the card itself says where it stands in the flow: that changes with every node, and only the cards in view need it
      // a card that Tab passes by can still be given the keyboard, as when one walks along the edges
      domAttributes: { 'aria-describedby': `about-${id}`, tabindex: tabStop ? 0 : -1 },
      ariaLabel: describeNode(id, node, catalog, cost, mark),
    } as CardNode;
  }
}

/** What an edge is and what is wrong with it, in one line. */
export function describeEdge({ kind, title }: Edge, from: string, to: string, mark: Mark | undefined): string {
  return [`${kind} from ${from} to ${to}`, title, mark ? findingsSaid(mark) : ''].filter(Boolean).join(', ');
}

/** How many findings there are, and the worst, in words. */
export function findingsSaid({ findings, worst }: Mark): string {
  return `${count(findings.length, 'finding')}, ${worst === 'waived' ? 'all waived' : `worst: ${worst}`}`;
}

/** What a node costs a month, as its card says it. */
export function costText(id: string, answer: Answer | undefined, money: (amount: number, currency: string) => string): string | undefined {
  const cost = answer?.cost;
  const node = cost?.nodes[id];
  if (!cost || !node) return undefined;
  if (node.unknown.length > 0) return node.likely > 0 ? `over ${money(node.likely, cost.currency)}` : 'cost unknown';
  return node.free ? 'free' : money(node.likely, cost.currency);
}

export interface Marks {
  readonly nodes: ReadonlyMap<string, Mark>;
  readonly edges: ReadonlyMap<string, Mark>;
}

export const noMarks: Marks = { nodes: new Map(), edges: new Map() };

/** Marks by place; the one of a place that nothing changed about stays the same object. */
export function marksOf(findings: readonly Finding[], before: Marks): Marks {
  return {
    nodes: grouped(findings, (finding) => finding.nodes, before.nodes),
    edges: grouped(findings, (finding) => finding.edges, before.edges),
  };
}

function grouped(
  findings: readonly Finding[],
  places: (finding: Finding) => readonly string[],
  before: ReadonlyMap<string, Mark>,
): Map<string, Mark> {
  const lists = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const place of places(finding)) {
      const list = lists.get(place);
      if (list) list.push(finding);
      else lists.set(place, [finding]);
    }
  }
  const marks = new Map<string, Mark>();
  for (const [place, list] of lists) {
    const old = before.get(place);
    const same =
      old &&
      old.findings.length === list.length &&
      old.findings.every(
        (finding, at) =>
          list[at]?.key === finding.key &&
          list[at].number === finding.number &&
          list[at].message === finding.message &&
          Boolean(list[at].waived) === Boolean(finding.waived),
      );
    marks.set(place, same ? old : { worst: worstOf(list), findings: list });
  }
  return marks;
}

function worstOf(findings: readonly Finding[]): Mark['worst'] {
  const open = findings.filter(({ waived }) => !waived);
  return (['error', 'warning', 'info'] as const).find((severity) => open.some((finding) => finding.severity === severity)) ?? 'waived';
}
