import type { GraphNode } from '../../catalog';
import { Additions } from '../additions';
import { platformOf } from '../ecosystems';
import { couldReplace, keptStage, worksAsWell } from '../replacements';
import type { Rule, RuleInput } from '../rule';
import { guide } from '../sources';

/** The second of the guide's four questions: how a service plugs into what is there. */
export const estateHasAlternative: Rule = {
  meta: {
    id: 'estate-has-alternative',
    title: 'What the organisation runs already comes first',
    severity: 'info',
    family: 'estate',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-architecture'],
    docs: 'Says where a service that the organisation runs already stands for the same stage, does the same kind of work and fits every edge of the node. A new service has to be bought, secured and learnt; one that is there has been.',
  },

  *check(input) {
    const { plan, catalog } = input;
    for (const node of input.graph.nodes) {
      const { id, title, service } = node;
      const alternatives = alternativesTo(input, node);
      const [first] = alternatives;
      if (!service || !first) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" brings in ${service.shortName}, although the organisation already runs ${first.shortName}, which could do the same here.`,
        why: 'What is run already is secured, paid for and known. Another service for the same work has to earn its place.',
        fixes: alternatives.slice(0, 2).flatMap((candidate) => {
          const additions = new Additions(plan, catalog);
          return additions.swap(id, candidate.id, keptStage(node, candidate))
            ? [{ title: `Swap to ${candidate.shortName}`, edits: additions.edits }]
            : [];
        }),
      };
    }
  },
};

/** Services of the estate that could stand in a node's place. One that the plan uses beside it was left out on purpose. */
function alternativesTo({ plan, graph, catalog }: RuleInput, node: GraphNode) {
  const estate = plan.context.estate ?? [];
  if (estate.length === 0 || isRunAlready(node.node.service, estate)) return [];
  return estate.flatMap((id) => {
    const candidate = catalog.get(id);
    return candidate &&
      graph.ofService(id).length === 0 &&
      couldReplace(plan, catalog, node, candidate) &&
      worksAsWell(catalog, node, candidate)
      ? [candidate]
      : [];
  });
}

/** A service that the organisation runs, or one of a platform that it runs. */
function isRunAlready(service: string, estate: readonly string[]): boolean {
  const platform = platformOf(service);
  return estate.some((id) => id === service || (platform !== undefined && platformOf(id) === platform));
}
