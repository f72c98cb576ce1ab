import { nodesWhere, type GraphNode } from '../../catalog';
import { hasEnvironment, isOwnAzureMlJob, isOwnCluster, releasedIn } from '../../notions';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { agreeing, titles } from '../../format';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';

const unpinnedJobs = nodesWhere((node, graph) => isOwnAzureMlJob(node) && !hasEnvironment(graph, node));

const unpinnedClusters = nodesWhere((node, graph) => isOwnCluster(node) && !hasEnvironment(graph, node));

/** The code is in the repository and the model in the registry; nobody wrote down the libraries between them. */
export const environmentPinned: Rule = {
  meta: {
    id: 'environment-pinned',
    title: "The team's own code runs with pinned libraries",
    severity: 'warning',
    family: 'compute',
    pillar: 'operational-excellence',
    stages: ['experimentation', 'orchestration', 'compute', 'training'],
    sources: [guide('Compute Options'), page('Azure Databricks compute', 'https://learn.microsoft.com/azure/databricks/compute/')],
    entries: ['gr-amlcompute-conda', 'gr-dbx-manage-envs', 'cr-dbx-serverless'],
    docs: "Jobs that run the team's own code in Azure ML take their libraries from an environment: conda or a container image. A Databricks cluster takes what is installed on it, unless an image or the definition of the job fixes that. Without either, the same code gives other results next month. Where a release rolls the work out, the environment may be a line of the definition in the repository, so that this is advice only. A plan without code of its own, and serverless Databricks, are not checked.",
    guide:
      'The guide says that Azure ML manages conda environments while on Databricks the team looks after its libraries itself. Serverless compute of Databricks has since taken over part of that.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (plan.context.approach === 'no-code') return;
    const released = releasedIn(graph);
    const jobs = unpinnedJobs(graph);
    if (jobs.length > 0) {
      yield unpinned(
        input,
        jobs,
        'conda-environments',
        `${titles(jobs)} ${agreeing(jobs.length, 'runs', 'run')} code of your own in Azure ML, but no environment pins its libraries.`,
        {
          ...(jobs.every((node) => released.has(node)) ? { severity: 'info' as const } : {}),
          why: "Azure ML builds a job's environment from a conda file or an image and keeps it. Without one in the plan, nobody can tell later what a model was trained with.",
        },
      );
    }
    const clusters = unpinnedClusters(graph);
    if (clusters.length > 0) {
      yield unpinned(
        input,
        clusters,
        'docker',
        `The libraries on ${titles(clusters)} are the team's to look after, but nothing in the plan pins them.`,
        {
          ...(clusters.every((node) => isReleased(node, released)) ? { severity: 'info' as const } : {}),
          why: 'A cluster has the libraries of its runtime and whatever was installed on it since. An image with fixed versions, or a definition that names runtime and versions, makes every start the same; serverless compute brings an environment of its own.',
          source: guide('Compute Options'),
        },
        {
          title: `Pin the libraries of ${titles(clusters)} in ${agreeing(clusters.length, 'its definition', 'their definitions')}`,
          edits: clusters.map(({ id }) => ({ type: 'set-usage', id, set: { pinnedLibraries: true } })),
        },
      );
    }
  },
};

function unpinned(
  { plan, catalog }: RuleInput,
  nodes: readonly GraphNode[],
  service: string,
  message: string,
  { why, source, severity }: Pick<Found, 'why' | 'source' | 'severity'>,
  other?: Fix,
): Found {
  return {
    nodes: nodes.map(({ id }) => id),
    message,
    why,
    ...(source ? { source } : {}),
    ...(severity ? { severity } : {}),
    fixes: () => {
      const draft = new PlanDraft(plan, catalog);
      const [first] = nodes;
      const added = first && draft.node(service, { beside: first.id, side: 'before' });
      const joined = added !== undefined && nodes.every(({ id }) => draft.edge(added, id, 'image'));
      return [
        ...(joined ? [{ title: `Add ${shortName(catalog, service)} for ${titles(nodes)}`, edits: draft.edits }] : []),
        ...(other ? [other] : []),
      ];
    },
  };
}

/** True if a release leads to a cluster or to what runs on it, so that its definition is in the repository. */
function isReleased(node: GraphNode, released: ReadonlySet<GraphNode>): boolean {
  return released.has(node) || node.in.some(({ kind, from }) => kind === 'runs-on' && released.has(from));
}
