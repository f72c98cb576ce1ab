import { idsOf, isRetired, percent, titles, type Measure } from '../measure';

/** Whether what is planned ends up as files that can be reviewed. */
export const definition: Measure = {
  id: 'definition',
  score: 'maintainability',
  formula({ maintainability }) {
    const { share } = maintainability.definition;
    return `${percent(share.repository)} for a code repository, and ${percent(share.exportable)} times the share of nodes whose services can be checked in as a file.`;
  },
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
    return {
      well: 'A repository holds the code; every node can be checked in as a file.',
      losses: [
        {
          share: repository ? 0 : share.repository,
          because: 'No repository is planned.',
          mend: 'Add a code repository.',
          nodes: idsOf(graph.nodes),
        },
        {
          share: share.exportable * (loose.length / graph.nodes.length),
          because: `No file defines ${titles(loose)}.`,
          mend: 'Put services in their place that can be checked in as a file.',
          nodes: idsOf(loose),
        },
      ],
    };
  },
};
