import { oncePer, type Catalog, type GraphEdge, type GraphNode } from '../../catalog';
import { platformOf, worksWith } from '../questions/ecosystems';
import type { Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { edgePath } from '../../plan';

const storage = 'azure-storage';

/** An edge is drawn in a second; the code behind it is written, run and looked after by somebody. */
export const glueBetween: Rule = {
  meta: {
    id: 'glue-between',
    title: 'Services work together without glue',
    severity: 'info',
    family: 'estate',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-architecture', 'gr-factor-maintainability', 'gr-devops-integration-limited'],
    docs: 'Says where data or control passes between two services that do not work together by themselves, and what it takes in between. Data that both can leave in storage needs no glue, and storage needs none at either end. Whether one may start the other at all is told by the rules on orchestration.',
  },

  *check(input) {
    for (const edge of input.graph.edges) {
      const glue = glueFor(input, edge);
      if (glue === undefined) continue;
      yield {
        nodes: [edge.from.id, edge.to.id],
        edges: [edge.edge],
        path: edgePath(input.plan, edge.edge),
        message: `"${edge.from.title}" and "${edge.to.title}" do not work together by themselves; it takes ${glue}.`,
        why: 'What joins two services is code or configuration of your own: somebody has to write it, watch it and change it when one of the two changes.',
      };
    }
  },
};

function glueFor({ catalog }: RuleInput, { kind, from, to }: GraphEdge): string | undefined {
  const [start, end] = [from.service, to.service];
  if (!start || !end || (kind !== 'data' && kind !== 'control') || worksWith(catalog, start, end)) return undefined;
  const shared = catalog.shared(start, end, kind);
  if (shared.length === 0) return undefined; // no such edge can be; the rules on structure say so
  if (kind === 'control') {
    if (!start.orchestrates?.includes(end.id)) return undefined;
    return `a script or a web request that starts ${end.shortName}, waits for it and handles its errors`;
  }
  if (start.id === storage || end.id === storage) return undefined;
  if (shared.every((artefact) => artefact === 'stream')) return 'a message broker, such as Event Hubs, and code at one end of it';
  if ([from, to].every((node) => reachesStorage(node, catalog))) return undefined;
  return 'an export to storage that both can reach, and something that starts the import';
}

/** Reads and writes storage by itself or as part of its platform; a notebook or script does it in its own code. */
function reachesStorage({ service, stage }: GraphNode, catalog: Catalog): boolean {
  if (!service) return false;
  if (catalog.integrates(service.id, storage) || (stage === 'experimentation' && service.approach === 'code')) return true;
  const platform = platformOf(service.id);
  return platform !== undefined && platformsWithStorage(catalog).has(platform);
}

const platformsWithStorage = oncePer(
  (catalog: Catalog): ReadonlySet<string> =>
    new Set(catalog.services.flatMap(({ id }) => (catalog.integrates(id, storage) ? (platformOf(id) ?? []) : []))),
);
