import type { GraphNode } from '../../catalog';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { agreeing, shortName, titles } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';

/** The code is in the repository and the model in the registry; the libraries between them are what nobody wrote down. */
export const environmentPinned: Rule = {
  meta: {
    id: 'environment-pinned',
    title: "The libraries of one's own code are pinned",
    severity: 'warning',
    family: 'compute',
    stages: ['experimentation', 'orchestration', 'compute', 'training'],
    sources: [guide('Compute Options'), page('Azure Databricks compute', 'https://learn.microsoft.com/azure/databricks/compute/')],
    entries: ['gr-amlcompute-conda', 'gr-dbx-manage-envs', 'cr-dbx-serverless'],
    docs: "Jobs that run the team's own code in Azure ML take their libraries from an environment: conda or a container image. A Databricks cluster takes what is installed on it, unless an image or the definition of the job fixes that. Without either, the same code gives other results next month. A plan without code of its own, and serverless Databricks, are left alone.",
    guide:
      'The guide says that Azure ML manages conda environments while on Databricks the team looks after its libraries itself. Serverless compute of Databricks has since taken over part of that.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (plan.context.approach === 'no-code') return;
    const jobs = graph.nodes.filter((node) => isOwnAzureMlJob(node) && !isPinned(node));
    if (jobs.length > 0) {
      yield unpinned(
        input,
        jobs,
        'conda-environments',
        `${titles(jobs)} ${agreeing(jobs.length, 'runs', 'run')} code of your own in Azure ML, but no environment says with which libraries.`,
        {
          why: "Azure ML builds a job's environment from a conda file or an image and keeps it. Without one in the plan, nobody can tell later what a model was trained with.",
        },
      );
    }
    const clusters = graph.ofService('azure-databricks').filter((node) => !isPinned(node) && graph.value(node, 'pinnedLibraries') !== true);
    if (clusters.length > 0) {
      yield unpinned(
        input,
        clusters,
        'docker',
        `The libraries on ${titles(clusters)} are the team's to look after, but nothing in the plan pins them.`,
        {
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
  { why, source }: Pick<Found, 'why' | 'source'>,
  other?: Fix,
): Found {
  return {
    nodes: nodes.map(({ id }) => id),
    message,
    why,
    ...(source ? { source } : {}),
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

/** Runs the team's scripts as Azure ML jobs. What deploys a model is left out: a model that MLflow saved brings its environment. */
function isOwnAzureMlJob({ service, stage }: GraphNode): boolean {
  if (
    !service ||
    service.approach === 'no-code' ||
    service.status.state === 'retired' ||
    stage === 'deployment-batch' ||
    stage === 'deployment-realtime'
  )
    return false;
  return (
    service.runsOn === 'optional' &&
    (service.outputs['runs-on'] ?? []).includes('azure-ml-job') &&
    service.inputs.code !== undefined &&
    service.inputs.image !== undefined
  );
}

/** An environment leads to the node, to what it runs on, to what runs on it, or to what starts it or is started by it. */
function isPinned(node: GraphNode): boolean {
  const around = [
    ...node.out.filter(({ kind }) => kind === 'runs-on' || kind === 'control').map(({ to }) => to),
    ...node.in.filter(({ kind }) => kind === 'runs-on' || kind === 'control').map(({ from }) => from),
  ];
  return [node, ...around].some((one) =>
    one.in.some(({ kind, from }) => kind === 'image' || (kind === 'code' && from.node.service === 'conda-environments')),
  );
}
