import type { GraphEdge, GraphNode, PlanGraph } from '../../catalog';
import type { RuleInput } from '../../validate';
import { Steps } from '../steps';
import { EdgeView } from './edge-view';
import { NeedsView } from './needs-view';
import { NodeView } from './node-view';
import { PlanView } from './plan-view';
import { ServiceView } from './service-view';
import type { ViewSource } from './view-source';

/** Classes that the expressions' environment knows by the names in `viewTypes`. */
export const viewClasses = { Service: ServiceView, Node: NodeView, Edge: EdgeView, Needs: NeedsView, Plan: PlanView };

/** The steps of the check that a view of a plan belongs to. */
export function stepsOf(plan: unknown): Steps {
  if (!(plan instanceof PlanView)) throw new TypeError('An expression is evaluated without the plan that it is about.');
  return PlanView.stepsOf(plan);
}

/** One plan as expressions see it. */
class Views implements ViewSource {
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
