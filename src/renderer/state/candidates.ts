import { edgeKinds, stages, type Edge, type EdgeKind, type NodeId, type Plan, type Stage } from '#engine/plan';
import { shownTitleOf } from '../wording/shown';
import type { Service } from '#engine/catalog';
import type { CatalogView } from './catalog-view.svelte';
import { isAnything, isGone, nextStage, unlikelyInstead, unlikeliness } from './likelihood';

/** A service that can be placed somewhere, and its connections there. */
export interface Candidate {
  readonly service: Service;
  readonly stage: Stage | undefined;
  /** The kinds of its edges: from the node before it and to the node after it, where there is one. */
  readonly kinds: readonly EdgeKind[];
  /** Title of its group in the list. */
  readonly group: string;
  /** Reason why it cannot be placed there. */
  readonly against?: string;
}

/** Every service as the follower of a node: possible ones first, likeliest on top. @param kind the only kind that the edge may have */
export function followers(plan: Plan, catalog: CatalogView, from: NodeId, kind?: EdgeKind): readonly Candidate[] {
  const node = plan.nodes[from];
  const source = catalog.get(node?.service ?? '');
  const title = shownTitleOf(plan, from);
  return ranked(plan, catalog, sourceOf(node, catalog), `Cannot follow “${title}”`, (service) => {
    const kinds = catalog.kindsBetween(source, service).filter((one) => kind === undefined || one === kind);
    const [first] = kinds;
    return first === undefined ? reasonAgainst(catalog, source, service, kind) : [first];
  });
}

/** Every service as an insertion into an edge. */
export function insertions(plan: Plan, catalog: CatalogView, edge: Edge): readonly Candidate[] {
  return ranked(plan, catalog, sourceOf(plan.nodes[edge.from], catalog), 'Cannot be inserted there', (service) =>
    kindsThrough(plan, catalog, edge, service),
  );
}

/** The kinds of the two edges that replace an edge when a service is inserted, or the reason why it cannot be, in a sentence. */
export function kindsThrough(
  plan: Plan,
  catalog: CatalogView,
  { from, to, kind }: Edge,
  service: Service,
): readonly [EdgeKind, EdgeKind] | string {
  const [source, target] = [catalog.get(plan.nodes[from]?.service ?? ''), catalog.get(plan.nodes[to]?.service ?? '')];
  const inner = kindFor(catalog.kindsBetween(source, service), kind);
  const outer = kindFor(catalog.kindsBetween(service, target), kind);
  if (inner === undefined) return reasonAgainst(catalog, source, service);
  if (outer === undefined) return reasonAgainst(catalog, service, target);
  return [inner, outer];
}

/** The two edges that replace an edge when a node is inserted. */
export function halves(edge: Edge, through: NodeId, [inner, outer]: readonly [EdgeKind, EdgeKind]): readonly Edge[] {
  return [
    { ...edge, to: through, kind: inner },
    { from: through, to: edge.to, kind: outer },
  ];
}

/** Every service, for a first node or one without edges. */
export function newcomers(plan: Plan, catalog: CatalogView): readonly Candidate[] {
  return ranked(plan, catalog, undefined, '', () => []);
}

/** Alternatives to a node's service: the others of its stage, then all others with the reason against them. */
export function alternatives(plan: Plan, catalog: CatalogView, id: NodeId): readonly Candidate[] {
  const node = plan.nodes[id];
  const stage = catalog.stageOf(node);
  const others = catalog.services.filter((service) => service.id !== node?.service);
  const fits = (service: Service) => stage === undefined || service.stages.includes(stage);
  const group = `Services for ${titleOfStage(stage).toLowerCase()}`;
  const fitting = others
    .filter(fits)
    .map((service): Candidate => ({ service, stage, kinds: [], group: groupOfAnyStage(service) ?? group }))
    .sort((a, b) => unlikelyInstead(a.service, stage, plan) - unlikelyInstead(b.service, stage, plan));
  return [
    ...[group, anythingElse, goneOrGoing].flatMap((title) => fitting.filter((candidate) => candidate.group === title)),
    ...others
      .filter((service) => !fits(service))
      .map((service): Candidate => {
        const against = `It is for ${service.stages.map((one) => titleOfStage(one).toLowerCase()).join(', ')}.`;
        return { service, stage: service.stages[0], kinds: [], group: 'Of other stages', against };
      }),
  ];
}

/** The kind that an edge keeps when a node is inserted in it, or else the likeliest. */
function kindFor(kinds: readonly EdgeKind[], wished: EdgeKind): EdgeKind | undefined {
  return kinds.includes(wished) ? wished : kinds[0];
}

export function titleOfStage(stage: Stage | undefined): string {
  return stages.find(({ id }) => id === stage)?.title ?? 'No stage';
}

export function titleOfKind(kind: EdgeKind): string {
  return edgeKinds.find(({ id }) => id === kind)?.title ?? kind;
}

/** @param connected the kinds of its edges, or the reason why there can be none */
function ranked(
  plan: Plan,
  catalog: CatalogView,
  from: { readonly service: Service | undefined; readonly stage: Stage } | undefined,
  impossible: string,
  connected: (service: Service) => readonly EdgeKind[] | string,
): readonly Candidate[] {
  const there = new Set(Object.values(plan.nodes).map(({ service }) => service));
  const scored = catalog.services.map((service) => {
    const stage = nextStage(service, from?.stage);
    const kinds = connected(service);
    const against = typeof kinds === 'string' ? kinds : undefined;
    const kind = typeof kinds === 'string' ? undefined : kinds[0];
    const rank = unlikeliness(service, { stage, kind, from }, plan, there) + (against === undefined ? 0 : 1000);
    const possible = groupOfAnyStage(service) ?? titleOfStage(stage);
    const candidate: Candidate = {
      service,
      stage,
      kinds: typeof kinds === 'string' ? [] : kinds,
      group: against === undefined ? possible : impossible,
      ...(against === undefined ? {} : { against }),
    };
    return { candidate, rank };
  });
  scored.sort((a, b) => a.rank - b.rank || (a.candidate.service.name < b.candidate.service.name ? -1 : 1));
  const listed = scored.map(({ candidate }, at): Candidate => {
    const isLikely =
      from !== undefined && at < mostLikely && candidate.against === undefined && groupOfAnyStage(candidate.service) === undefined;
    return isLikely ? { ...candidate, group: likeliest } : candidate;
  });
  // a group has the place of its likeliest service
  const first = new Map<string, number>();
  listed.forEach(({ group }, at) => {
    if (!first.has(group)) first.set(group, at);
  });
  return listed.sort((a, b) => (first.get(a.group) ?? 0) - (first.get(b.group) ?? 0));
}

/** The first group: the services that usually come next, whatever their stage. */
export const likeliest = 'Likely next';
const mostLikely = 5;

/** The last groups: what stands for anything else, and what is retired or about to be. */
const anythingElse = 'Anything else';
const goneOrGoing = 'Retired or deprecated';

/** The group of a service that is in the same group whatever its stage. */
function groupOfAnyStage(service: Service): string | undefined {
  return isGone(service) ? goneOrGoing : isAnything(service) ? anythingElse : undefined;
}

function sourceOf(node: Plan['nodes'][string] | undefined, catalog: CatalogView) {
  const stage = catalog.stageOf(node);
  return stage && { service: catalog.get(node?.service ?? ''), stage };
}

/** The reason why no edge can run from one service to another, in a sentence. */
function reasonAgainst(catalog: CatalogView, from: Service | undefined, to: Service | undefined, kind?: EdgeKind): string {
  if (!from || !to) return 'Its inputs and outputs are not known.';
  const gives = (kind === undefined ? (Object.keys(from.outputs) as EdgeKind[]) : [kind]).filter(
    (one) => (from.outputs[one] ?? []).length > 0,
  );
  const takes = (Object.keys(to.inputs) as EdgeKind[]).filter((one) => (to.inputs[one] ?? []).length > 0);
  if (gives.length === 0) return `${from.shortName} gives nothing on.`;
  if (takes.length === 0) return `${to.shortName} takes nothing.`;
  const common = gives.filter((one) => takes.includes(one));
  const [one] = common;
  const barred = common.includes('control') ? catalog.reasonAgainstControl(from, to) : undefined;
  if (barred !== undefined) return barred;
  if (one !== undefined) return `It takes ${(to.inputs[one] ?? []).join(', ')}, not ${(from.outputs[one] ?? []).join(', ')}.`;
  return `It takes ${takes.join(', ')}; ${from.shortName} gives ${gives.join(', ')}.`;
}
