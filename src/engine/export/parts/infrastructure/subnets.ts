import type { GraphNode } from '../../../catalog';
import type { Deployment, Placed } from './deployment';
import { Expression, resourceValue, textOf, type ResourceBody, type ResourceValue } from './expression';
import type { ResourceModule } from './module';

/*
 * The subnets of a plan's network. It is one thing, since every subnet has a range of its own, which must stay when others are added:
 * the first five have fixed places, and those of single nodes follow in the order of the plan.
 */

export const networkType = 'Microsoft.Network/virtualNetworks';
export const networkAbout =
  'The virtual network with its subnets: for machines, for private endpoints, and for services that run inside of it.';

/** Subnets that services share. */
const shared = { machines: 0, endpoints: 1, AzureFirewallSubnet: 2, kubernetes: 3, containers: 4 } as const;
type SharedSubnet = keyof typeof shared;

/** Bits of a subnet's prefix: 256 addresses, which suits every service here. */
const prefix = 24;

/**
 * Who manages what is in a subnet.
 * Sources: https://learn.microsoft.com/azure/virtual-network/manage-subnet-delegation and the pages of the services on their networks
 */
type Delegation =
  | 'Microsoft.App/environments'
  | 'Microsoft.ContainerInstance/containerGroups'
  | 'Microsoft.Databricks/workspaces'
  | 'Microsoft.Web/serverFarms';

interface Wanted {
  readonly names: readonly string[];
  readonly delegation?: Delegation;
  /** The service wants a group of security rules on it, and fills it. */
  readonly guarded?: boolean;
}

/** The subnets that a service of the plan runs in or calls from; nothing for one that cannot be put in a network. */
function wanted(deployment: Deployment, node: GraphNode): Wanted | undefined {
  const own = (kind: string) => `${kind}-${deployment.context.names.local(node.id)}`.slice(0, 80).replace(/-$/, '');
  switch (node.node.service) {
    case 'azure-kubernetes-service': // an automatic cluster wants a network with more than the plan says
      return deployment.usage(node, 'mode') === 'automatic' ? undefined : { names: ['kubernetes'] };
    case 'azure-container-instances':
      return { names: ['containers'], delegation: 'Microsoft.ContainerInstance/containerGroups' };
    case 'azure-container-apps':
      return { names: [own('apps')], delegation: 'Microsoft.App/environments' };
    case 'azure-functions': {
      const plan = deployment.usage(node, 'plan') ?? 'flex';
      if (plan === 'flex') return { names: [own('functions')], delegation: 'Microsoft.App/environments' };
      return plan === 'premium' ? { names: [own('functions')], delegation: 'Microsoft.Web/serverFarms' } : undefined;
    }
    case 'azure-app-service': {
      const plan = deployment.usage(node, 'plan') ?? 'p1v3';
      return /^[fd]1$/.test(plan) ? undefined : { names: [own('web')], delegation: 'Microsoft.Web/serverFarms' };
    }
    case 'azure-logic-apps': // workflows that are charged by their actions have no machines to put in a network
      return deployment.usage(node, 'plan') === 'standard' ? { names: [own('logic')], delegation: 'Microsoft.Web/serverFarms' } : undefined;
    default:
      return isWorkspace(deployment, node)
        ? { names: [own('hosts'), own('containers')], delegation: 'Microsoft.Databricks/workspaces', guarded: true }
        : undefined;
  }
}

/** True for a workspace of Databricks, and for the node that the workspace without a node of its own is closed for. */
function isWorkspace(deployment: Deployment, node: GraphNode): boolean {
  const { service } = node.node;
  return service === 'azure-databricks' || (service.startsWith('databricks-') && node === closedDatabricks(deployment));
}

/** The first closed node of Databricks in a plan that draws no workspace. */
export function closedDatabricks(deployment: Deployment): GraphNode | undefined {
  const { context } = deployment;
  if (context.has('azure-databricks')) return undefined;
  return context.graph.nodes.find((node) => node.node.service.startsWith('databricks-') && deployment.isPrivate(node));
}

/** The network of the plan: the first that it draws. */
export function networkOf(deployment: Deployment): Placed | undefined {
  const [drawn] = deployment.context.of('azure-virtual-network');
  return drawn && deployment.placed.get(drawn.id);
}

/** Names of the subnets of a node that runs in the network that is made here; none where it runs outside, or nobody knows in which one. */
export function subnetNames(deployment: Deployment, node: GraphNode): readonly string[] {
  const [network] = deployment.context.of('azure-virtual-network');
  if (!network || deployment.context.exists(network) || deployment.context.exists(node) || !deployment.isPrivate(node)) return [];
  return wanted(deployment, node)?.names ?? [];
}

/** Ids of a node's subnets. */
export function subnetIds(deployment: Deployment, module: ResourceModule, node: GraphNode): readonly Expression[] {
  const network = networkOf(deployment);
  return network ? subnetNames(deployment, node).map((name) => subnetId(deployment, module, network, name)) : [];
}

/** Id of a subnet of the plan's network. */
export function subnetId(deployment: Deployment, module: ResourceModule, network: Placed, name: string): Expression {
  return textOf(deployment.refer(module, network, 'id'), `/subnets/${name}`);
}

/**
 * The subnets of a network, in the order of their ranges.
 * @param space its address space
 * @param gateway id of the gateway that machines leave it by
 */
export function subnetsOf(
  deployment: Deployment,
  module: ResourceModule,
  network: GraphNode,
  space: Expression,
  gateway: Expression | undefined,
): readonly ResourceValue[] {
  const { context } = deployment;
  const leaves: ResourceBody = { defaultOutboundAccess: false, ...(gateway ? { natGateway: { id: gateway } } : {}) };
  const firewall = context.of('azure-firewall').some((node) => !context.exists(node));
  const all: { readonly name: string; readonly at: number; readonly more: ResourceBody }[] = [
    { name: 'machines', at: shared.machines, more: leaves },
    { name: 'endpoints', at: shared.endpoints, more: { defaultOutboundAccess: false } },
    ...(firewall ? [{ name: 'AzureFirewallSubnet', at: shared.AzureFirewallSubnet, more: {} }] : []),
  ];
  let next = Object.keys(shared).length;
  for (const node of context.graph.nodes) {
    const { delegation, guarded } = wanted(deployment, node) ?? {};
    for (const name of subnetNames(deployment, node)) {
      if (all.some((one) => one.name === name)) continue;
      const at = name in shared ? shared[name as SharedSubnet] : next++;
      const more = {
        ...leaves,
        ...(guarded ? { networkSecurityGroup: { id: securityGroup(deployment, module, node) } } : {}),
        ...(delegation ? { delegations: [{ name: 'service', properties: { serviceName: delegation } }] } : {}),
      };
      all.push({ name, at, more });
    }
  }
  all.sort((a, b) => a.at - b.at);
  remarkRoom(deployment, network, Math.max(...all.map(({ at }) => at)) + 1);
  return all.map(({ name, at, more }) => ({
    name,
    properties: { addressPrefix: new Expression({ is: 'subnet range', space, at }), ...more },
  }));
}

/** The rules of a subnet whose service writes them itself. */
function securityGroup(deployment: Deployment, module: ResourceModule, node: GraphNode): Expression {
  const { names } = deployment.context;
  const key = `security group ${node.id}`;
  let placed = deployment.implied.get(key);
  if (!placed) {
    const type = 'Microsoft.Network/networkSecurityGroups';
    const symbol = module.resource({
      symbol: `${names.symbol(node.id)}_rules`,
      type,
      nodes: [node.id],
      about: ['The service writes its rules.'],
      body: {
        name: names.resource('nsg', node.id),
        location: deployment.locationOf(node, module),
        properties: {},
        tags: deployment.tags(node),
      },
    });
    placed = { module, symbol, type, exists: false };
    deployment.implied.set(key, placed);
  }
  return resourceValue(placed.symbol, 'id');
}

/** A stated space that is too small for the subnets would be found out by the deployment only. */
function remarkRoom({ context }: Deployment, network: GraphNode, count: number): void {
  const bits = Number(/\/(\d+)$/.exec(context.text(network, 'addressSpace') ?? '')?.[1]);
  if (!(bits >= 0) || 2 ** (prefix - bits) >= count) return;
  const enough = prefix - Math.ceil(Math.log2(count));
  context.remark(
    `The address space of "${network.id}" is too small: its ${count} subnets have 256 addresses each. State one of /${enough} or larger in settings.addressSpace.`,
    [network],
  );
}
