import type { GraphNode } from '../../catalog';
import { formatQuantity, times } from '../../format';
import { keepsEdges } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { briefRuns, isKeptReady, type BriefRuns } from '../questions/start-up-time';
import { PlanDraft } from '../fixes/plan-draft';

const workstation = 'azure-ml-compute-instance-notebooks';
const daysPerMonth = 30;

/** Minutes of waiting are nothing once a night and everything forty times a day. */
export const pipelineStartUp: Rule = {
  meta: {
    id: 'pipeline-start-up',
    title: 'Brief runs do not wait for machines',
    severity: 'warning',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: ['experimentation', 'orchestration', 'data-transformation', 'training', 'deployment-batch'],
    sources: [guide('Python/R scripts')],
    entries: ['gr-pipeline-startup'],
    docs: 'A run that starts machines waits some minutes for them. Warns for a service that starts in minutes when its runs take less than 10 minutes and there are more than 20 of them a day; where people try things out and wait for each result, more than 10 a day. Compute that is kept ready, or serverless compute of Databricks, starts at once and is left alone.',
  },
  scope: { each: 'node', within: 1 },

  *check(input) {
    const { graph } = input;
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (!service || !service.stages.some((stage) => workStages.has(stage)) || service.id === 'azure-ml-serverless-spark') continue;
      const runs = briefRuns(graph, node);
      const computes = node.out.filter(({ kind }) => kind === 'runs-on').map(({ to }) => to);
      if (!runs || computes.some((compute) => isKeptReady(graph, compute)) || startsAtOnce(service.id, graph.value(node, 'compute')))
        continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', 'timePerRun'],
        message: `"${title}" runs ${times(runs.runsPerMonth)} a month, about ${times(runs.runsPerMonth / daysPerMonth)} a day, for ${formatQuantity(runs.timePerRun, 'duration')} each, and waits minutes for machines every time.`,
        why: runs.byHand
          ? 'Whoever tries things out waits for the start of every run. A workstation that stays on gives its answer at once; the pipeline is for what has been found.'
          : 'The wait is as long as the work or longer. Gather the work into fewer runs, or keep machines ready for it.',
        fixes: () => fixesOf(node, computes, runs, input),
      };
    }
  },
};

function fixesOf(node: GraphNode, computes: readonly GraphNode[], runs: BriefRuns, { plan, catalog }: RuleInput): readonly Fix[] {
  const ready: Fix[] = computes
    .filter((compute) => compute.service?.usage.some((field) => field.id === 'minNodes'))
    .map((compute) => ({
      title: `Keep one node of "${compute.title}" ready`,
      edits: [{ type: 'set-usage', id: compute.id, set: { minNodes: 1 } }],
    }));
  const instance = catalog.get(workstation);
  const draft = new PlanDraft(plan, catalog);
  if (!runs.byHand || !instance || !keepsEdges(catalog, node, instance) || !draft.swap(node.id, workstation)) return ready;
  return [{ title: `Swap to ${instance.shortName}`, edits: draft.edits }, ...ready];
}

/** Builds and copies are brief and many by nature; these stages are where somebody waits for machines of a size of their own. */
const workStages: ReadonlySet<string> = new Set(['experimentation', 'data-transformation', 'training', 'deployment-batch']);

function startsAtOnce(service: string, compute: unknown): boolean {
  return service.includes('databricks') && compute === 'serverless';
}
