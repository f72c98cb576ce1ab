import { kindWords } from '../../wording/plan-words';
import type { Node as FlowNode } from '@xyflow/svelte';
import { cardHeight, cardWidth, type Edge, type Plan, type PlanNode, type Position } from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Finding, Severity } from '#engine/validate';
import type { EvaluatedRevision } from '#ipc';
import type { CatalogView } from '../../state/catalog-view.svelte';
import { counted, type KnownCost } from '#engine/format';
import { shownName } from '../../wording/shown';
import { KeyedCache } from './node-cache';

/* Svelte Flow nodes with sizes, made from the plan. Each object is kept while nothing about it changes. */

/** Formats a cost with its currency. */
export type CostWords = (cost: KnownCost, currency: string) => string;

/** A node with its service, cost and findings, in one line. */
export function describeNode(id: string, node: PlanNode, catalog: CatalogView, cost: string | undefined, mark: Mark | undefined): string {
  return [
    shownName(node.title ?? id),
    catalog.get(node.service)?.name ?? `unknown service ${shownName(node.service)}`,
    cost,
    mark ? findingsSaid(mark) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The mark of a card or an edge: the worst severity and the findings' numbers. */
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

/** Makes Svelte Flow's nodes from a plan, and keeps those that it made. */
export class FlowModel {
  readonly #nodes = new KeyedCache<CardNode>();

  constructor(
    /** Formats a cost according to the settings. */
    private readonly costWords: CostWords,
  ) {}

  /** @param drawn the nodes that Svelte Flow gets, in the order of the flow, in which a screen reader reads them */
  nodes(
    plan: Plan,
    drawn: readonly string[],
    {
      catalog,
      evaluation,
      marks,
      selected,
      lit,
      tabStop,
      held,
    }: {
      readonly catalog: CatalogView;
      readonly evaluation: EvaluatedRevision | undefined;
      readonly marks: Marks;
      readonly selected: ReadonlySet<string>;
      readonly lit: ReadonlySet<string>;
      readonly tabStop: string | undefined;
      /** Positions of the nodes that are being dragged, from Svelte Flow. */
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
      const cost = costText(id, evaluation, this.costWords);
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
      handles: [], // Svelte Flow draws no edges
      data: { node, title, service, lane: catalog.laneOf(node), cost, mark, lit },
      selected,
      focusable: tabStop,
      // the card itself knows its place in the flow: that changes with every node, and only the cards in view need it
      // a card that Tab skips can still be focused, for example by walking along the edges
      domAttributes: { 'aria-describedby': `about-${id}`, tabindex: tabStop ? 0 : -1 },
      ariaLabel: describeNode(id, node, catalog, cost, mark),
    } as CardNode;
  }
}

/** An edge and its findings, in one line. */
export function describeEdge({ kind, title }: Edge, from: string, to: string, mark: Mark | undefined): string {
  return [`${kindWords(kind)} from ${from} to ${to}`, title === undefined ? '' : shownName(title), mark ? findingsSaid(mark) : '']
    .filter(Boolean)
    .join(', ');
}

/** Number of findings and the worst severity, in words. */
export function findingsSaid({ findings, worst }: Mark): string {
  return `${counted(findings.length, 'finding')}, ${worst === 'waived' ? 'all waived' : `worst: ${worst}`}`;
}

/** Monthly cost of a node, as on its card. */
export function costText(id: string, evaluation: EvaluatedRevision | undefined, words: CostWords): string | undefined {
  const cost = evaluation?.cost;
  const node = cost?.nodes[id];
  if (!cost || !node) return undefined;
  return onCard(words(node, cost.currency));
}

/** Text of a cost on a card, where nothing else identifies it as a cost. */
export function onCard(words: string): string {
  return words === 'unknown' ? 'cost unknown' : words;
}

export interface Marks {
  readonly nodes: ReadonlyMap<string, Mark>;
  readonly edges: ReadonlyMap<string, Mark>;
}

export const noMarks: Marks = { nodes: new Map(), edges: new Map() };

/** Marks by place; a mark that does not change stays the same object. */
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
