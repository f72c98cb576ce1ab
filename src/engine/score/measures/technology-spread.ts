import { eachNode, type GraphNode } from '../../catalog';
import { counted } from '../../format';
import { takesCare, technologyOf } from '../../notions';
import { byDay, isRetired, upTo, type Measure } from '../measure';

/** Each node with its technology; those that are out of support without one, and those that only take care of others left out. */
const technologiesOn = byDay((today) =>
  eachNode((node): readonly { readonly node: GraphNode; readonly technology: string | undefined }[] => {
    const { service } = node;
    if (!service || isRetired(node, today)) return [{ node, technology: undefined }];
    return takesCare(service) ? [] : [{ node, technology: technologyOf(service.id) }];
  }),
);

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
    const all = technologiesOn(today)(graph);
    const used = new Set(all.map(({ technology }) => technology));
    used.delete(undefined);
    const technologies = used.size + all.filter(({ technology }) => technology === undefined).length;
    const said = counted(technologies, 'different technology', 'different technologies');
    return {
      well: `${said}: few enough to know well.`,
      losses: [
        {
          share: upTo(technologies, many, few),
          because: `${said}; up to ${few} cost nothing, ${many} cost everything.`,
          fix: 'Use one platform for several tasks where it can do them.',
          nodes: all.map(({ node }) => node.id),
        },
      ],
    };
  },
};
