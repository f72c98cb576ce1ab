import { eachNode, swapEdits, type GraphNode, type Service } from '../../catalog';
import { takesThePlaceOf } from '../fixes/orchestrator-fixes';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { agreeing, list, titles } from '../../format';

const succeeded = eachNode(({ service }) => (service?.status.successors?.length ? [service] : []));

/** Nothing ends, but new features go elsewhere, and so does the advice of the vendor. */
export const preferredSuccessor: Rule = {
  meta: {
    id: 'preferred-successor',
    title: 'New work starts where the vendor is going',
    severity: 'info',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: 'all',
    sources: [
      page(
        'Upgrade Azure Data Factory pipelines to Fabric',
        'https://learn.microsoft.com/azure/data-factory/how-to-upgrade-your-azure-data-factory-pipelines-to-fabric-data-factory',
        '2026-04-20',
      ),
      page('Apache Spark 3.5 in Azure Synapse', 'https://learn.microsoft.com/azure/synapse-analytics/spark/apache-spark-35-runtime'),
    ],
    entries: ['cr-adf-next-gen', 'cr-synapse-status', 'gr-synapse-preview'],
    docs: 'Some services are current and have no end, but their vendor steers new work to another one. That is worth knowing before a plan is built on them; a plan that has a reason to stay can stay. Nothing is said once the successor is in the plan as well, or where the organisation already runs the service (`context.estate`).',
    guide:
      'The guide has Data Factory as the service for moving data, and Synapse as a preview. Today Synapse is long out of preview, and Microsoft names Fabric as what comes after both.',
  },

  *check(input) {
    const { graph, catalog } = input;
    for (const service of new Set(succeeded(graph))) {
      const successors = (service.status.successors ?? []).flatMap((id) => catalog.get(id) ?? []);
      if (service.status.state !== 'ga' || successors.length === 0 || graph.ofService(...successors.map(({ id }) => id)).length > 0)
        continue;
      if ((input.plan.context.estate ?? []).includes(service.id)) continue; // what is run already is no new work
      const nodes = graph.ofService(service.id);
      const able = successors.filter((successor) => nodes.every((node) => takesThePlaceOf(node, successor, input.plan, catalog)));
      yield {
        nodes: nodes.map(({ id }) => id),
        path: ['nodes', nodes[0]?.id ?? '', 'service'],
        message: `${titles(nodes)} ${agreeing(nodes.length, 'uses', 'use')} ${service.shortName}, while the vendor steers new work to ${list(
          successors.map(({ shortName }) => shortName),
          'or',
        )}.`,
        why: `${service.status.note}${able.length > 0 ? '' : ' As drawn, a swap would break something that the plan asks for, so this is a hint for its next version.'}`,
        ...(service.sources[0] ? { source: service.sources[0] } : {}),
        fixes: () => able.map((successor) => swapAll(input, nodes, successor)),
      };
    }
  },
};

function swapAll({ plan, catalog }: RuleInput, nodes: readonly GraphNode[], successor: Service): Fix {
  const stay = ({ id, stage }: GraphNode) =>
    stage !== undefined && stage !== successor.stages[0] && successor.stages.includes(stage)
      ? [{ type: 'change-node', id, set: { stage } } as const]
      : [];
  return {
    title: `Swap ${titles(nodes)} to ${successor.shortName}`,
    edits: nodes.flatMap((node) => [...swapEdits(plan, catalog, node.id, successor.id), ...stay(node)]),
  };
}
