import type { GraphEdge } from '../../catalog';
import type { Rule } from '../rule';
import { guide, page } from '../sources';
import { waysBetween } from '../fixes/detours';
import { list } from '../../format';
import { edgePath } from '../../plan';
import { type CatalogEvent, catalogEventWords, deliversEvent, isRelay, onlyRelayed, raisedAt } from '../../notions';

/** An arrow from storage to a training pipeline looks as if it worked; nothing listens at its end. */
export const eventEdgeSupported: Rule = {
  meta: {
    id: 'event-edge-supported',
    title: 'Every event edge leads to a matching trigger',
    severity: 'error',
    family: 'triggers',
    pillar: 'reliability',
    stages: 'all',
    sources: [
      guide('Trigger options with scheduling'),
      page(
        'Schedule machine learning pipeline jobs',
        'https://learn.microsoft.com/azure/machine-learning/how-to-schedule-pipeline-job',
        '2025-09-11',
      ),
      page(
        'Trigger workflows from Azure ML events',
        'https://learn.microsoft.com/azure/machine-learning/how-to-use-event-grid',
        '2026-07-06',
      ),
    ],
    entries: ['gr-aml-no-events', 'gr-adf-blob-only', 'cr-aml-schedules', 'cr-eventgrid', 'cr-adf-custom-events'],
    docs: 'A control edge from something that raises events, such as storage, a repository or Event Grid, must end at a service with a trigger for them. Otherwise another service that reacts to the event has to go in between and start it.',
    guide:
      'In the guide, Azure ML Pipelines have no event triggers and Data Factory knows only blobs that are created and deleted. The first is still true; Data Factory now takes custom events of Event Grid, and Azure ML raises events of its own there.',
  },
  scope: { each: 'edge', within: 2 },

  *check(input) {
    const { plan, graph, catalog } = input;
    for (const joined of graph.edges) {
      const { kind, edge, from, to } = joined;
      if (kind !== 'control' || from === to || !from.service || !to.service?.inputs.control) continue;
      if (
        (from.service.orchestrates ?? []).length > 0 ||
        !from.service.outputs.control?.includes('event') ||
        deliversEvent(joined, catalog)
      )
        continue;
      const viaRelay = !isRelay(from.service) && onlyRelayed.some((event) => bothKnow(joined, event));
      const taken = catalogEventWords(to.service.triggers?.events ?? []);
      yield {
        nodes: [from.id, to.id],
        edges: [edge],
        path: edgePath(plan, edge),
        message: viaRelay
          ? `"${from.title}" raises events of Azure ML, and they reach "${to.title}" (${to.service.shortName}) only through Event Grid.`
          : `"${from.title}" ${isRelay(from.service) ? 'hands on' : 'raises'} events, but "${to.title}" (${to.service.shortName}) ${taken.length > 0 ? `starts on none of them, only on ${list(taken, 'and', 5)}` : 'has no event trigger'}.`,
        why: `Nothing starts "${to.title}" when something happens at "${from.title}". Another service has to listen for the event and make the call.`,
        fixes: () => [
          ...waysBetween(input, joined).map(({ fix }) => fix),
          { title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] },
        ],
      };
    }
  },
};

/** True if one end raises the event and the other has a trigger for it. */
function bothKnow({ from, to }: GraphEdge, event: CatalogEvent): boolean {
  return (raisedAt(from)?.includes(event) ?? false) && (to.service?.triggers?.events.includes(event) ?? false);
}
