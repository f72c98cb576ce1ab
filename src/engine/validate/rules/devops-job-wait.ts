import { reachedFrom, type GraphEdge, type GraphNode } from '../../catalog';
import { counted, formatQuantity, titles } from '../../format';
import { type EdgeKind, edgePath, freshId, type PlanEdit } from '../../plan';
import { keepsSchedule } from '../../notions';
import { newNode } from '../fixes/plan-draft';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';

/** Longest wait of the Azure DevOps waiting task, in hours. */
const longestWait = 48;
const handsOver: readonly EdgeKind[] = ['control', 'data', 'model', 'metrics', 'image'];
/** Maximum number of nodes after a job that are searched for one that the same release starts. */
const nearby = 200;

/** The wait is a single task with two limits that show only when the first long run is cut off. */
export const devopsJobWait: Rule = {
  meta: {
    id: 'devops-job-wait',
    title: 'Azure DevOps can wait for its Azure ML jobs',
    severity: 'warning',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration', 'training', 'deployment-batch'],
    sources: [
      page(
        'Use Azure Pipelines with Azure Machine Learning',
        'https://learn.microsoft.com/azure/machine-learning/how-to-devops-machine-learning',
        '2025-12-22',
      ),
      guide('Trigger options with scheduling'),
    ],
    entries: ['cr-ado-job-wait', 'gr-devops-waits-aml'],
    docs: 'The task with which Azure DevOps waits for Azure ML runs without an agent, waits for one job, and for two days at most. Longer jobs, and several that follow each other, are better left to an Azure ML pipeline, which is one job to wait for.',
    guide:
      'In the guide, Azure DevOps calls an Azure ML Pipeline and waits for it in a task without an agent. That is still so; the task belongs to the extension for v2, and its limits are published.',
  },
  scope: { each: 'node', within: 'reach' },

  *check(input) {
    for (const node of input.graph.ofService('azure-devops')) {
      const starts = node.out.filter(isJob);
      for (const { edge, to } of starts) {
        const time = input.graph.usage(to).values['timePerRun'];
        if (!time || typeof time.likely !== 'number' || typeof time.high !== 'number' || time.high <= longestWait) continue;
        const takes =
          time.likely > longestWait
            ? `takes ${formatQuantity(time.likely, 'duration')}`
            : `can take ${formatQuantity(time.high, 'duration')}`;
        yield {
          nodes: [node.id, to.id],
          edges: [edge],
          path: ['nodes', to.id, 'usage', 'timePerRun'],
          message: `"${to.title}" ${takes} a run, longer than the 2 d that "${node.title}" can wait for it.`,
          why: 'The task of Azure DevOps that waits for an Azure ML job gives up after two days, and the release fails although the job goes on.',
          fixes: () => ownSchedule(input, edge, to),
        };
      }
      if (starts.length < 2 || !waits(node, starts)) continue;
      const jobs = starts.map(({ to }) => to);
      yield {
        nodes: [node.id, ...jobs.map(({ id }) => id)],
        edges: starts.map(({ edge }) => edge),
        path: edgePath(input.plan, starts[0]?.edge ?? { from: '', to: '', kind: 'control' }),
        message: `"${node.title}" starts ${counted(jobs.length, 'job')} of Azure ML (${titles(jobs)}) and has to wait between them.`,
        why: 'The waiting task handles one job only, so each job needs a stage of its own, followed by a wait. An Azure ML pipeline runs them as its steps and is one job to wait for.',
        fixes: () => onePipeline(input, node, starts),
      };
    }
  },
};

/** True if an edge of Azure DevOps starts an Azure ML job. An endpoint is rolled out, not waited for. */
function isJob({ kind, from, to }: GraphEdge): boolean {
  return (
    kind === 'control' &&
    !to.stage?.startsWith('deployment-') &&
    to.service?.managed !== 'library' && // the release runs a library in its own steps
    to.service?.outputs['runs-on']?.includes('azure-ml-job') === true &&
    from.service?.orchestrates?.includes(to.service.id) === true
  );
}

/** True if one of the jobs hands something to another started node, directly or through others. */
function waits(node: GraphNode, starts: readonly GraphEdge[]): boolean {
  const started = new Set(node.out.flatMap(({ kind, to }) => (kind === 'control' ? [to] : [])));
  return starts.some(({ to }) => [...reachedFrom([to], handsOver, nearby)].some((later) => later !== to && started.has(later)));
}

function ownSchedule({ plan }: RuleInput, edge: GraphEdge['edge'], { title, service }: GraphNode): Fix[] {
  const need = plan.context.needs?.schedule ?? 'none';
  if (need === 'none' || !service?.triggers || !keepsSchedule(service, need)) return [];
  return [{ title: `Let "${title}" start on its own schedule`, edits: [{ type: 'remove-edges', edges: [edge] }] }];
}

function onePipeline({ plan, catalog }: RuleInput, node: GraphNode, starts: readonly GraphEdge[]): Fix[] {
  const service = catalog.get('azure-ml-pipelines');
  const steps = starts.filter(({ to }) => service?.orchestrates?.includes(to.node.service));
  if (!service || steps.length < 2) return [];
  const id = freshId(plan, service.shortName);
  const edits: PlanEdit[] = [
    { type: 'remove-edges', edges: steps.map(({ edge }) => edge) },
    { type: 'add-node', id, node: newNode(plan, service), place: { beside: node.id, side: 'after' } },
    { type: 'add-edge', edge: { from: node.id, to: id, kind: 'control' } },
    ...steps.map(({ to }): PlanEdit => ({ type: 'add-edge', edge: { from: id, to: to.id, kind: 'control' } })),
  ];
  return [{ title: `Add ${service.shortName} to run ${titles(steps.map(({ to }) => to))} as steps`, edits }];
}
