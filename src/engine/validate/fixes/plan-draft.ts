import { swapEdits, type Catalog, type Service } from '../../catalog';
import {
  applyEdits,
  freshId,
  type Edge,
  type EdgeKind,
  type NodeId,
  type Placing,
  type Plan,
  type PlanEdit,
  type PlanNode,
  type ServiceId,
  type Stage,
} from '../../plan';
import { computeFor } from '../questions/compute-for';

/*
 * Building blocks of fixes: edits that put a node in, connect it as the catalog allows, and give it the compute without which
 * it would be an error of its own.
 */

/** A node of a service as a fix adds it: named after the service, with the plan's shared assumptions where they fit. */
export function newNode(plan: Plan, service: Service, stage?: Stage): PlanNode {
  const usage = Object.fromEntries(
    service.usage.flatMap(({ id, assumption, default: value }) =>
      assumption !== undefined && value === undefined && Object.hasOwn(plan.assumptions, assumption) ? [[id, `$${assumption}`]] : [],
    ),
  );
  return {
    service: service.id,
    title: service.shortName,
    ...(stage !== undefined && stage !== service.stages[0] ? { stage } : {}),
    ...(Object.keys(usage).length > 0 ? { usage } : {}),
  };
}

/** A plan under change: edits made one after the other, each of which sees the plan as the ones before it leave it. */
export class PlanDraft {
  readonly edits: PlanEdit[] = [];
  #plan: Plan;
  /** Edits that `#plan` does not have yet: most fixes need no plan after them, and a large plan has many fixes. */
  #pending: PlanEdit[] = [];

  constructor(
    plan: Plan,
    readonly catalog: Catalog,
  ) {
    this.#plan = plan;
  }

  /** The plan as the edits leave it, but for the places of nodes and the order of edges. */
  get plan(): Plan {
    this.#plan = this.#pending.reduce(sketch, this.#plan);
    this.#pending = [];
    return this.#plan;
  }

  do(...edits: readonly PlanEdit[]): this {
    this.edits.push(...edits);
    this.#pending.push(...edits);
    return this;
  }

  /** Adds a node of a service; its id, or `undefined` when the catalog has no such service. */
  node(id: ServiceId, place: Placing, stage?: Stage): NodeId | undefined {
    const service = this.catalog.get(id);
    if (!service) return undefined;
    const { plan } = this;
    const node = newNode(plan, service, stage);
    const fresh = freshId(plan, node.title ?? id);
    this.do({ type: 'add-node', id: fresh, node, place });
    return fresh;
  }

  /** Adds an edge where the catalog allows it. @returns true if the plan has it now */
  edge(from: NodeId, to: NodeId, kind: EdgeKind): boolean {
    const [start, end] = [this.#serviceOf(from), this.#serviceOf(to)];
    if (!start || !end || from === to || this.catalog.shared(start, end, kind).length === 0) return false;
    const edge: Edge = { from, to, kind };
    if (!this.#has(edge)) this.do({ type: 'add-edge', edge });
    return true;
  }

  /** Puts another service in a node's place, keeps its stage if that service has it, and gives it compute. */
  swap(id: NodeId, to: ServiceId, stage?: Stage): boolean {
    const service = this.catalog.get(to);
    if (!service || !this.plan.nodes[id]) return false;
    this.do(...swapEdits(this.plan, this.catalog, id, to));
    if (stage !== undefined && service.stages.includes(stage) && service.stages[0] !== stage)
      this.do({ type: 'change-node', id, set: { stage } });
    return this.compute(id);
  }

  /** Gives a node the compute that it needs to work: that of the plan, else the usual one. @returns false when none can be given */
  compute(id: NodeId): boolean {
    const service = this.#serviceOf(id);
    if (!service) return false;
    const attached = service.runsOn === 'optional' && Object.values(this.plan.nodes[id]?.usage ?? {}).includes('attached');
    if (service.runsOn !== 'required' && !attached) return true;
    const { nodes, edges } = this.plan;
    if (edges.some((edge) => edge.from === id && edge.kind === 'runs-on' && this.#takes(id, edge.to))) return true;
    const there = Object.keys(nodes).find((other) => other !== id && this.#takes(id, other));
    if (there !== undefined) return this.edge(id, there, 'runs-on');
    const usual = computeFor(this.catalog, service);
    const added = usual && this.node(usual.id, { beside: id, side: 'after' });
    return added !== undefined && this.edge(id, added, 'runs-on');
  }

  #takes(id: NodeId, other: NodeId): boolean {
    const [service, compute] = [this.#serviceOf(id), this.#serviceOf(other)];
    return service !== undefined && compute !== undefined && this.catalog.shared(service, compute, 'runs-on').length > 0;
  }

  #serviceOf(id: NodeId): Service | undefined {
    if (this.#pending.some(({ type }) => type !== 'add-edge' && type !== 'add-node'))
      return this.catalog.get(this.plan.nodes[id]?.service ?? '');
    const added = this.#pending.find((edit) => edit.type === 'add-node' && edit.id === id);
    const node = added?.type === 'add-node' ? added.node : this.#plan.nodes[id];
    return this.catalog.get(node?.service ?? '');
  }

  #has({ from, to, kind }: Edge): boolean {
    const same = (other: Edge) => other.from === from && other.to === to && other.kind === kind;
    if (this.#pending.some((edit) => edit.type === 'add-node' && (edit.id === from || edit.id === to)))
      return this.#pending.some((edit) => edit.type === 'add-edge' && same(edit.edge));
    return this.plan.edges.some(same);
  }
}

/** Applies an edit for later edits to see. Whoever applies the fix places nodes and sorts edges, since a large plan has many. */
function sketch(plan: Plan, edit: PlanEdit): Plan {
  switch (edit.type) {
    case 'add-node':
      return { ...plan, nodes: { ...plan.nodes, [edit.id]: edit.node } };
    case 'add-edge':
      return { ...plan, edges: [...plan.edges, edit.edge] };
    default:
      return applyEdits(plan, [edit]);
  }
}
