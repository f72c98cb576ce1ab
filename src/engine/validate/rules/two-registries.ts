import { nodesWhere, type GraphNode } from '../../catalog';
import { isBlank, type PlanEdit } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { counted, list } from '../../format';
import { isAzureMl, keepsModels, workOf } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';
import { leavesRegistry } from '../questions/registry-crossing';

const registriesIn = nodesWhere(
  ({ service, stage, in: into }) =>
    service !== undefined && keepsModels(service) && (stage === 'model-registry' || into.some(({ kind }) => kind === 'model')),
);

/** Each registry is right by itself; with two nobody knows which number of a model is the one in use. */
export const twoRegistries: Rule = {
  meta: {
    id: 'two-registries',
    title: 'Models are registered in one place',
    severity: 'warning',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['model-registry'],
    sources: [
      guide('Tracking and Versioning options'),
      page(
        'Manage model lifecycle in Unity Catalog',
        'https://docs.databricks.com/en/machine-learning/manage-model-lifecycle/upgrade-models.html',
      ),
    ],
    entries: ['gr-model-versioning', 'gr-azureml-workspace-scope'],
    docs: 'The models of one plan belong in one registry. A second one of another kind is asked about unless the plan gives a reason: work on Spark and in Azure ML side by side, a model edge that hands models from the one to the other, or a decision written on one of the two nodes.',
    guide:
      'The guide offers the registry of Azure ML or the one of Databricks with MLflow, as alternatives. Today Unity Catalog has taken the place of the latter.',
  },

  *check(input) {
    const { graph } = input;
    const registries = registriesIn(graph);
    // the workspace of Azure ML and its model registry are one
    if (new Set(registries.map(({ service }) => (service && isAzureMl(service) ? 'azure-ml' : service?.id))).size < 2) return;
    const known = new Set(registries);
    const handedOn = registries.some(({ out }) => out.some(({ kind, to }) => kind === 'model' && known.has(to)));
    if (handedOn || registries.some(({ node }) => !isBlank(node.decision?.because ?? ''))) return;
    const { onSpark, elsewhere } = workOf(graph);
    if (onSpark.length > 0 && elsewhere.length > 0) return;
    yield {
      nodes: registries.map(({ id }) => id),
      path: ['nodes', registries[1]?.id ?? '', 'service'],
      message: `Models are registered in ${counted(registries.length, 'place')}: ${list(registries.map(({ title, service }) => `"${title}" (${service?.shortName ?? ''})`))}.`,
      why: 'Versions, stages and approvals are kept apart then, and what is deployed can come from either. Nothing in the plan says why there are two.',
      fixes: () =>
        bestFirst(input, registries).flatMap((kept) =>
          keepOnly(
            input,
            kept,
            registries.filter((other) => other !== kept),
          ),
        ),
    };
  },
};

/** The registry that works with most of the nodes that give and take models comes first. */
function bestFirst({ catalog }: RuleInput, registries: readonly GraphNode[]): readonly GraphNode[] {
  const users = registries.flatMap((node) => [...node.in.map(({ from }) => from), ...node.out.map(({ to }) => to)]);
  const near = ({ node, service }: GraphNode) =>
    users.filter((user) => catalog.integrates(node.service, user.node.service)).length +
    (service?.stages[0] === 'model-registry' ? 0.5 : 0);
  return [...registries].sort((a, b) => near(b) - near(a)).slice(0, 3);
}

/** Sends the models of the other registries to the one that is kept; a node that is needed for nothing else goes. */
function keepOnly({ plan, catalog }: RuleInput, kept: GraphNode, others: readonly GraphNode[]): Fix[] {
  const edits = new PlanDraft(plan, catalog);
  for (const other of others) {
    const models = [...other.in, ...other.out].filter(({ kind }) => kind === 'model');
    // a model of the one platform does not get to the other by itself
    if (models.some(({ from, to }) => from === other && leavesRegistry(kept.service, to.service))) return [];
    edits.do({ type: 'remove-edges', edges: models.map(({ edge }) => edge) });
    const moved = models.every(({ from, to }) => edits.edge(from === other ? kept.id : from.id, to === other ? kept.id : to.id, 'model'));
    if (!moved) return [];
    const rest = [...other.in, ...other.out].some(({ kind }) => kind !== 'model');
    edits.do(rest ? elsewhere(other) : { type: 'remove-nodes', ids: [other.id], heal: false });
  }
  return [{ title: `Register in "${kept.title}" only`, edits: edits.edits }];

  /** A server that also keeps runs continues to keep them. */
  function elsewhere({ id, service }: GraphNode): PlanEdit {
    const stage = service?.stages.find((one) => one !== 'model-registry');
    return stage ? { type: 'change-node', id, set: { stage } } : { type: 'remove-nodes', ids: [id], heal: false };
  }
}
