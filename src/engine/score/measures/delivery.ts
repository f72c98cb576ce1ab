import { inStageOrRetired, isRetired, titles, type Measure } from '../measure';

/** Whether a release is a pipeline, or something that somebody does. */
export const delivery: Measure = {
  id: 'delivery',
  score: 'maintainability',
  measure(input) {
    const { graph, scoring, today } = input;
    const { scripts } = scoring.maintainability.delivery;
    const targets = inStageOrRetired(input, 'training', 'deployment-batch', 'deployment-realtime');
    if (targets.length === 0) return { share: 1, because: 'Nothing is trained or deployed yet.', nodes: [] };
    const alive = graph.nodes.filter((node) => !isRetired(node, today));
    // a delivery pipeline starts on code and calls services; scripts take code and call services, but start on nothing
    const pipelines = alive.filter(
      (node) =>
        (node.service?.inputs.code ?? []).length > 0 &&
        (node.service?.triggers?.events ?? []).some((event) => ['push', 'pull-request', 'branch'].includes(event)),
    );
    const byHand = alive.filter((node) => node.service?.id === 'deployment-scripts');
    const leading = [...pipelines, ...byHand].filter((node) => node.out.some((edge) => edge.kind === 'control'));
    if (leading.some((node) => pipelines.includes(node)))
      return {
        share: 1,
        because: `${titles(leading.filter((node) => pipelines.includes(node)))} delivers on every change of the code.`,
        nodes: [],
      };
    if (leading.length > 0)
      return {
        share: scripts,
        because: `${titles(leading)} can be repeated, but somebody has to start it.`,
        nodes: targets.map(({ id }) => id),
      };
    return { share: 0, because: `Nothing in the plan delivers ${titles(targets)}.`, nodes: targets.map(({ id }) => id) };
  },
};
