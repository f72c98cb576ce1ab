import type { GraphNode } from '../../catalog';
import { parseQuantity } from '../../plan';
import { keepsEdges } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { agreeing, monthly, titles } from '../../format';
import { PlanDraft } from '../fixes/plan-draft';

/** Below this much data a pass, in GB, one machine does the work. */
const smallGb = 100;
const services: ReadonlySet<string> = new Set(['azure-databricks', 'databricks-notebooks']);

/** Databricks is priced for big data; the guide says so twice. */
export const databricksPremiumForSmallWork: Rule = {
  meta: {
    id: 'databricks-premium-for-small-work',
    title: 'Databricks is used where its scale is needed',
    severity: 'info',
    family: 'compute',
    pillar: 'cost-optimization',
    stages: ['experimentation', 'compute', 'training'],
    sources: [guide('Compute Options'), guide('Notebooks')],
    entries: ['gr-dbnb-cost', 'gr-dbx-compute-cost', 'gr-dbx-distributed', 'gr-dbx-faster'],
    docs: `Databricks charges its own units on top of the machines and needs Spark skills. Reported in a plan whose work need not be distributed, reads less than ${smallGb} GB a pass and has a team without Spark skills, unless the organisation already runs Databricks.`,
  },

  *check(input) {
    const { plan, graph, book, cost } = input;
    const { needs, team, estate } = plan.context;
    const volume = needs?.dataVolume === undefined ? undefined : parseQuantity(needs.dataVolume)?.base;
    if (needs?.distributed || volume === undefined || volume >= smallGb || !team?.skills) return;
    if ((team.skills['spark'] ?? 'none') !== 'none' || (estate ?? []).some((id) => id.includes('databricks'))) return;
    const nodes = graph.nodes.filter(({ node }) => services.has(node.service));
    if (nodes.length === 0) return;
    const units = nodes
      .flatMap(({ id }) => cost.nodes[id]?.lines ?? [])
      .filter(({ meter }) => book.meter(meter)?.group === 'azure-databricks')
      .reduce((sum, { amount }) => sum + amount, 0);
    const onMachines = nodes.filter((node) => graph.value(node, 'compute') !== 'serverless').length;
    const price =
      units > 0 && onMachines === nodes.length
        ? `: Databricks units add ${monthly(units, cost.currency)} to the price of the machines`
        : units > 0
          ? `: its Databricks units cost ${monthly(units, cost.currency)}`
          : '';
    yield {
      nodes: nodes.map(({ id }) => id),
      path: nodes[0] ? ['nodes', nodes[0].id, 'service'] : [],
      message: `${titles(nodes)} ${agreeing(nodes.length, 'is', 'are')} on Databricks, though ${needs?.dataVolume} a pass fits one machine and the team knows no Spark${price}.`,
      why: 'The guide rates notebooks and compute as more expensive on Databricks than in Azure ML, and worth it where data must be distributed over machines. Small work runs on Azure ML machines, which have no extra unit charge.',
      fixes: () => onAzureMl(input, nodes),
    };
  },
};

/** One fix for all of them: notebooks move to a workstation, and a cluster that only they used goes with them; other clusters become jobs. */
function onAzureMl({ plan, catalog }: RuleInput, nodes: readonly GraphNode[]): Fix[] {
  const draft = new PlanDraft(plan, catalog);
  const between = (a: GraphNode, b: GraphNode) => nodes.includes(a) && nodes.includes(b);
  const inner = nodes.flatMap(({ out }) => out.filter(({ kind, from, to }) => kind === 'runs-on' && between(from, to)));
  if (inner.length > 0) draft.do({ type: 'remove-edges', edges: inner.map(({ edge }) => edge) });
  for (const node of nodes) {
    const notebooks = node.node.service === 'databricks-notebooks';
    const isHostOnly = !notebooks && node.in.length > 0 && node.in.every((edge) => inner.includes(edge)) && node.out.length === 0;
    if (isHostOnly) {
      draft.do({ type: 'remove-nodes', ids: [node.id], heal: false });
      continue;
    }
    const service = catalog.get(notebooks ? 'azure-ml-compute-instance-notebooks' : 'azure-ml-jobs-sdk');
    const rest: GraphNode = {
      ...node,
      in: node.in.filter((edge) => !inner.includes(edge)),
      out: node.out.filter((edge) => !inner.includes(edge)),
    };
    if (!service || !keepsEdges(catalog, rest, service) || !draft.swap(node.id, service.id)) return [];
  }
  return [{ title: `Move ${titles(nodes)} to Azure ML`, edits: draft.edits }];
}
