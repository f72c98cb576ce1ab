import { isRetired, type Measure } from '../measure';

/** How many of the services that the organisation already runs the plan makes use of. */
export const estateUse: Measure = {
  id: 'estate-use',
  score: 'integration',
  measure({ graph, today }) {
    const estate = (graph.plan.context.estate ?? []).filter((id) => graph.catalog.get(id));
    if (estate.length === 0) return undefined;
    const used = estate.filter((id) => graph.ofService(id).some((node) => !isRetired(node, today)));
    const idle = estate.filter((id) => !used.includes(id));
    return {
      share: used.length / estate.length,
      because:
        idle.length === 0
          ? 'Every service that is already run has a part in the plan.'
          : `Already run, without a part in the plan: ${idle.map((id) => graph.catalog.nameOf(id)).join(', ')}.`,
      nodes: used.flatMap((id) => graph.ofService(id).map((node) => node.id)),
    };
  },
};
