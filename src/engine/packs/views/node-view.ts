import type { GraphNode } from '../../catalog';
import { edgeKindIds } from '../../plan';
import { ServiceView } from './service-view';
import { ownOf, short, type ViewSource } from './view-source';

/** A node as expressions see it. */
export class NodeView {
  readonly #node: GraphNode;
  readonly #views: ViewSource;
  #service: ServiceView | undefined;

  constructor(node: GraphNode, views: ViewSource) {
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
  get safeguards() {
    const said = this.#step(20).node.safeguards ?? {};
    return Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === 'string'));
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
