import { type Catalog, type GraphEdge, type GraphNode, type PlanGraph, type Service } from '../catalog';
import { edgeKindIds, isOwnKey, parseQuantity } from '../plan';
import type { RuleInput } from '../validate';
import { Steps } from './steps';

/*
 * What an expression of a pack's rule sees: a plan, its nodes, edges and services, each value under a name and type that are checked
 * when the pack is read. A value that the plan does not say is not there: `has(node.region)`. Every value that is read, and every member
 * of a list, is a step.
 */

/** Types of the values by class, as CEL names them. */
export const viewTypes = {
  Service: {
    id: 'string',
    name: 'string',
    stages: 'list<string>',
    approach: 'string',
    /** ga, preview, deprecated, retired; unknown for a service that the catalog does not have. */
    state: 'string',
    retiresOn: 'string',
    managed: 'string',
    startup: 'string',
    lockIn: 'string',
    languages: 'list<string>',
    skills: 'map<string, string>',
    formats: 'list<string>',
  },
  Node: {
    id: 'string',
    title: 'string',
    service: 'Service',
    stage: 'string',
    region: 'string',
    owner: 'string',
    note: 'string',
    definition: 'string',
    /** Why this service and no other. */
    because: 'string',
    /** Likely values by field: sizes count GB, durations hours. */
    usage: 'map<string, dyn>',
    /** Likely, in the currency of the prices; at least that much where `costKnown` is false. */
    costPerMonth: 'double',
    costKnown: 'bool',
    incoming: 'list<Edge>',
    outgoing: 'list<Edge>',
    /** Every node that leads here, over any number of steps. */
    upstream: 'list<Node>',
    downstream: 'list<Node>',
    /** Keys of the user's own, x-…. */
    own: 'map<string, dyn>',
  },
  Edge: {
    from: 'Node',
    to: 'Node',
    kind: 'string',
    title: 'string',
    /** Whether the two services work together without glue code. */
    native: 'bool',
  },
  Needs: {
    schedule: 'string',
    events: 'list<string>',
    manualApproval: 'bool',
    dataVolumeGb: 'double',
    distributed: 'bool',
    gpu: 'bool',
    serving: 'list<string>',
  },
  Plan: {
    name: 'string',
    summary: 'string',
    approach: 'string',
    region: 'string',
    budgetPerMonth: 'double',
    teamSize: 'double',
    skills: 'map<string, string>',
    estate: 'list<string>',
    needs: 'Needs',
    nodes: 'list<Node>',
    edges: 'list<Edge>',
    costPerMonth: 'double',
    costKnown: 'bool',
    currency: 'string',
    own: 'map<string, dyn>',
  },
} as const;

/** A text as an expression sees it; what nobody writes into a title is cut off, so that joining texts stays small. */
function short(text: string | undefined): string | undefined {
  return text === undefined || text.length <= 1000 ? text : text.slice(0, 1000);
}

/** What a plan's own keys say, as far as it is plain. */
function ownOf(value: object, steps: Steps): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value);
  steps.take(entries.length);
  return Object.fromEntries(
    entries
      .filter(([key, one]) => isOwnKey(key) && ['string', 'number', 'boolean'].includes(typeof one))
      .map(([key, one]) => [key, typeof one === 'string' ? short(one) : (one as unknown)]),
  );
}

class ServiceView {
  readonly #service: Service | undefined;
  readonly #id: string;
  readonly #steps: Steps;

  constructor(service: Service | undefined, id: string, steps: Steps) {
    this.#service = service;
    this.#id = id;
    this.#steps = steps;
  }

  #step(number = 1): Service | undefined {
    this.#steps.take(number);
    return this.#service;
  }

  get id() {
    this.#step();
    return this.#id;
  }
  get name() {
    return this.#step()?.name ?? this.#id;
  }
  get stages() {
    return this.#step(10)?.stages ?? [];
  }
  get approach() {
    return this.#step()?.approach;
  }
  get state() {
    return this.#step()?.status.state ?? 'unknown';
  }
  get retiresOn() {
    return this.#step()?.status.retiresOn;
  }
  get managed() {
    return this.#step()?.managed;
  }
  get startup() {
    return this.#step()?.startup;
  }
  get lockIn() {
    return this.#step()?.lockIn.level;
  }
  get languages() {
    return this.#step(10)?.languages ?? [];
  }
  get skills() {
    return Object.fromEntries((this.#step(10)?.skills ?? []).map(({ skill, level }) => [skill, level]));
  }
  get formats() {
    return this.#step(10)?.definition.formats ?? [];
  }
}

class NodeView {
  readonly #node: GraphNode;
  readonly #views: Views;
  #service: ServiceView | undefined;

  constructor(node: GraphNode, views: Views) {
    this.#node = node;
    this.#views = views;
  }

  #step(number = 1): GraphNode {
    this.#views.steps.take(number);
    return this.#node;
  }

  get id() {
    return this.#step().id;
  }
  get title() {
    return short(this.#step().title);
  }
  get service() {
    const { service, node } = this.#step();
    return (this.#service ??= new ServiceView(service, node.service, this.#views.steps));
  }
  get stage() {
    return this.#step().stage;
  }
  get region() {
    return short(this.#step().region);
  }
  get owner() {
    return short(this.#step().node.owner);
  }
  get note() {
    return short(this.#step().node.note);
  }
  get definition() {
    return short(this.#step().node.definition);
  }
  get because() {
    return short(this.#step().node.decision?.because);
  }
  get usage() {
    const { values } = this.#views.input.graph.usage(this.#step(20));
    return Object.fromEntries(
      Object.entries(values).map(([field, { likely }]) => [field, typeof likely === 'object' ? String(likely['sku']) : likely]),
    );
  }
  get costPerMonth() {
    return this.#views.input.cost.nodes[this.#step().id]?.likely ?? 0;
  }
  get costKnown() {
    const cost = this.#views.input.cost.nodes[this.#step().id];
    return cost !== undefined && cost.unknown.length === 0;
  }
  get incoming() {
    return this.#views.edges(this.#step().in);
  }
  get outgoing() {
    return this.#views.edges(this.#step().out);
  }
  get upstream() {
    return this.#views.nodes(this.#views.input.graph.upstream(this.#step(), edgeKindIds));
  }
  get downstream() {
    return this.#views.nodes(this.#views.input.graph.downstream(this.#step(), edgeKindIds));
  }
  get own() {
    return ownOf(this.#step(20).node, this.#views.steps);
  }
}

class EdgeView {
  readonly #edge: GraphEdge;
  readonly #views: Views;

  constructor(edge: GraphEdge, views: Views) {
    this.#edge = edge;
    this.#views = views;
  }

  #step(): GraphEdge {
    this.#views.steps.take(1);
    return this.#edge;
  }

  get from() {
    return this.#views.node(this.#step().from);
  }
  get to() {
    return this.#views.node(this.#step().to);
  }
  get kind() {
    return this.#step().kind;
  }
  get title() {
    return short(this.#step().edge.title);
  }
  get native() {
    const { from, to } = this.#step();
    const catalog: Catalog = this.#views.input.catalog;
    return catalog.integrates(from.node.service, to.node.service) || from.node.service === to.node.service;
  }
}

class NeedsView {
  readonly #needs: NonNullable<RuleInput['plan']['context']['needs']>;
  readonly #steps: Steps;

  constructor(needs: NonNullable<RuleInput['plan']['context']['needs']>, steps: Steps) {
    this.#needs = needs;
    this.#steps = steps;
  }

  #step() {
    this.#steps.take(1);
    return this.#needs;
  }

  get schedule() {
    return this.#step().schedule;
  }
  get events() {
    const events = this.#step().events ?? [];
    this.#steps.take(events.length);
    return events;
  }
  get manualApproval() {
    return this.#step().manualApproval;
  }
  get dataVolumeGb() {
    const volume = this.#step().dataVolume;
    return volume === undefined ? undefined : parseQuantity(volume)?.base;
  }
  get distributed() {
    return this.#step().distributed;
  }
  get gpu() {
    return this.#step().gpu;
  }
  get serving() {
    const serving = this.#step().serving ?? [];
    this.#steps.take(serving.length);
    return serving;
  }
}

class PlanView {
  readonly #views: Views;

  static stepsOf(view: PlanView): Steps {
    return view.#views.steps;
  }

  constructor(views: Views) {
    this.#views = views;
  }

  #step(number = 1): RuleInput {
    this.#views.steps.take(number);
    return this.#views.input;
  }

  get name() {
    return short(this.#step().plan.name);
  }
  get summary() {
    return short(this.#step().plan.summary);
  }
  get approach() {
    return this.#step().plan.context.approach;
  }
  get region() {
    return short(this.#step().plan.context.region);
  }
  get budgetPerMonth() {
    return this.#step().plan.context.budgetPerMonth;
  }
  get teamSize() {
    return this.#step().plan.context.team?.size;
  }
  get skills() {
    const skills = this.#step(20).plan.context.team?.skills ?? {};
    this.#step(Object.keys(skills).length);
    return skills;
  }
  get estate() {
    const estate = this.#step().plan.context.estate ?? [];
    this.#step(estate.length);
    return estate;
  }
  get needs() {
    return new NeedsView(this.#step().plan.context.needs ?? {}, this.#views.steps);
  }
  get nodes() {
    return this.#views.nodes(this.#step().graph.nodes);
  }
  get edges() {
    return this.#views.edges(this.#step().graph.edges);
  }
  get costPerMonth() {
    return this.#step().cost.monthly.likely;
  }
  get costKnown() {
    return this.#step().cost.unknown.length === 0;
  }
  get currency() {
    return this.#step().cost.currency;
  }
  get own() {
    return ownOf(this.#step(20).plan.own, this.#views.steps);
  }
}

/** Classes that the expressions' environment knows by the names in `viewTypes`. */
export const viewClasses = { Service: ServiceView, Node: NodeView, Edge: EdgeView, Needs: NeedsView, Plan: PlanView };

/** The steps of the check that a view of a plan belongs to. */
export function stepsOf(plan: unknown): Steps {
  if (!(plan instanceof PlanView)) throw new TypeError('An expression is evaluated without the plan that it is about.');
  return PlanView.stepsOf(plan);
}

/** One plan as expressions see it. */
export class Views {
  readonly steps = new Steps();
  readonly plan = new PlanView(this);
  readonly #nodes = new Map<GraphNode, NodeView>();
  readonly #edges = new Map<GraphEdge, EdgeView>();

  constructor(readonly input: RuleInput) {}

  node(node: GraphNode): NodeView {
    let view = this.#nodes.get(node);
    if (!view) this.#nodes.set(node, (view = new NodeView(node, this)));
    return view;
  }

  edge(edge: GraphEdge): EdgeView {
    let view = this.#edges.get(edge);
    if (!view) this.#edges.set(edge, (view = new EdgeView(edge, this)));
    return view;
  }

  nodes(nodes: readonly GraphNode[]): NodeView[] {
    this.steps.take(nodes.length);
    return nodes.map((node) => this.node(node));
  }

  edges(edges: readonly GraphEdge[]): EdgeView[] {
    this.steps.take(edges.length);
    return edges.map((edge) => this.edge(edge));
  }
}

const known = new WeakMap<PlanGraph, { readonly input: RuleInput; readonly views: Views }>();

/** The views of one check: all rules of all packs share them, and the steps. */
export function viewsOf(input: RuleInput): Views {
  const there = known.get(input.graph);
  if (there?.input === input) return there.views;
  const views = new Views(input);
  known.set(input.graph, { input, views });
  return views;
}
