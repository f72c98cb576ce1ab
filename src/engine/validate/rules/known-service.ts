import { oncePer, swapEdits, type Catalog } from '../../catalog';
import type { ServiceId } from '../../plan';
import type { Rule } from '../rule';
import { ours } from '../sources';
import { nearestOne } from '../wording';

/** A node of an unknown service is still on the canvas, but Pipedraft cannot check, cost or export it. */
export const knownService: Rule = {
  meta: {
    id: 'known-service',
    title: 'Every service is in the catalog',
    severity: 'error',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A node names a service of the catalog by its id. Pipedraft knows nothing of any other word: no cost, no score, no check. Services of your own come in as a pack.',
  },
  scope: { each: 'node', within: 0 },

  *check({ plan, graph, catalog }) {
    if (graph.nodes.every(({ service }) => service)) return;
    const namedBy = otherNames(catalog);
    const nearest = nearestOne(catalog.services.map(({ id }) => id));
    for (const { id, title, node, service } of graph.nodes) {
      if (service) continue;
      const named = namedBy(node.service);
      const meant = named ?? nearest(node.service);
      const name = meant === undefined ? undefined : catalog.nameOf(meant);
      const hint = named !== undefined ? `; it is another name of ${name}` : name !== undefined ? `; ${name} is close to it` : '';
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" uses "${node.service}", which the catalog does not have${hint}.`,
        why: 'Pipedraft knows nothing of such a service, so this node is left out of the cost, the scores and every other check.',
        fixes: () => (meant === undefined ? [] : [{ title: `Use ${name}`, edits: swapEdits(plan, catalog, id, meant) }]),
      };
    }
  },
};

/** Finds the service that has a word among its other names. */
const otherNames = oncePer((catalog: Catalog): ((word: string) => ServiceId | undefined) => {
  const byName = new Map<string, ServiceId>();
  for (const { id, name, shortName, guideName, synonyms } of catalog.services) {
    for (const other of [name, shortName, guideName ?? '', ...synonyms]) if (!byName.has(slug(other))) byName.set(slug(other), id);
  }
  return (word) => byName.get(slug(word));
});

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
