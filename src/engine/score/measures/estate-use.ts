import { idsOf, isRetired, type Measure } from '../measure';

/** How many of the services that the organisation already runs the plan makes use of. */
export const estateUse: Measure = {
  id: 'estate-use',
  score: 'integration',
  formula() {
    return 'The share of services already run that a node uses. Where the plan does not say what is run, the part is left out.';
  },
  measure({ graph, today }) {
    const estate = (graph.plan.context.estate ?? []).filter((id) => graph.catalog.get(id));
    if (estate.length === 0) return undefined;
    const idle = estate.filter((id) => !graph.ofService(id).some((node) => !isRetired(node, today)));
    return {
      well: 'Every service that is already run has a part in the plan.',
      losses: [
        {
          share: idle.length / estate.length,
          because: `Already run, without a part in the plan: ${idle.map((id) => graph.catalog.nameOf(id)).join(', ')}.`,
          mend: 'Give it a part, where it can do what another node does.',
          // only what is out of support has nodes here
          nodes: idle.flatMap((id) => idsOf(graph.ofService(id))),
        },
      ],
    };
  },
};
