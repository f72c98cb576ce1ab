import { kindWords } from '../wording/plan-words';
import { createContext } from 'svelte';
import {
  edgeId,
  edgeKindIds,
  laneOf,
  safeguards,
  stages,
  type EdgeKind,
  type LaneId,
  type Plan,
  type PlanNode,
  type Safeguard,
  type Stage,
} from '#engine/plan';
import type { SafeguardCell, Service, Skill, Source } from '#engine/catalog';
import type { Icon } from '#engine/draw';
import type { Startup } from '#ipc';
import type { WeightedText } from '../wording/match';
import { search } from '../wording/tolerant-search';

/** The window's view of the catalog, for search, connections and forms. Its data come from the main process. */
export class CatalogView {
  #services = $state.raw<readonly Service[]>([]);
  #skills = $state.raw<readonly Skill[]>([]);
  #noControl = $state.raw<Startup['noControl']>({});
  readonly #byId: ReadonlyMap<string, Service> = $derived(new Map(this.#services.map((service) => [service.id, service])));
  readonly #icons: Startup['icons'];
  readonly #safeguards: Startup['safeguards'];

  constructor({
    services,
    skills,
    noControl,
    icons,
    safeguards,
  }: Pick<Startup, 'services' | 'skills' | 'noControl' | 'icons' | 'safeguards'>) {
    this.#safeguards = safeguards;
    this.#services = services;
    this.#skills = skills;
    this.#noControl = noControl;
    this.#icons = icons;
  }

  get services(): readonly Service[] {
    return this.#services;
  }

  get skills(): readonly Skill[] {
    return this.#skills;
  }

  /** Replaces the services after packs were added or removed. */
  use({ services, skills, noControl }: Pick<Startup, 'services' | 'skills' | 'noControl'>): void {
    this.#services = services;
    this.#skills = skills;
    this.#noControl = noControl;
  }

  get(id: string): Service | undefined {
    return this.#byId.get(id);
  }

  icon(service: Service | undefined): Icon | undefined {
    return service ? this.#icons[service.icon] : undefined;
  }

  /** How a service has a safeguard; `undefined` if nothing is known of it. */
  safeguard(service: string, safeguard: Safeguard): SafeguardCell | undefined {
    return Object.hasOwn(this.#safeguards.services, service) ? this.#safeguards.services[service]?.[safeguard] : undefined;
  }

  /** The sources of what is known of a service's safeguards, each once. */
  safeguardSources(service: string): readonly Source[] {
    const entry = Object.hasOwn(this.#safeguards.services, service) ? this.#safeguards.services[service] : undefined;
    const keys = new Set(safeguards.flatMap(({ id }) => (entry?.[id] ? [entry[id].source ?? entry.source] : [])));
    return [...keys].flatMap((key) => this.#safeguards.sources[key] ?? []);
  }

  stageOf(node: PlanNode | undefined): Stage | undefined {
    return node?.stage ?? this.#byId.get(node?.service ?? '')?.stages[0];
  }

  laneOf(node: PlanNode | undefined): LaneId {
    return laneOf(this.stageOf(node));
  }

  /** The kinds of edges that can start at a service; any kind for an unknown service. */
  gives(service: string): readonly EdgeKind[] {
    const outputs = this.get(service)?.outputs;
    return outputs ? edgeKindIds.filter((kind) => (outputs[kind] ?? []).length > 0) : edgeKindIds;
  }

  /** The kinds of edge that can run from one service to another, the likeliest first. */
  kindsBetween(from: Service | undefined, to: Service | undefined): EdgeKind[] {
    if (!from || !to) return [];
    const kinds = likeliestFirst.filter(
      (kind) =>
        (from.outputs[kind] ?? []).some((artefact) => (to.inputs[kind] ?? []).includes(artefact)) &&
        (kind !== 'control' || this.reasonAgainstControl(from, to) === undefined),
    );
    // compute receives work, and an orchestrator starts the next node, even where data could flow
    const meant: readonly EdgeKind[] = [
      ...(to.stages[0] === 'compute' ? (['runs-on'] as const) : []),
      ...(from.stages[0] === 'orchestration' ? (['control'] as const) : []),
    ];
    return [...meant.filter((kind) => kinds.includes(kind)), ...kinds.filter((kind) => !meant.includes(kind))];
  }

  /** The reason why one service cannot start another that it could send something to; `undefined` if it can, or nothing is known against it. */
  reasonAgainstControl(from: Service, to: Service): string | undefined {
    return this.#noControl[from.id]?.[to.id];
  }

  /** The reason why an edge of a kind cannot run between two nodes, in a sentence; `undefined` if it can. */
  reasonAgainst(plan: Plan, fromId: string, toId: string, kind: EdgeKind): string | undefined {
    const [from, to] = [this.get(plan.nodes[fromId]?.service ?? ''), this.get(plan.nodes[toId]?.service ?? '')];
    if (fromId === toId) return 'An edge leads to another node.';
    if (edgeIdsIn(plan).has(edgeId({ from: fromId, to: toId, kind }))) return 'They are already connected like this.';
    if (!from || !to) return undefined;
    const gives = from.outputs[kind] ?? [];
    const takes = to.inputs[kind] ?? [];
    if (gives.length === 0) return `${from.shortName} has no ${kindWords(kind)} to give.`;
    if (takes.length === 0) return `${to.shortName} takes no ${kindWords(kind)}.`;
    if (!gives.some((artefact) => (takes as readonly string[]).includes(artefact)))
      return `${from.shortName} gives ${gives.join(', ')}; ${to.shortName} takes ${takes.join(', ')}.`;
    if (kind === 'control') return this.reasonAgainstControl(from, to);
    return undefined;
  }

  /**
   * Services that match a query, the best first, and those that are retired or about to be last; for an empty query all of them, in the
   * catalog's order.
   */
  search(query: string): readonly Service[] {
    if (query.trim() === '') return this.services;
    const byName = [...this.services].sort((a, b) => lateness(a) - lateness(b) || (a.name < b.name ? -1 : 1));
    return [...search(byName, query, textsOf)].sort((a, b) => goneness(a) - goneness(b));
  }
}

function goneness({ status }: Service): number {
  return status.state === 'retired' ? 2 : status.state === 'deprecated' ? 1 : 0;
}

/** Among equals, what only suits teams that run it already comes after the others. */
function lateness({ onlyWhereRun, outside }: Service): number {
  return onlyWhereRun || outside ? 1 : 0;
}

const edgeIds = new WeakMap<Plan['edges'], ReadonlySet<string>>();

/** The ids of a plan's edges, computed once: the same question is asked for thousands of nodes. */
function edgeIdsIn({ edges }: Plan): ReadonlySet<string> {
  const ids = edgeIds.get(edges) ?? new Set(edges.map(edgeId));
  edgeIds.set(edges, ids);
  return ids;
}

const likeliestFirst: readonly EdgeKind[] = ['data', 'model', 'request', 'control', 'runs-on', 'image', 'metrics', 'code', 'telemetry'];

/**
 * Texts that a service is searched by: names weigh more than synonyms, and synonyms more than tasks that follow from what it can do, and
 * than the summary.
 */
function textsOf(service: Service): readonly WeightedText[] {
  const { triggers, skills, languages, stages: at } = service;
  return [
    [service.shortName, 10],
    [service.name, 9],
    [service.guideName ?? '', 8],
    ...service.synonyms.map((synonym) => [synonym, 6] as const),
    [service.id.replaceAll('-', ' '), 5],
    ...(triggers?.schedule.length ? scheduleWords.map((word) => [word, at[0] === 'orchestration' ? 2 : 1] as const) : []),
    ...(triggers?.manualApproval === 'yes' ? approvalWords.map((word) => [word, 2] as const) : []),
    ...(triggers?.events ?? []).map((event) => [event.replaceAll('-', ' '), 1.5] as const),
    ...at.map((stage) => [stages.find(({ id }) => id === stage)?.title ?? stage, 1.5] as const),
    [service.summary, 1],
    ...[...languages, ...skills.map(({ skill }) => skill.replaceAll('-', ' '))].map((word) => [word, 0.5] as const),
  ];
}

/** Words for what every service with a schedule can do. */
const scheduleWords = [
  'weekly',
  'daily',
  'nightly',
  'hourly',
  'monthly',
  'every night',
  'schedule',
  'scheduled',
  'scheduling',
  'timer',
  'cron',
  'recurring',
];
const approvalWords = ['approve', 'approval', 'sign-off'];

export const [getCatalog, setCatalog] = createContext<CatalogView>();
