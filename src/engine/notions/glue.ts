import { oncePer, type Catalog, type GraphEdge, type GraphNode, type Service } from '../catalog';
import { platformOf, worksWith } from './ecosystems';
import { mayControl, raisedAt } from './orchestrators';
import { offersModels } from './roles';

/*
 * What it takes to join two services: nothing, code of one's own, or what no code can do.
 */

const storage = 'azure-storage';

/**
 * The glue that an edge takes between services that the catalog knows, as a sentence names it; `undefined` if they work together by
 * themselves, or not at all. Data that both can leave in storage takes none, nor do code, figures, images and telemetry, which travel with
 * Git, MLflow, registries and diagnostic settings.
 */
export function glueOf({ kind, from, to }: GraphEdge, catalog: Catalog): string | undefined {
  const [start, end] = [from.service, to.service];
  if (!start || !end) return undefined;
  const shared = catalog.shared(start, end, kind);
  if (shared.length === 0) return undefined;
  switch (kind) {
    case 'control':
      return catalog.start(start, end)?.way === 'rest'
        ? `a script or a web request that starts ${end.shortName}, waits for it and handles its errors`
        : undefined;
    case 'data':
      if (worksWith(catalog, start, end) || isNotKnown(start) || isNotKnown(end)) return undefined;
      if (start.id === storage || end.id === storage) return undefined;
      if ([from, to].some(runsOwnCode) && (offersModels(start) || offersModels(end))) return undefined;
      if (shared.every((artefact) => artefact === 'stream')) return glueOfStream(from, to);
      if ([from, to].every((node) => reachesStorage(node, catalog))) return undefined;
      if (
        [from, to].some(runsOwnCode) &&
        [from, to].every((node) => runsOwnCode(node) || (reachesStorage(node, catalog) && node.stage !== 'monitoring'))
      )
        return undefined;
      if ([from, to].some(runsOwnCode) && [start, end].some(hasDriver)) return undefined;
      return 'an export to storage that both can reach, and something that starts the import';
    case 'model':
      return crossesPlatforms(from, to, catalog) ? 'an export of the model from one platform and its registration in the other' : undefined;
    default:
      return undefined;
  }
}

/** Own code sends to a broker and receives from it; anything else needs such code beside it, and a broker where neither end is one. */
function glueOfStream(from: GraphNode, to: GraphNode): string | undefined {
  const broker = [from, to].find(({ service }) => isBroker(service));
  if (!broker?.service) return 'a message broker, such as Event Hubs, and code at one end of it';
  if (runsOwnCode(broker === from ? to : from)) return undefined;
  return `code that ${broker === from ? 'receives messages from' : 'sends messages to'} ${broker.service.shortName}`;
}

/** It takes nothing but messages, and hands them on. */
function isBroker(service: Service | undefined): boolean {
  const { inputs, outputs } = service ?? {};
  return inputs?.data?.every((artefact) => artefact === 'stream') === true && outputs?.data?.includes('stream') === true;
}

/** Of a system or application of others nobody can say what it works with. */
function isNotKnown({ outside, integratesWith }: Service): boolean {
  return outside === true && integratesWith.length === 0;
}

/** True if nothing can travel along an edge: its ends share no artefact, or the first cannot start the second. */
export function cannotPass({ kind, from, to }: GraphEdge, catalog: Catalog): boolean {
  if (!from.service || !to.service) return true;
  if (kind !== 'control') return catalog.shared(from.service, to.service, kind).length === 0;
  return !mayControl(from.service, to.service, catalog, raisedAt(from));
}

/** A database or a store of others: own code reads and writes it through a driver, without an export. */
function hasDriver({ stages, compute, inputs, outputs, managed, triggers }: Service): boolean {
  if (compute !== undefined || triggers !== undefined || managed === 'library' || stages.includes('monitoring')) return false;
  return inputs.data !== undefined && outputs.data !== undefined;
}

/** The team's own code is glue already: it reads, writes and calls whatever has an interface for its language. */
function runsOwnCode({ service }: GraphNode): boolean {
  if (service?.inputs.code === undefined || (service.compute === undefined && service.runsOn === 'none')) return false;
  return service.approach === 'code' || (service.approach === 'both' && service.languages.includes('python'));
}

/** Reads and writes storage by itself or as part of its platform; a notebook or script does it in its own code. */
function reachesStorage(node: GraphNode, catalog: Catalog): boolean {
  const { service, stage } = node;
  if (!service) return false;
  if (catalog.integrates(service.id, storage) || (stage === 'experimentation' && service.approach === 'code')) return true;
  const platform = platformOf(service.id);
  return platform !== undefined && platformsWithStorage(catalog).has(platform);
}

const platformsWithStorage = oncePer(
  (catalog: Catalog): ReadonlySet<string> =>
    new Set(catalog.services.flatMap(({ id }) => (catalog.integrates(id, storage) ? (platformOf(id) ?? []) : []))),
);

/** Two platforms each have a registry of their own, and neither reads the other's. */
function crossesPlatforms(from: GraphNode, to: GraphNode, catalog: Catalog): boolean {
  const [one, other] = [platformOf(from.node.service), platformOf(to.node.service)];
  return (
    one !== undefined &&
    other !== undefined &&
    one !== other &&
    !!from.service &&
    !!to.service &&
    !worksWith(catalog, from.service, to.service)
  );
}
