import { percent, titles } from '../../format';
import { idsOf, shortfall, sum, without, type Measure } from '../measure';
import { tracesOf } from '../traces';

/** Ability to make a model again: tracked runs, registered models, versioned data, pinned environments. */
export const reproducibility: Measure = {
  id: 'reproducibility',
  score: 'maintainability',
  formula({ maintainability }) {
    const { share } = maintainability.reproducibility;
    return `${percent(share.tracking, 1)} where what trains logs its runs, ${percent(share.registry, 1)} where its models reach a registry and deployments take theirs from one, ${percent(share.dataVersions, 1)} where it reads data with versions, and ${percent(share.environments, 1)} where an environment pins what jobs and clusters of one's own run with. Each share is lost whole where none has it, and else the more the more lack it: others do not make up for them. What is asked of nothing in the plan is left out, and the others share its points. A service that is retired or not in the catalog lacks all four. Where nothing is trained or deployed the part is left out.`;
  },
  measure(input) {
    const traces = tracesOf(input);
    if (!traces) return undefined;
    const asked = sum(traces.map(({ worth, askedOf }) => (askedOf.length > 0 ? worth : 0)));
    return {
      well: 'Runs, models, data and environments can all be gone back to.',
      losses: traces.map(({ what, worth, askedOf, having, fix }) => {
        const lacking = without(askedOf, having);
        return {
          share: asked === 0 ? 0 : (worth / asked) * shortfall(lacking.length, askedOf.length),
          because: `No ${what} for ${titles(lacking)}.`,
          fix,
          nodes: idsOf(lacking),
        };
      }),
    };
  },
};
