import { edgeKinds, lanes, stages, type Edge, type EdgeKind, type NodeId, type Plan, type Stage } from '#engine/plan';
import { shownTitleOf } from '../wording/shown';
import type { Service } from '#engine/catalog';
import type { CatalogView } from './catalog-view.svelte';

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
  return ranked(plan, catalog, catalog.stageOf(node), `Cannot follow “${title}”`, (service) => {
    const kinds = catalog.kindsBetween(source, service).filter((one) => kind === undefined || one === kind);
    const [first] = kinds;
    return first === undefined ? reasonAgainst(catalog, source, service, kind) : [first];
  });
}

/** Every service as an insertion into an edge. */
export function insertions(plan: Plan, catalog: CatalogView, edge: Edge): readonly Candidate[] {
  return ranked(plan, catalog, catalog.stageOf(plan.nodes[edge.from]), 'Cannot be inserted there', (service) =>
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
  const fitting = others.filter(fits);
  return [
    ...fitting.filter((service) => !isGone(service)).map((service): Candidate => ({ service, stage, kinds: [], group })),
    ...fitting.filter(isGone).map((service): Candidate => ({ service, stage, kinds: [], group: goneOrGoing })),
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
  from: Stage | undefined,
  impossible: string,
  connected: (service: Service) => readonly EdgeKind[] | string,
): readonly Candidate[] {
  const there = new Set(Object.values(plan.nodes).map(({ service }) => service));
  const scored = catalog.services.map((service) => {
    const stage = nextStage(service, from);
    const kinds = connected(service);
    const against = typeof kinds === 'string' ? kinds : undefined;
    const rank = unlikeliness(service, stage, from, plan, there) + (against === undefined ? 0 : 1000);
    const possible = isGone(service) ? goneOrGoing : titleOfStage(stage);
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
  // a group has the place of its likeliest service
  const first = new Map<string, number>();
  scored.forEach(({ candidate: { group } }, at) => {
    if (!first.has(group)) first.set(group, at);
  });
  return scored.map(({ candidate }) => candidate).sort((a, b) => (first.get(a.group) ?? 0) - (first.get(b.group) ?? 0));
}

/** The last group: retired services and those about to be retired. */
const goneOrGoing = 'Retired or deprecated';

/** True for a service that is retired or about to be. It is listed, since plans have it, but never proposed. */
export function isGone({ status }: Service): boolean {
  return status.state === 'retired' || status.state === 'deprecated';
}

/** The next of a service's stages. */
function nextStage(service: Service, from: Stage | undefined): Stage | undefined {
  return [...service.stages].sort((a, b) => stepsTo(a, from) - stepsTo(b, from))[0];
}

/** The next stage is likelier than a later one, and a later one is likelier than an earlier one. */
function stepsTo(stage: Stage, from: Stage | undefined): number {
  // a plan is begun with its work; the sources come to mind with the transfer
  if (from === undefined) return stage === 'source' ? laneAt('data-transfer') - 0.5 : laneAt(stage);
  const steps = laneAt(stage) - laneAt(from);
  return steps > 0 ? steps : steps === 0 ? 3.5 : lanes.length - steps;
}

function laneAt(stage: Stage): number {
  return lanes.findIndex((lane) => (lane.stages as readonly Stage[]).includes(stage));
}

function unlikeliness(
  service: Service,
  stage: Stage | undefined,
  from: Stage | undefined,
  { context }: Plan,
  there: ReadonlySet<string>,
): number {
  const state = { ga: 0, preview: 2, deprecated: 20, retired: 200 }[service.status.state];
  const { approach = 'mixed' } = context;
  const estranged = approach !== 'mixed' && service.approach !== 'both' && service.approach !== approach;
  return (
    (stage === undefined ? 20 : stepsTo(stage, from)) +
    state +
    (there.has(service.id) ? 3 : 0) +
    (estranged ? 1.5 : 0) -
    (context.estate?.includes(service.id) ? 2 : 0)
  );
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
