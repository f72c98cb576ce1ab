import type { GraphEdge, GraphNode, PlanGraph, Service } from '../../catalog';
import { reaches } from '../questions/cycles';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { edgePath } from '../../plan';
import { isAzureMl, platformOf } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

/** Fabric and Azure ML are both Spark and Python on data of the same company, so the edge between them looks natural. */
export const onelakeNotInAzureMl: Rule = {
  meta: {
    id: 'onelake-not-in-azure-ml',
    title: 'Azure ML reads nothing from OneLake',
    severity: 'warning',
    family: 'data-scale',
    pillar: 'performance-efficiency',
    stages: ['data-transfer', 'data-transformation', 'training', 'deployment-batch'],
    sources: [
      page(
        'Run Azure ML models from Fabric with batch endpoints (preview)',
        'https://learn.microsoft.com/azure/machine-learning/how-to-use-batch-fabric',
      ),
    ],
    entries: ['cr-fabric-aml-activity'],
    docs: 'Fabric notebooks, lakehouses and warehouses keep their data in OneLake, which Azure ML cannot read by itself. Data that both work on belongs in a Data Lake Storage account that both reach: Fabric by a shortcut, Azure ML by a datastore.',
    guide: 'The guide is older than Fabric. Where it has Synapse or Databricks hand data to Azure ML, that data lies in storage already.',
  },

  *check(input) {
    for (const node of input.graph.nodes) {
      if (!keepsInOneLake(node, input.graph)) continue;
      const { title, out } = node;
      for (const joined of out) {
        const { kind, edge, from, to } = joined;
        if (kind !== 'data' || !to.service || !isAzureMl(to.service)) continue;
        yield {
          nodes: [from.id, to.id],
          edges: [edge],
          path: edgePath(input.plan, edge),
          message: `"${to.title}" (${to.service.shortName}) is to read what "${title}" keeps in OneLake, which Azure ML cannot read.`,
          why: 'Both reach a Data Lake Storage account: Fabric by a shortcut from its lakehouse, Azure ML by a datastore.',
          fixes: () => throughStorage(input, joined),
        };
      }
    }
  },
};

/** Services that move data can put it elsewhere, so only data that they are set to keep counts. */
function keepsInOneLake(node: GraphNode, graph: PlanGraph): boolean {
  const { service } = node;
  if (service && liesInOneLake(service)) return true;
  if (!service?.usage.some(({ id }) => id === 'oneLakeData')) return false;
  return !service.stages.includes('data-transfer') || (graph.amount(node, 'oneLakeData') ?? 0) > 0;
}

/** A lakehouse, a warehouse or OneLake itself. */
function liesInOneLake({ id, usage, compute }: Service): boolean {
  return platformOf(id) === 'Fabric' && compute === undefined && usage.some((field) => field.id === 'storedData');
}

function throughStorage({ plan, graph, catalog }: RuleInput, { edge, from, to }: GraphEdge): Fix[] {
  const own = graph.ofService('azure-storage').find((node) => !reaches(node, from, 'data')); // what it reads from would make a circle
  const edits = new PlanDraft(plan, catalog).do({ type: 'remove-edges', edges: [edge] });
  const storage = own?.id ?? edits.node('azure-storage', { beside: from.id, side: 'after' });
  if (storage === undefined || !edits.edge(from.id, storage, 'data') || !edits.edge(storage, to.id, 'data')) return [];
  return [{ title: own ? `Share the data in "${own.title}"` : 'Share the data in a storage account', edits: edits.edits }];
}
