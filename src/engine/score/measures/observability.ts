import { idsOf, inStageOrRetired, isRetired, percent, titles, type Measure } from '../measure';

/** Whether what is deployed is watched, and whether the model itself is. */
export const observability: Measure = {
  id: 'observability',
  score: 'maintainability',
  formula({ maintainability }) {
    const { share } = maintainability.observability;
    return `${percent(share.telemetry)} times the share of deployments with a \`telemetry\` edge to a monitoring service, and ${percent(share.modelQuality)} where a monitoring service takes data and gives metrics, which is how it judges the model. Where nothing is deployed nothing is lost.`;
  },
  measure(input) {
    const { graph, scoring, today } = input;
    const { share } = scoring.maintainability.observability;
    const deployments = inStageOrRetired(input, 'deployment-batch', 'deployment-realtime').filter(
      (node) => isRetired(node, today) || (node.service?.inputs.model ?? []).length > 0,
    );
    if (deployments.length === 0) return { well: 'Nothing is deployed that would have to be watched.', losses: [] };
    const watchers = graph.inStage('monitoring').filter((node) => !isRetired(node, today));
    const unseen = deployments.filter(
      (node) => isRetired(node, today) || !node.out.some((edge) => edge.kind === 'telemetry' && watchers.includes(edge.to)),
    );
    // what takes data or metrics in and gives metrics out judges the model, not only the machine it runs on
    const judged = watchers.some(
      (node) => (node.service?.outputs.metrics ?? []).length > 0 && (node.service?.inputs.data ?? []).length > 0,
    );
    return {
      well: "Every deployment sends telemetry; the model's quality is watched.",
      losses: [
        {
          share: share.telemetry * (unseen.length / deployments.length),
          because: `No telemetry from ${titles(unseen)}.`,
          mend: 'Let it send telemetry to a monitoring service.',
          nodes: idsOf(unseen),
        },
        {
          share: judged ? 0 : share.modelQuality,
          because: "Nothing watches the model's quality.",
          mend: 'Add a service that judges data and predictions.',
          nodes: idsOf(deployments),
        },
      ],
    };
  },
};
