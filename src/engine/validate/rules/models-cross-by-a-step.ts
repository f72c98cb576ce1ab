import type { GraphEdge } from '../../catalog';
import { deploymentsFor, keepsModels, releases, serves, usualDeployment } from '../../notions';
import { isBlank } from '../../plan';
import { PlanDraft } from '../fixes/plan-draft';
import { isDatabricks, leavesRegistry } from '../questions/registry-crossing';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';

/** Both registries speak MLflow, so an arrow between them looks like something that happens by itself. Advice: a release outside the plan may do it. */
export const modelsCrossByAStep: Rule = {
  meta: {
    id: 'models-cross-by-a-step',
    title: 'Models cross between Databricks and Azure ML by a step',
    severity: 'info',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['model-registry', 'deployment-batch', 'deployment-realtime'],
    sources: [
      page(
        'Deploy your MLflow model to a managed online endpoint',
        'https://learn.microsoft.com/training/modules/deploy-model-managed-online-endpoint/3-deploy-your-mlflow-model-managed-online-endpoint',
      ),
      page(
        'Manage model lifecycle in Unity Catalog',
        'https://learn.microsoft.com/azure/databricks/machine-learning/manage-model-lifecycle/',
      ),
    ],
    entries: [],
    docs: 'Azure ML deploys a model that is registered in its workspace or registry, or files that are handed to it; Databricks serves what its own registry holds. A model that goes from Unity Catalog to Azure ML, or back, is downloaded and registered again by something: a release, a job, a pipeline. The plan draws that step between the two, or says on the edge or in a decision how it is done.',
  },
  scope: { each: 'edge', within: 'reach' },

  *check(input) {
    for (const edge of input.graph.edges) {
      const { from, to } = edge;
      if (edge.kind !== 'model' || !crosses(edge) || isExplained(edge)) continue;
      yield {
        nodes: [from.id, to.id],
        edges: [edge.edge],
        message: `A model goes from "${from.title}" (${from.service?.shortName ?? ''}) to "${to.title}" (${to.service?.shortName ?? ''}), and no step in the plan carries it over.`,
        why: 'Neither platform reads the registry of the other. Something has to download the version and register it again, and to keep note of which version became which.',
        fixes: () => fixesOf(edge, input),
      };
    }
  },
};

/** True if an edge leads from the registry of one platform to what deploys or keeps models on the other. */
function crosses({ from, to }: GraphEdge): boolean {
  return leavesRegistry(from.service, to.service) && (serves(to) || (to.service !== undefined && keepsModels(to.service)));
}

/** True if the plan says in words how the model gets across. */
function isExplained({ edge, from, to }: GraphEdge): boolean {
  return [edge.title, from.node.decision?.because, to.node.decision?.because].some((words) => !isBlank(words ?? ''));
}

function fixesOf({ edge, from, to }: GraphEdge, { plan, catalog, graph }: RuleInput): Fix[] {
  const release = graph.nodes.find(({ service }) => service && releases(service) && service.inputs.model && service.outputs.model);
  const carried = new PlanDraft(plan, catalog).do({ type: 'remove-edges', edges: [edge] });
  const across = release && carried.edge(from.id, release.id, 'model') && carried.edge(release.id, to.id, 'model');
  const fixes: Fix[] = across ? [{ title: `Let "${release.title}" carry the model over`, edits: carried.edits }] : [];
  const mode = deploymentsFor(graph, 'realtime').includes(to) ? 'realtime' : 'batch';
  const own = isDatabricks(from.service) ? usualDeployment(graph, mode) : undefined;
  const served = new PlanDraft(plan, catalog);
  if (own && serves(to) && isDatabricks(catalog.get(own.service)) && served.swap(to.id, own.service, own.stage))
    fixes.push({ title: `Deploy to ${catalog.get(own.service)?.shortName ?? own.service}`, edits: served.edits });
  return fixes;
}
