import type { Catalog, Service } from '../../catalog';
import { agreeing, counted, titles } from '../../format';
import { takesCare, technologyOf, worksWith } from '../../notions';
import { idsOf, isRetired, upTo, type Measure } from '../measure';

/** Technologies that are, or work natively with, a service that the organisation already runs. */
export const estateFit: Measure = {
  id: 'estate-fit',
  score: 'integration',
  formula({ integration }) {
    return `Technologies are counted as in technology spread above. One that is not connected, or is not already run and has no service that works with one that is, is a new island; ${integration['estate-fit'].many} lose everything, and so does a plan of nothing else. Where the plan does not say what is run, the part is left out.`;
  },
  measure({ graph, scoring, today }) {
    const { many } = scoring.integration['estate-fit'];
    const estate = (graph.plan.context.estate ?? []).flatMap((id) => graph.catalog.get(id) ?? []);
    if ((graph.plan.context.estate ?? []).length === 0 || graph.nodes.length === 0) return undefined;
    const gone = new Set(graph.nodes.filter((node) => isRetired(node, today)));
    const working = graph.nodes.filter((node) => !gone.has(node) && node.service && !takesCare(node.service));
    const all = new Set(working.map(({ node }) => technologyOf(node.service)));
    const known = new Map<Service, boolean>();
    const isFitting = (service: Service) => {
      const there = known.get(service) ?? estate.some((run) => fits(run, service, graph.catalog));
      known.set(service, there);
      return there;
    };
    const fitting = new Set(
      working
        .filter(({ in: into, out }) => into.length + out.length > 0)
        .filter(({ service }) => service && isFitting(service))
        .map(({ node }) => technologyOf(node.service)),
    );
    const strangers = new Set(working.filter(({ node }) => !fitting.has(technologyOf(node.service))));
    const islands = all.size - fitting.size + gone.size;
    const total = all.size + gone.size;
    return {
      well: 'Everything uses or works with what is already run.',
      losses: [
        {
          share: islands > 0 && islands === total ? 1 : upTo(islands, many),
          because: `${total - islands} of ${counted(total, 'technology', 'technologies')} ${agreeing(total - islands, 'uses or works', 'use or work')} with what is already run; new islands: ${titles([...gone, ...strangers])}.`,
          fix: 'Replace them with services that you already run, or that work with one of those.',
          nodes: idsOf(graph.nodes.filter((node) => gone.has(node) || strangers.has(node))),
        },
      ],
    };
  },
};

/** True if a service is of the technology of one that is run, or of a technology of which some service works with it. */
function fits(run: Service, service: Service, catalog: Catalog): boolean {
  const technology = technologyOf(service.id);
  if (technologyOf(run.id) === technology || worksWith(catalog, run, service)) return true;
  return catalog.services.some(({ id }) => technologyOf(id) === technology && catalog.integrates(run.id, id));
}
