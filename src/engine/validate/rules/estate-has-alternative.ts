import { platformOf } from '../../notions';
import { couldReplace, keptStage, worksAsWell } from '../fixes/replacements';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { PlanDraft } from '../fixes/plan-draft';

/** The second of the guide's four questions: how a service plugs into what is there. */
export const estateHasAlternative: Rule = {
  meta: {
    id: 'estate-has-alternative',
    title: 'Services that the organisation already runs come first',
    severity: 'info',
    family: 'estate',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-architecture'],
    docs: 'Reports a node for which the organisation already runs a service that covers the same stage, does the same kind of work and fits every edge. A new service has to be bought, secured and learnt; an existing one already is.',
  },

  *check(input) {
    const { plan, graph, catalog } = input;
    const estate = [...new Set(plan.context.estate ?? [])];
    // a service that the plan already uses was left out of the other places on purpose
    const unused = estate.flatMap((id) => (graph.ofService(id).length === 0 ? (catalog.get(id) ?? []) : []));
    if (unused.length === 0) return;
    const runAlready = new Set(catalog.services.filter(({ id }) => isRunAlready(id, estate)));
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (!service || runAlready.has(service)) continue;
      const alternatives = unused.filter(
        (candidate) => couldReplace(plan, catalog, node, candidate) && worksAsWell(catalog, node, candidate),
      );
      const [first] = alternatives;
      if (!first) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" brings in ${service.shortName}, although the organisation already runs ${first.shortName}, which could do the same here.`,
        why: 'A service that already runs is secured, paid for and known. Another service for the same work has to earn its place.',
        fixes: () =>
          alternatives.slice(0, 2).flatMap((candidate) => {
            const draft = new PlanDraft(plan, catalog);
            return draft.swap(id, candidate.id, keptStage(node, candidate))
              ? [{ title: `Swap to ${candidate.shortName}`, edits: draft.edits }]
              : [];
          }),
      };
    }
  },
};

/** A service that the organisation runs, or one of a platform that it runs. */
function isRunAlready(service: string, estate: readonly string[]): boolean {
  const platform = platformOf(service);
  return estate.some((id) => id === service || (platform !== undefined && platformOf(id) === platform));
}
