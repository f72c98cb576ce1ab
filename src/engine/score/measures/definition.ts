import { nodesWhere } from '../../catalog';
import { titles } from '../../format';
import { isWithoutCode, keepsCode, lacksDefinition } from '../../notions';
import { askedOrRetired, idsOf, upTo, type Measure } from '../measure';

/** Code repositories that a `code` edge joins with something. */
const repositories = nodesWhere(
  ({ service, in: into, out }) => service !== undefined && keepsCode(service) && [...into, ...out].some(({ kind }) => kind === 'code'),
);

const looseNodes = askedOrRetired(lacksDefinition);

/** Whether the plan ends up as files that can be reviewed. */
export const definition: Measure = {
  id: 'definition',
  score: 'maintainability',
  formula({ maintainability }) {
    return `Everything is lost where no code repository has a \`code\` edge. With one, the part is lost by the number of nodes with logic of their own that no file holds, everything at ${maintainability.definition.many}. A service that is retired or not in the catalog is such a node. A plan in which nobody writes code is not asked for files.`;
  },
  measure(input) {
    const { graph, working, scoring } = input;
    if (isWithoutCode(graph)) return undefined;
    const { many } = scoring.maintainability.definition;
    const repository = repositories(working).length > 0;
    const loose = looseNodes(input);
    return {
      well: 'A repository holds the code; everything with logic of its own can be checked in as a file.',
      losses: [
        {
          share: repository ? 0 : 1,
          because: 'No code repository is connected.',
          fix: 'Add a code repository, and connect it.',
          nodes: repository ? [] : idsOf(graph.nodes),
        },
        {
          share: repository ? upTo(loose.length, many) : 0,
          because: `No file defines ${titles(loose)}.`,
          fix: 'Replace them with services that can be checked in as a file.',
          nodes: idsOf(loose),
        },
      ],
    };
  },
};
