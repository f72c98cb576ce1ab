import { createContext } from 'svelte';
import { edgeId, edgeKindIds, laneOf, type EdgeKind, type LaneId, type Plan, type PlanNode, type Stage } from '#engine/plan';
import type { Service, Skill } from '#engine/catalog';
import type { Icon } from '#engine/draw';
import type { Startup } from '#ipc';
import { ranked, type WeightedText } from '../wording/match';

/** The catalog as the window uses it: to search, to connect, to fill forms. What it says comes from the main process. */
export class CatalogView {
  #services = $state.raw<readonly Service[]>([]);
  #skills = $state.raw<readonly Skill[]>([]);
  readonly #byId: ReadonlyMap<string, Service> = $derived(new Map(this.#services.map((service) => [service.id, service])));
  readonly #icons: Startup['icons'];

  constructor({ services, skills, icons }: Pick<Startup, 'services' | 'skills' | 'icons'>) {
    this.#services = services;
    this.#skills = skills;
    this.#icons = icons;
  }

  get services(): readonly Service[] {
    return this.#services;
  }

  get skills(): readonly Skill[] {
    return this.#skills;
  }

  /** Other services from now on: packs came or went. */
  use({ services, skills }: Pick<Startup, 'services' | 'skills'>): void {
    this.#services = services;
    this.#skills = skills;
  }

  get(id: string): Service | undefined {
    return this.#byId.get(id);
  }

  icon(service: Service | undefined): Icon | undefined {
    return service ? this.#icons[service.icon] : undefined;
  }

  stageOf(node: PlanNode | undefined): Stage | undefined {
    return node?.stage ?? this.#byId.get(node?.service ?? '')?.stages[0];
  }

  laneOf(node: PlanNode | undefined): LaneId {
    return laneOf(this.stageOf(node));
  }

  /** The kinds of edges that can come from a service; any from one that is not known. */
  gives(service: string): readonly EdgeKind[] {
    const outputs = this.get(service)?.outputs;
    return outputs ? edgeKindIds.filter((kind) => (outputs[kind] ?? []).length > 0) : edgeKindIds;
  }

  /** The kinds of edge that can run from one service to another, the likeliest first. */
  kindsBetween(from: Service | undefined, to: Service | undefined): EdgeKind[] {
    if (!from || !to) return [];
    const kinds = likeliestFirst.filter((kind) =>
      (from.outputs[kind] ?? []).some((artefact) => (to.inputs[kind] ?? []).includes(artefact)),
    );
    // work is given to compute, and an orchestrator starts what comes after it, also where data could travel
    const meant: readonly EdgeKind[] = [
      ...(to.stages[0] === 'compute' ? (['runs-on'] as const) : []),
      ...(from.stages[0] === 'orchestration' ? (['control'] as const) : []),
    ];
    return [...meant.filter((kind) => kinds.includes(kind)), ...kinds.filter((kind) => !meant.includes(kind))];
  }

  /** Why an edge of a kind cannot run between two nodes, in a sentence; `undefined` when it can. */
  reasonAgainst(plan: Plan, fromId: string, toId: string, kind: EdgeKind): string | undefined {
    const [from, to] = [this.get(plan.nodes[fromId]?.service ?? ''), this.get(plan.nodes[toId]?.service ?? '')];
    if (fromId === toId) return 'An edge leads to another node.';
    if (edgeIdsIn(plan).has(edgeId({ from: fromId, to: toId, kind }))) return 'They are connected so already.';
    if (!from || !to) return undefined;
    const gives = from.outputs[kind] ?? [];
    const takes = to.inputs[kind] ?? [];
    if (gives.length === 0) return `${from.shortName} has no ${kind} to give.`;
    if (takes.length === 0) return `${to.shortName} takes no ${kind}.`;
    if (!gives.some((artefact) => (takes as readonly string[]).includes(artefact)))
      return `${from.shortName} gives ${gives.join(', ')}; ${to.shortName} takes ${takes.join(', ')}.`;
    return undefined;
  }

  /** Services that match what was typed, the best first; all of them, in the catalog's order, for nothing. */
  search(query: string): readonly Service[] {
    if (query.trim() === '') return this.services;
    const byName = [...this.services].sort((a, b) => (a.name < b.name ? -1 : 1));
    // what is gone stands below what is there
    return ranked(byName, query, textsOf, (service) => (service.status.state === 'retired' ? 0.5 : 1));
  }
}

const edgeIds = new WeakMap<Plan['edges'], ReadonlySet<string>>();

/** The ids of a plan's edges, worked out once: one question is asked about thousands of nodes. */
function edgeIdsIn({ edges }: Plan): ReadonlySet<string> {
  const ids = edgeIds.get(edges) ?? new Set(edges.map(edgeId));
  edgeIds.set(edges, ids);
  return ids;
}

const likeliestFirst: readonly EdgeKind[] = ['data', 'model', 'control', 'runs-on', 'image', 'metrics', 'code', 'telemetry'];

/** What a service is looked for by: names count more than synonyms, those more than its summary. */
function textsOf(service: Service): readonly WeightedText[] {
  return [
    [service.shortName, 10],
    [service.name, 9],
    [service.guideName ?? '', 8],
    ...service.synonyms.map((synonym) => [synonym, 6] as const),
    [service.id, 5],
    [service.summary, 1],
  ];
}

export const [getCatalog, setCatalog] = createContext<CatalogView>();
