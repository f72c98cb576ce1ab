import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/svelte';
import {
  anchorAt,
  cardHeight,
  cardWidth,
  edgeId,
  edgeKindIds,
  type Edge,
  type EdgeKind,
  type Plan,
  type PlanNode,
  type Position,
} from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Finding, Severity } from '#engine/validate';
import type { Answer } from '#ipc';
import type { CatalogView } from '../state/catalog-view.svelte';
import { count } from '../ui/format';

/* What Svelte Flow is given: nodes and edges with sizes and handles worked out from the plan, each object kept while nothing about it changes. */

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
/** A card, or nothing but a place: where an edge in view ends out of view. */
export type CardNode = FlowNode<CardData, 'card' | 'place'>;

export interface LineData extends Record<string, unknown> {
  readonly kind: EdgeKind;
  readonly title: string | undefined;
  readonly mark: Mark | undefined;
}
export type LineEdge = FlowEdge<LineData, 'line'>;

/** Every kind has its place on top and bottom of every card, so that an edge that does not fit is drawn too. */
const handles = edgeKindIds.flatMap((kind) => [
  handle(`out-${kind}`, 'source', 'bottom', anchorAt(kind, 'bottom')),
  handle(`in-${kind}`, 'target', 'top', anchorAt(kind, 'top')),
]) as CardNode['handles'];

function handle(id: string, type: string, position: string, [x, y]: Position) {
  return { id, type, position, x, y, width: 0, height: 0 };
}

/** Makes Svelte Flow's nodes and edges of a plan, and remembers what it made. */
export class FlowModel {
  #nodes = new Map<string, { readonly parts: readonly unknown[]; readonly made: CardNode }>();
  #edges = new Map<string, { readonly parts: readonly unknown[]; readonly made: LineEdge }>();

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
      places,
    }: {
      readonly catalog: CatalogView;
      readonly answer: Answer | undefined;
      readonly marks: Marks;
      readonly selected: ReadonlySet<string>;
      readonly lit: ReadonlySet<string>;
      readonly tabStop: string | undefined;
      /** Nodes that are out of view: only their places count. */
      readonly places: ReadonlySet<string>;
      /** Where nodes are that are being dragged just now, in Svelte Flow's hands. */
      readonly held: ReadonlyMap<string, CardNode>;
    },
  ): CardNode[] {
    const kept = new Map<string, { readonly parts: readonly unknown[]; readonly made: CardNode }>();
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
      const parts = [node, at[0], at[1], cost, mark, selected.has(id), lit.has(id), tabStop === id, places.has(id)];
      const before = this.#nodes.get(id);
      const made =
        before && sameParts(before.parts, parts)
          ? before.made
          : this.#node(id, node, at, cost, mark, selected.has(id), lit.has(id), tabStop === id, places.has(id), catalog);
      kept.set(id, { parts, made });
      result.push(made);
    }
    this.#nodes = kept;
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
    place: boolean,
    catalog: CatalogView,
  ): CardNode {
    const service = catalog.get(node.service);
    const title = node.title ?? id;
    return {
      id,
      type: place ? 'place' : 'card',
      position: { x: at[0], y: at[1] },
      width: cardWidth,
      height: cardHeight,
      handles,
      data: { node, title, service, lane: catalog.laneOf(node), cost, mark, lit },
      selected,
      focusable: tabStop,
      // the card itself says where it stands in the flow: that changes with every node, and only the cards in view need it
      // a card that Tab passes by can still be given the keyboard, as when one walks along the edges
      domAttributes: { 'aria-describedby': `about-${id}`, tabindex: tabStop ? 0 : -1 },
      ariaLabel: describeNode(id, node, catalog, cost, mark),
    } as CardNode;
  }

  /** @param drawn the edges that Svelte Flow is given */
  edges(plan: Plan, drawn: readonly Edge[], marks: Marks, selected: ReadonlySet<string>): LineEdge[] {
    const kept = new Map<string, { readonly parts: readonly unknown[]; readonly made: LineEdge }>();
    const result: LineEdge[] = [];
    for (const edge of drawn) {
      const id = edgeId(edge);
      if (!plan.nodes[edge.from] || !plan.nodes[edge.to] || kept.has(id)) continue; // those are in the list of problems
      const mark = marks.edges.get(id);
      const names = `${plan.nodes[edge.from]?.title ?? edge.from} to ${plan.nodes[edge.to]?.title ?? edge.to}`;
      const parts = [edge, mark, selected.has(id), names];
      const before = this.#edges.get(id);
      const made = before && sameParts(before.parts, parts) ? before.made : lineOf(id, edge, mark, selected.has(id), names);
      kept.set(id, { parts, made });
      result.push(made);
    }
    this.#edges = kept;
    return result;
  }
}

function lineOf(id: string, edge: Edge, mark: Mark | undefined, selected: boolean, names: string): LineEdge {
  return {
    id,
    type: 'line',
    source: edge.from,
    target: edge.to,
    sourceHandle: `out-${edge.kind}`,
    targetHandle: `in-${edge.kind}`,
    data: { kind: edge.kind, title: edge.title, mark },
    selected,
    focusable: false,
    ariaLabel: [`${edge.kind} from ${names}`, edge.title, mark ? findingsSaid(mark) : ''].filter(Boolean).join(', '),
  };
}

function findingsSaid({ findings, worst }: Mark): string {
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

function sameParts(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((part, at) => Object.is(part, b[at]));
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
