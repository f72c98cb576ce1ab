import type { Catalog, GraphEdge } from '../../catalog';
import { short, type ViewSource } from './view-source';

/** An edge as expressions see it. */
export class EdgeView {
  readonly #edge: GraphEdge;
  readonly #views: ViewSource;

  constructor(edge: GraphEdge, views: ViewSource) {
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
