import { isRetired, titles, type Measure } from '../measure';

/** Whether what is planned ends up as files that can be reviewed. */
export const definition: Measure = {
  id: 'definition',
  score: 'maintainability',
  measure({ graph, scoring, today }) {
    const { share } = scoring.maintainability.definition;
    const repository = graph.nodes.some(
      (node) =>
        !isRetired(node, today) &&
        (node.service?.outputs.code ?? []).length > 0 &&
        node.service?.approach === 'code' &&
        node.service.inputs.code !== undefined,
    );
    const loose = graph.nodes.filter((node) => isRetired(node, today) || (node.service?.definition.formats.length ?? 0) === 0);
    const exportable = graph.nodes.length === 0 ? 1 : (graph.nodes.length - loose.length) / graph.nodes.length;
    return {
      share: (repository ? share.repository : 0) + share.exportable * exportable,
      because: `${repository ? 'A repository holds the code' : 'No repository is planned'}; ${loose.length === 0 ? 'every node can be checked in as a file' : `no file defines ${titles(loose)}`}.`,
      nodes: loose.map(({ id }) => id),
    };
  },
};
