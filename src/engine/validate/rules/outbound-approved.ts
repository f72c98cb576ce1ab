import type { GraphNode, PlanGraph } from '../../catalog';
import { agreeing, titles } from '../../format';
import type { ServiceId } from '../../plan';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly, standingOf } from '../questions/safeguards';
import type { Found, Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Training code comes from many hands and packages, and what it can read it can also send away. */
export const outboundApproved: Rule = {
  meta: {
    id: 'outbound-approved',
    title: 'Code that reads confidential data connects to approved addresses only',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: ['compute', 'training', 'experimentation', 'deployment-realtime'],
    sources: [wellArchitected.networking, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the data is confidential and the network private, services that run code connect only to addresses that somebody approved: by the outbound mode of a managed network, or by a firewall. The managed network of an Azure ML workspace holds for what the workspace manages, so that its statement is enough for compute instances, clusters, serverless compute and online endpoints. A plan with Azure Firewall in it meets this for every service on its network, and so does one whose virtual networks state that they let traffic out to approved addresses only, as where a firewall stands in a hub that others run.',
  },

  *check({ plan, graph }) {
    const needs = reviewNeeds(plan);
    if (!needs.private || !needs.confidential || graph.ofService('azure-firewall').length > 0) return;
    // a firewall in a hub that others run is not drawn; the network states that its traffic goes through it
    const networks = graph.ofService('azure-virtual-network');
    const closed = networks.filter((network) => standingOf(graph, network, 'outbound')?.value === 'approved');
    if (closed.length > 0 && closed.length === networks.length) {
      yield* openDespiteNetwork(graph, networks, needs.security ?? '');
      return;
    }
    // a workspace that says so speaks for what is in its managed network
    const workspaces = graph.ofService('azure-ml-workspace');
    const isCovered = ({ id, service, node }: GraphNode) =>
      inManagedNetwork.includes(service?.id ?? '') &&
      node.safeguards?.outbound === undefined &&
      workspaces.length > 0 &&
      workspaces.every((workspace) => workspace.id !== id && standingOf(graph, workspace, 'outbound')?.value === 'approved');
    yield* findingsOn(graph, {
      safeguard: 'outbound',
      enough: ['approved'],
      nodes: graph.nodes.filter((node) => !isCovered(node) && (!networks.includes(node) || node.node.safeguards?.outbound !== undefined)),
      wrong: ({ title }) => `"${title}" may connect anywhere, and ${needs.security ?? ''}.`,
      unsaid: (nodes) => `Nothing limits where ${titles(nodes)} may connect to, and ${needs.security ?? ''}.`,
      why: 'A package or a script that sends data away needs no more than an open way out. A list of approved addresses closes it.',
      doing: (nodes) => `Let ${namedBriefly(nodes)} connect to approved addresses only`,
    });
  },
};

/** A service that states the opposite of its network is open all the same, or one of the two is wrong. */
function* openDespiteNetwork(graph: PlanGraph, networks: readonly GraphNode[], security: string): Iterable<Found> {
  yield* findingsOn(graph, {
    safeguard: 'outbound',
    enough: ['approved'],
    nodes: graph.nodes.filter(({ node }) => node.safeguards?.outbound === 'open'),
    wrong: ({ title }) =>
      `"${title}" may connect anywhere, although ${titles(networks)} ${agreeing(networks.length, 'lets', 'let')} traffic out to approved addresses only, and ${security}.`,
    unsaid: () => '',
    why: 'A service that is not in the network, or has a way of its own to the internet, passes by the firewall.',
    doing: (nodes) => `Let ${namedBriefly(nodes)} connect to approved addresses only`,
  });
}

/** Services inside the managed network of a workspace, as its page lists them. Attached Kubernetes has a network of its own. */
const inManagedNetwork: readonly ServiceId[] = [
  'azure-ml-compute',
  'azure-ml-compute-instance-notebooks',
  'azure-ml-managed-online-endpoints',
  'azure-ml-serverless-compute',
];
