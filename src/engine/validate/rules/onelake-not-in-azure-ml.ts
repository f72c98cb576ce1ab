import type { GraphEdge, GraphNode, PlanGraph, Service } from '../../catalog';
import { reaches } from '../questions/cycles';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { edgePath } from '../../plan';
import { isAzureMl, platformOf } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

const datastores = page('Create datastores', 'https://learn.microsoft.com/azure/machine-learning/how-to-datastore', '2024-02-20');
const batchFromFabric = page(
  'Run Azure ML models from Fabric with batch endpoints (preview)',
  'https://learn.microsoft.com/azure/machine-learning/how-to-use-batch-fabric',
  '2023-10-10',
);

/** Fabric and Azure ML are both Spark and Python on data of the same company, so the edge between them looks natural. */
export const onelakeNotInAzureMl: Rule = {
  meta: {
    id: 'onelake-not-in-azure-ml',
    title: 'Azure ML reads shared storage rather than OneLake',
    severity: 'warning',
    family: 'data-scale',
    pillar: 'performance-efficiency',
    stages: ['data-transfer', 'data-transformation', 'training', 'deployment-batch'],
    sources: [datastores, batchFromFabric],
    entries: ['cr-fabric-aml-activity'],
    docs: 'Fabric notebooks, lakehouses and warehouses keep their data in OneLake. Azure ML has a datastore type for it in preview, which reaches the files of a lakehouse: where Azure ML reads such files, the rule says so as advice. It reaches no tables of a warehouse, and by its page a batch endpoint does not read OneLake directly: these are warnings. Data that both work on in production belongs in a Data Lake Storage account that both reach: Fabric by a shortcut, Azure ML by a datastore.',
    guide: 'The guide is older than Fabric. Where it has Synapse or Databricks hand data to Azure ML, that data lies in storage already.',
  },
  scope: { each: 'node', within: 1 },

  *check(input) {
    for (const node of input.graph.nodes) {
      if (!keepsInOneLake(node, input.graph)) continue;
      for (const joined of node.out) {
        const { kind, edge, from, to } = joined;
        if (kind !== 'data' || !to.service || !isAzureMl(to.service)) continue;
        yield {
          nodes: [from.id, to.id],
          edges: [edge],
          path: edgePath(input.plan, edge),
          ...words(from, to, to.service),
          fixes: () => throughStorage(input, joined),
        };
      }
    }
  },
};

const both =
  'A Data Lake Storage account is generally available to both: to Fabric by a shortcut from its lakehouse, to Azure ML by a datastore.';

function words({ title, service }: GraphNode, to: GraphNode, reader: Service): Pick<Found, 'message' | 'why' | 'severity' | 'source'> {
  const start = `"${to.title}" (${reader.shortName})`;
  if (service?.outputs.data?.includes('file') === false && service.compute === undefined)
    return {
      message: `${start} is to read tables of "${title}", but the OneLake datastore of Azure ML reaches only the files of a lakehouse.`,
      why: both,
    };
  if (reader.stages[0] === 'deployment-batch')
    return {
      message: `${start} is to read what "${title}" keeps in OneLake, which a batch endpoint does not read directly.`,
      why: `${both} Microsoft describes it so for batch endpoints that Fabric calls.`,
      source: batchFromFabric,
    };
  return {
    severity: 'info',
    message: `${start} reads what "${title}" keeps in OneLake, for which Azure ML has a datastore in preview only.`,
    why: `The datastore reaches files and folders of a lakehouse, not its tables, and Microsoft advises against previews in production. ${both}`,
  };
}

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
