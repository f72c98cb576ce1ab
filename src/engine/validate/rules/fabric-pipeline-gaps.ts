import { swapEdits } from '../../catalog';
import { couldBeStarted } from '../../notions';
import { addBefore } from '../fixes/orchestrator-fixes';
import type { Rule } from '../rule';
import { guide, page } from '../sources';

/** Fabric takes over from Data Factory, so plans mix the two, and mapping data flows get left behind. */
export const fabricPipelineGaps: Rule = {
  meta: {
    id: 'fabric-pipeline-gaps',
    title: 'Fabric pipelines run only what Fabric supports',
    severity: 'warning',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration', 'data-transformation'],
    sources: [
      page('Data pipeline limitations in Fabric', 'https://learn.microsoft.com/fabric/data-factory/data-factory-limitations'),
      guide('Trigger options with scheduling'),
    ],
    entries: ['cr-fabric-gaps', 'gr-adf-tumbling'],
    docs: 'When last checked, Fabric pipelines had no mapping data flows, no tumbling windows and no validation activity. Mapping data flows in a plan whose only data factory is in Fabric have nothing to run them; Dataflow Gen2 does that work there. The rule schedule-supported covers tumbling windows that the plan asks for.',
    guide: 'The guide does not mention Fabric. It has mapping data flows and tumbling windows in Data Factory, where both still are.',
  },

  *check({ plan, graph, catalog }) {
    const [fabric] = graph.ofService('fabric-data-factory');
    if (!fabric || graph.ofService('azure-data-factory').length > 0) return;
    const factory = catalog.get('azure-data-factory');
    for (const node of graph.ofService('adf-data-flows')) {
      if (node.in.some(({ kind, from }) => kind === 'control' && from.service === fabric.service)) continue; // another rule reports an edge that cannot work
      yield {
        nodes: [node.id, fabric.id],
        path: ['nodes', node.id, 'service'],
        message: `Nothing in the plan can run "${node.title}": its only data factory is "${fabric.title}", and Fabric has no mapping data flows.`,
        why: 'Fabric pipelines shape data with Dataflow Gen2 instead. This rests on a page without a date, so check again before you move.',
        fixes: () => [
          ...(fabric.service && couldBeStarted(node, fabric.service, catalog)
            ? [
                {
                  title: `Swap "${node.title}" to ${fabric.service.shortName}`,
                  edits: [
                    ...swapEdits(plan, catalog, node.id, fabric.service.id),
                    { type: 'change-node', id: node.id, set: { stage: 'data-transformation' } } as const,
                  ],
                },
              ]
            : []),
          ...(factory ? [{ title: `Add ${factory.shortName} to start "${node.title}"`, edits: addBefore(plan, factory, [node]) }] : []),
        ],
      };
    }
  },
};
