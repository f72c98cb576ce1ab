import { edgesWhere, nodesWhere, type GraphEdge, type GraphNode, type Service } from '../../catalog';
import { platformOf } from '../../notions';
import type { NodeId } from '../../plan';
import { PlanDraft } from '../fixes/plan-draft';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { page } from '../sources';

const hostedNodes = nodesWhere(
  (node, graph) => node.service?.usage.some(({ id }) => id === field) === true && graph.value(node, field) === hostedByAzure,
);

const networks = nodesWhere(({ service }) => service !== undefined && isNetwork(service));

const outOfNetworks = edgesWhere(
  ({ kind, from, to }) => kind === 'data' && from.service?.inOwnNetwork === true && to.service?.compute !== undefined,
);

/** A copy from a private network is drawn like any other, and fails at its first run. */
export const runtimeReachesSource: Rule = {
  meta: {
    id: 'runtime-reaches-source',
    title: 'Copies reach the networks of their sources',
    severity: 'warning',
    family: 'data-scale',
    pillar: 'reliability',
    stages: ['data-transfer', 'orchestration'],
    sources: [
      page(
        'Create and configure a self-hosted integration runtime',
        'https://learn.microsoft.com/azure/data-factory/create-self-hosted-integration-runtime',
      ),
    ],
    entries: [],
    docs: 'The integration runtime that Azure hosts reaches public addresses. A store in a private network, on-premises or in a virtual network, takes a self-hosted runtime or one in a managed virtual network. The rule looks at copies and pipelines of Data Factory that read or write a SQL Server on own machines, SAP, an external database or external files. It is advice where the plan leaves the runtime at its default, or where the source may have a public address. Advice as well where a job or an application reads such a source itself and the plan draws no network. Where the plan has a self-hosted runtime, a data flow that reads a source in the data centre itself is a warning, since data flows do not run there; changes of SAP are staged for it.',
  },

  *check(input) {
    const { graph } = input;
    yield* withoutWay(input);
    yield* flowsFromOutside(input);
    for (const node of hostedNodes(graph)) {
      const joined = [...node.in, ...node.out].find((edge) => edge.kind === 'data' && isPrivate(otherEnd(edge, node), input));
      if (!joined) continue;
      const source = otherEnd(joined, node);
      const stated = graph.usage(node).values[field]?.from !== 'default' && source.service?.inOwnNetwork === true;
      const runs = node.out.some(({ kind, to }) => kind === 'runs-on' && takesCopies(to));
      yield {
        ...(stated || runs ? {} : { severity: 'info' as const }),
        nodes: [node.id, source.id],
        path: ['nodes', node.id, 'usage', field],
        message: runs
          ? `"${node.title}" runs on a self-hosted runtime, but its usage counts the runtime that Azure hosts.`
          : `"${node.title}" uses the runtime that Azure hosts, which does not reach "${source.title}" in a private network.`,
        why: runs
          ? 'Each runtime has prices of its own, so the cost is that of the wrong one.'
          : 'The runtime in Azure connects to public addresses only. A runtime on a machine inside the network, or a managed virtual network with a private endpoint, reaches the others.',
        fixes: () => fixesOf(node, input),
      };
    }
  },
};

const field = 'integrationRuntime';
const hostedByAzure = 'azure-ir';

/** Compute in Azure that reads a source in a network of its own, in a plan that draws no network. Fabric and connectors have gateways of theirs. */
function* withoutWay({ graph }: RuleInput): Iterable<Found> {
  if (networks(graph).length > 0) return;
  for (const { edge, from, to } of outOfNetworks(graph)) {
    const { service } = to;
    if (!service || service.outside || service.managed === 'local' || platformOf(service.id) === 'Fabric') continue;
    if (service.usage.some(({ id }) => id === field) || service.id.startsWith('adf-')) continue; // copies and flows have runtimes
    yield {
      severity: 'info',
      nodes: [to.id, from.id],
      edges: [edge],
      path: ['nodes', to.id, 'service'],
      message: `Nothing in the plan says how "${to.title}" reaches "${from.title}", which is in a network of its own.`,
      why: 'A service in Azure reaches a database in the data centre through a virtual network that is joined to it, or reads a copy that a gateway brings to storage.',
    };
  }
}

/** Data flows run on Azure's own runtime only; a self-hosted one copies for them and does not run them. */
function* flowsFromOutside(input: RuleInput): Iterable<Found> {
  const { graph, plan, catalog } = input;
  // only where the plan relies on a self-hosted runtime: there are other ways into a data centre, which plans do not draw
  if (!graph.nodes.some(takesCopies) || graph.ofService('azure-virtual-network').length > 0) return;
  for (const { kind, edge, from, to } of graph.edges) {
    if (kind !== 'data' || !from.service?.inOwnNetwork || to.node.service !== flows || from.service.id === changesOfSap) continue;
    if (to.in.some((start) => start.kind === 'control' && graph.value(start.from, field) === 'managed-vnet-ir')) continue;
    yield {
      nodes: [to.id, from.id],
      edges: [edge],
      path: ['nodes', to.id, 'service'],
      message: `"${to.title}" cannot read "${from.title}" in its own network: data flows do not run on a self-hosted runtime.`,
      why: 'A copy on a self-hosted runtime brings the data to storage in Azure, and the data flow reads it there. In a managed virtual network a private endpoint can lead to the source as well.',
      fixes: () => {
        const [landing] = from.out.flatMap((first) =>
          first.to.out.flatMap((second) =>
            first.kind === 'data' && second.kind === 'data' && second.to.service?.outputs.data ? [second.to] : [],
          ),
        );
        const draft = new PlanDraft(plan, catalog).do({ type: 'remove-edges', edges: [edge] });
        if (!landing || landing === to) return [];
        const read = to.in.some((other) => other.kind === 'data' && other.from === landing) || draft.edge(landing.id, to.id, 'data');
        return read ? [{ title: `Read the copy in "${landing.title}" only`, edits: draft.edits }] : [];
      },
    };
  }
}

const flows = 'adf-data-flows';
/** Its connector for changes stages what a self-hosted runtime extracts, and the data flow reads that. */
const changesOfSap = 'sap';

/** A virtual network, or a gateway into one. */
function isNetwork({ stages, inputs, id }: Service): boolean {
  return stages.includes('foundation') && (inputs['runs-on']?.includes('copy') === true || id === 'azure-virtual-network');
}

function otherEnd({ from, to }: GraphEdge, node: GraphNode): GraphNode {
  return from === node ? to : from;
}

/** True if a self-hosted runtime is what usually reaches a source. */
function isPrivate({ service }: GraphNode, { catalog }: RuleInput): boolean {
  if (!service?.outside) return false;
  return catalog.services.some(({ id, inputs }) => inputs['runs-on']?.includes('copy') && catalog.integrates(id, service.id));
}

function takesCopies({ service }: GraphNode): boolean {
  return service?.inputs['runs-on']?.includes('copy') ?? false;
}

function fixesOf(node: GraphNode, { plan, graph, catalog }: RuleInput): Fix[] {
  const set = (value: string) => ({ type: 'set-usage', id: node.id, set: { [field]: value } }) as const;
  const draft = new PlanDraft(plan, catalog).do(set('self-hosted-ir'));
  const there: NodeId | undefined = graph.nodes.find(takesCopies)?.id;
  const runtime = there ?? draft.node('self-hosted-integration-runtime', { beside: node.id, side: 'before' });
  const drawn = node.out.some(({ kind, to }) => kind === 'runs-on' && takesCopies(to));
  if (runtime !== undefined && !drawn) draft.edge(node.id, runtime, 'runs-on');
  return [
    {
      title:
        there === undefined
          ? `Add a self-hosted runtime for "${node.title}"`
          : drawn
            ? 'Count the self-hosted runtime'
            : 'Let the self-hosted runtime do it',
      edits: draft.edits,
    },
    ...(drawn ? [] : [{ title: 'Use a runtime in a managed virtual network', edits: [set('managed-vnet-ir')] }]),
  ];
}
