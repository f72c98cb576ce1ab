import { idsOf, inStageOrRetired, isRetired, percent, titles, type Measure } from '../measure';

/** Whether a release is a pipeline, or something that somebody does. */
export const delivery: Measure = {
  id: 'delivery',
  score: 'maintainability',
  formula({ maintainability }) {
    return `All points where a service that starts on a change of the code has a \`control\` edge, ${percent(maintainability.delivery.scripts)} where deployment scripts have one, none otherwise. Where nothing is trained or deployed nothing is lost.`;
  },
  measure(input) {
    const { graph, scoring, today } = input;
    const { scripts } = scoring.maintainability.delivery;
    const targets = inStageOrRetired(input, 'training', 'deployment-batch', 'deployment-realtime');
    if (targets.length === 0) return { well: 'Nothing is trained or deployed yet.', losses: [] };
    const alive = graph.nodes.filter((node) => !isRetired(node, today) && node.out.some((edge) => edge.kind === 'control'));
    // a delivery pipeline starts on code and calls services; scripts take code and call services, but start on nothing
    const pipelines = alive.filter(
      (node) =>
        (node.service?.inputs.code ?? []).length > 0 &&
        (node.service?.triggers?.events ?? []).some((event) => ['push', 'pull-request', 'branch'].includes(event)),
    );
    if (pipelines.length > 0)
      return {
        well: `${titles(pipelines)} ${pipelines.length === 1 ? 'delivers' : 'deliver'} on every change of the code.`,
        losses: [],
      };
    const byHand = alive.filter((node) => node.service?.id === 'deployment-scripts');
    const mend = 'Let a pipeline that a change of the code starts lead to them.';
    return {
      well: 'Scripts deliver, which count as a pipeline here.',
      losses: [
        byHand.length > 0
          ? { share: 1 - scripts, because: `${titles(byHand)} can be repeated, but somebody has to start it.`, mend, nodes: idsOf(targets) }
          : { share: 1, because: `Nothing in the plan delivers ${titles(targets)}.`, mend, nodes: idsOf(targets) },
      ],
    };
  },
};
