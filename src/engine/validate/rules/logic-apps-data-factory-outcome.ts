import { oncePer, reachedFrom, type GraphEdge, type GraphNode } from '../../catalog';
import { type EdgeKind, edgePath } from '../../plan';
import type { Rule } from '../rule';
import { guide, page } from '../sources';
import { agreeing, titles } from '../../format';
import { mayStart } from '../../notions';

const handsOver: readonly EdgeKind[] = ['control', 'data', 'model', 'metrics', 'image'];
/** Number of nodes after the Data Factory pipeline that the rule checks: a workflow relies on nodes that follow soon. */
const nearby = 200;

/** Nodes that a node starts. */
const starts = oncePer((node: GraphNode): readonly GraphEdge[] => node.out.filter(({ kind }) => kind === 'control'));

/** Both arrows are fine by themselves; only together do they promise an order that Logic Apps may not keep. */
export const logicAppsDataFactoryOutcome: Rule = {
  meta: {
    id: 'logic-apps-data-factory-outcome',
    title: 'Logic Apps do not rely on the result of a Data Factory run',
    severity: 'info',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration'],
    sources: [
      guide('Trigger options with scheduling'),
      page(
        'Client of the Data Factory connector',
        'https://azure.github.io/Connectors-NodeJS-SDK/classes/generated_AzureDataFactoryExtensions.AzureDataFactoryClient.html',
      ),
    ],
    entries: ['gr-logicapps-adf-fire-forget', 'cr-la-adf-runs'],
    docs: 'A workflow of Logic Apps starts a Data Factory pipeline and goes on at once. Where a later step of the same workflow needs the result of that pipeline, the workflow has to ask for the outcome, or Data Factory starts the step itself.',
    guide:
      'In the guide, Logic Apps can only start Data Factory and forget it. Its connector has operations on runs today; cancelling one is confirmed, reading how it went is not.',
  },
  scope: { each: 'edge', within: 'reach' },

  *check({ plan, graph, catalog }) {
    for (const { kind, edge, from, to } of graph.edges) {
      if (kind !== 'control' || from.node.service !== 'azure-logic-apps' || to.node.service !== 'azure-data-factory') continue;
      if (!starts(from).some((other) => other.to !== to)) continue;
      const brought = reachedFrom([to], handsOver, nearby);
      const later = starts(from).filter((other) => other.to !== to && brought.has(other.to));
      if (later.length === 0) continue;
      const steps = later.map((other) => other.to);
      const movable = later.filter((other) => canMove(other, to));
      yield {
        nodes: [from.id, to.id, ...steps.map(({ id }) => id)],
        edges: [edge],
        path: edgePath(plan, edge),
        message: `"${from.title}" starts "${to.title}" without waiting for it, but ${titles(steps)}, which it starts too, ${agreeing(steps.length, 'needs', 'need')} the result of "${to.title}".`,
        why: 'By the guide of 2020, Logic Apps start a Data Factory pipeline and forget it. Today the connector knows runs, but whether it can tell how one went is not confirmed, so the workflow has to ask by a call of its own.',
        fixes: () =>
          movable.length === 0
            ? []
            : [
                {
                  title: `Let "${to.title}" start ${titles(movable.map((other) => other.to))}`,
                  edits: [
                    { type: 'remove-edges', edges: movable.map((other) => other.edge) },
                    ...movable.map((other) => ({ type: 'add-edge', edge: { ...other.edge, from: to.id } }) as const),
                  ],
                },
              ],
      };
    }

    function canMove({ to: step }: GraphEdge, factory: GraphNode): boolean {
      return factory.service !== undefined && step.service !== undefined && mayStart(factory.service, step.service, catalog);
    }
  },
};
