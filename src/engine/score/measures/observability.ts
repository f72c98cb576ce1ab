import { reachedFrom } from '../../catalog';
import { percent, titles } from '../../format';
import { serves, servesBoughtModel, servingNodes, watchedIn, watchesModels } from '../../notions';
import { askedOrRetired, idsOf, shortfall, without, type Measure } from '../measure';

const deployed = askedOrRetired(serves);

/** Monitoring of deployments, and of the model itself. */
export const observability: Measure = {
  id: 'observability',
  score: 'maintainability',
  formula({ maintainability }) {
    const { share } = maintainability.observability;
    return `${percent(share.telemetry, 1)} for deployments whose \`telemetry\` edges lead to monitoring: all of that is lost where none has one, else the more the more lack it. ${percent(share.modelQuality, 1)} where what a deployment takes in or gives out leads, by data, figures or telemetry, to a service that judges models; a service that brings its own models is not asked for that. What only starts others, or only keeps images, is no deployment. Where nothing is deployed the part is left out.`;
  },
  measure(input) {
    const { graph, working, scoring } = input;
    const { share } = scoring.maintainability.observability;
    const deployments = deployed(input);
    if (deployments.length === 0) return undefined;
    const unseen = without(deployments, watchedIn(working));
    const own = deployments.filter((node) => !servesBoughtModel(node));
    // without the edges that do not work, a node might be taken for a deployment that it is not
    const told = reachedFrom(
      servingNodes(graph).flatMap(({ id }) => working.get(id) ?? []),
      ['data', 'metrics', 'telemetry'],
    );
    const judged = [...told].some(({ service }) => service && watchesModels(service));
    return {
      well: "Every deployment sends telemetry; the model's quality is watched.",
      losses: [
        {
          share: share.telemetry * shortfall(unseen.length, deployments.length),
          because: `No telemetry from ${titles(unseen)}.`,
          fix: 'Let it send telemetry to a monitoring service.',
          nodes: idsOf(unseen),
        },
        {
          share: judged || own.length === 0 ? 0 : share.modelQuality,
          because: "Nothing watches the model's quality.",
          fix: 'Add model monitoring, and connect data and predictions to it.',
          nodes: idsOf(own),
        },
      ],
    };
  },
};
