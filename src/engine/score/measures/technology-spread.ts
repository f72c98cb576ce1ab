import { counted } from '../../format';
import { takesCare, technologyOf } from '../../notions';
import { idsOf, isRetired, upTo, type Measure } from '../measure';

/** Number of technologies to know. What is retired counts each time, so that using it again never pays. */
export const technologySpread: Measure = {
  id: 'technology-spread',
  score: 'maintainability',
  formula({ maintainability }) {
    const { few, many } = maintainability['technology-spread'];
    return `Different technologies are counted, where the services of one platform (Azure ML, Databricks, Data Factory, Fabric) are one; a service that is retired or not in the catalog counts at each node. What takes care of the others is left out: repositories, release tools, environments, tracking, registries, versions of data, monitoring and reports. Up to ${few} nothing is lost, from ${many} on everything, and in between in a straight line.`;
  },
  measure({ graph, scoring, today }) {
    const { few, many } = scoring.maintainability['technology-spread'];
    const gone = graph.nodes.filter((node) => isRetired(node, today));
    const working = graph.nodes.filter((node) => !gone.includes(node) && node.service && !takesCare(node.service));
    const technologies = new Set(working.map(({ node }) => technologyOf(node.service))).size + gone.length;
    const said = counted(technologies, 'different technology', 'different technologies');
    return {
      well: `${said}: few enough to know well.`,
      losses: [
        {
          share: upTo(technologies, many, few),
          because: `${said}; up to ${few} cost nothing, ${many} cost everything.`,
          fix: 'Use one platform for several tasks where it can do them.',
          nodes: idsOf(graph.nodes.filter((node) => gone.includes(node) || working.includes(node))),
        },
      ],
    };
  },
};
