import { eachNode, oncePer, type PlanGraph } from '../../catalog';
import { technologyOf } from '../../notions';
import { idsOf, type Measure } from '../measure';

const technologiesOfJoined = eachNode(({ in: into, out, node }) => (into.length + out.length > 0 ? [technologyOf(node.service)] : []));

/** The technologies of the nodes that are joined with others. */
const usedIn = oncePer((graph: PlanGraph): ReadonlySet<string> => new Set(technologiesOfJoined(graph)));

/** Share of the organisation's own services that have work in the plan. */
export const estateUse: Measure = {
  id: 'estate-use',
  score: 'integration',
  formula() {
    return 'The share of services already run that a connected node uses, by itself or by another service of its platform. Where the plan does not say what is run, the part is left out.';
  },
  measure({ graph, working }) {
    const estate = (graph.plan.context.estate ?? []).filter((id) => graph.catalog.get(id));
    if (estate.length === 0) return undefined;
    const used = usedIn(working);
    const idle = estate.filter((id) => !used.has(technologyOf(id)));
    return {
      well: 'Every service that is already run has a part in the plan.',
      losses: [
        {
          share: idle.length / estate.length,
          because: `Already run, but not used in the plan: ${idle.map((id) => graph.catalog.nameOf(id)).join(', ')}.`,
          fix: 'Use it where it can do what another node does.',
          // retired or not connected
          nodes: idle.flatMap((id) => idsOf(graph.ofService(id))),
        },
      ],
    };
  },
};
