import { nodesWhere, eachNode, type GraphNode, type PlanGraph } from '../../catalog';
import { agreeing, list, titles } from '../../format';
import { platformOf } from '../../notions';
import type { Fix, Found, Rule } from '../rule';
import { page } from '../sources';

const payingNodes = eachNode((node, graph): readonly Paying[] => {
  const size = ownCapacity(graph, node);
  return size === undefined ? [] : [{ node, size }];
});

const reports = nodesWhere(isReport);

/** Each node asks for a capacity of its own, and only the total shows that they add up. */
export const fabricCapacityShared: Rule = {
  meta: {
    id: 'fabric-capacity-shared',
    title: 'One Fabric capacity carries the Fabric work of a plan',
    severity: 'info',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [page('Fabric features by SKU', 'https://learn.microsoft.com/fabric/enterprise/fabric-features')],
    entries: [],
    docs: 'A Fabric capacity carries pipelines, notebooks, warehouses and reports together. Says when several nodes each pay for one: some teams do so to keep work apart, but it is often counted twice by mistake. From F64 on, people who only open reports need no Pro licence, so licences for all of them are more than the reports need.',
  },

  *check({ graph }) {
    const paying = payingNodes(graph);
    // the first in the plan that is not the report pays, and the others use it
    const payer = paying.find(({ node }) => !isReport(node)) ?? paying[0];
    if (!payer) return;
    const others = paying.filter((one) => one !== payer);
    if (others.length > 0) yield counted(payer, others);
    yield* licencesForReaders(graph, payer);
  },
};

interface Paying {
  readonly node: GraphNode;
  /** Such as `f64`. */
  readonly size: string;
}

function counted(payer: Paying, others: readonly Paying[]): Found {
  const all = [payer, ...others];
  return {
    nodes: all.map(({ node }) => node.id),
    path: ['nodes', payer.node.id, 'usage'],
    message: `${titles(all.map(({ node }) => node))} each pay for a Fabric capacity: ${list(all.map(({ size }) => size.toUpperCase()))}.`,
    why: 'One capacity carries all of this work. Unless it has to be kept apart, the total counts more capacities than there will be.',
    fixes: () => [
      {
        title: `Let ${titles(others.map(({ node }) => node))} use the capacity of "${payer.node.title}"`,
        edits: others.map(({ node }) => ({ type: 'set-usage', id: node.id, set: sharing(node, payer.size) })),
      },
    ],
  };
}

/** Pro licences for readers whose capacity needs none. */
function* licencesForReaders(graph: PlanGraph, payer: Paying): Iterable<Found> {
  if (!large.includes(payer.size)) return;
  for (const node of reports(graph)) {
    const users = graph.amount(node, 'users');
    if (graph.value(node, 'licence') !== 'pro' || users === undefined || users <= authorsAtLeast) continue;
    const fix: Fix = {
      title: `Let readers of "${node.title}" use the capacity of "${payer.node.title}"`,
      edits: [{ type: 'set-usage', id: node.id, set: sharing(node, payer.size) }],
    };
    yield {
      nodes: [node.id, payer.node.id],
      path: ['nodes', node.id, 'usage', 'licence'],
      message: `"${node.title}" pays for ${users} Pro ${agreeing(users, 'licence', 'licences')}, although the ${payer.size.toUpperCase()} of "${payer.node.title}" lets readers in without one.`,
      why: 'From F64 on, only those who publish need Power BI Pro. Licences that come with Microsoft 365 are paid there already.',
      fixes: () => [fix],
    };
  }
}

/** From here on readers need no licence. */
const large: readonly string[] = ['f64', 'f128', 'f256'];
/** Users who may all be authors. */
const authorsAtLeast = 2;

/** The size of the capacity that a node pays for; undefined if it pays for none. */
function ownCapacity(graph: PlanGraph, node: GraphNode): string | undefined {
  if (platformOf(node.node.service) !== 'Fabric') return undefined;
  const size = isReport(node)
    ? graph.value(node, 'licence') === 'fabric-capacity' && graph.value(node, 'capacity')
    : graph.value(node, 'compute') === 'own' && graph.value(node, 'sku');
  return typeof size === 'string' ? size : undefined;
}

function isReport({ service }: GraphNode): boolean {
  return service?.usage.some(({ id }) => id === 'licence') === true;
}

function sharing(node: GraphNode, size: string): Readonly<Record<string, string | undefined>> {
  return isReport(node)
    ? { licence: 'shared-capacity', capacity: size, hoursPerMonth: undefined }
    : { compute: 'attached', sku: undefined, hoursPerMonth: undefined };
}
