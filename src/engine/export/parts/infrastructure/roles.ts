import type { GraphEdge, GraphNode } from '../../../catalog';
import { factoryPipelines, type FactoryHost } from '../factory';
import { factorySecrets } from '../factory-secrets';
import { isTarget } from '../release-tools';
import { clusterOf, storeOfEvents } from '../resources';
import { workflowSecrets } from '../workflows/workflow-of';
import { Expression, resourceItself, resourceValue, textOf, guidOf } from './expression';
import type { Deployment, Placed, Principal } from './deployment';
import type { ResourceModule } from './module';
import { roles, type Role } from './role-ids';
import { vaultOf } from './security';

/*
 * Who may do what: an edge between something that works and something that it uses gives the worker a role on it. All of them are in one
 * module, behind the others: two services that use each other would be a circle of modules otherwise.
 */

/** Roles of those who read from a service and of those who write to it. */
const access: Readonly<Record<string, { readonly read: Role; readonly write: Role }>> = {
  'azure-storage': { read: 'blobReader', write: 'blobContributor' },
  'azure-event-hubs': { read: 'eventHubsReceiver', write: 'eventHubsSender' },
  'azure-service-bus': { read: 'serviceBusReceiver', write: 'serviceBusSender' },
  'azure-key-vault': { read: 'secretsUser', write: 'secretsUser' },
  'azure-ai-search': { read: 'searchReader', write: 'searchContributor' },
  'azure-openai': { read: 'openAiUser', write: 'openAiUser' },
  'microsoft-foundry': { read: 'cognitiveUser', write: 'cognitiveUser' },
};
/** A role that has all rights of another one. */
const includes: Partial<Record<Role, Role>> = { blobContributor: 'blobReader', searchContributor: 'searchReader' };

interface Assignment {
  readonly target: Placed;
  readonly principal: Principal;
  readonly role: Role;
  readonly edges: GraphEdge[];
  readonly nodes: string[];
}

class Assignments {
  readonly #all = new Map<string, Assignment>();

  add(
    target: Placed | undefined,
    principal: Principal | undefined,
    role: Role,
    edges: readonly GraphEdge[],
    nodes: readonly string[] = [],
  ): void {
    if (!target || !principal || (target.module === principal.module && target.symbol === principal.symbol)) return;
    const key = [target.module.name, target.symbol, principal.module.name, principal.symbol, principal.at, role].join(' ');
    const known = this.#all.get(key) ?? { target, principal, role, edges: [], nodes: [] };
    for (const edge of edges) if (!known.edges.includes(edge)) known.edges.push(edge);
    for (const node of nodes) if (!known.nodes.includes(node)) known.nodes.push(node);
    this.#all.set(key, known);
  }

  /** Without those whose rights the same one has by another role. */
  get all(): readonly Assignment[] {
    const all = [...this.#all.values()];
    return all.filter(
      (one) =>
        !all.some(
          (other) =>
            includes[other.role] === one.role &&
            other.target.symbol === one.target.symbol &&
            other.target.module === one.target.module &&
            other.principal.symbol === one.principal.symbol &&
            other.principal.module === one.principal.module,
        ),
    );
  }
}

export function roleAssignments(deployment: Deployment): void {
  const found = new Assignments();
  const { graph } = deployment.context;
  for (const edge of graph.edges) {
    if (edge.kind === 'data') dataRoles(deployment, found, edge);
    if (edge.kind === 'control') {
      for (const to of startedAlong(edge)) callRoles(deployment, found, edge, to);
      eventRoles(deployment, found, edge);
    }
    if (edge.kind === 'image') imageRoles(deployment, found, edge);
  }
  for (const node of graph.nodes) {
    if (node.node.safeguards?.secrets !== 'key-vault') continue;
    const principal = deployment.principals.get(node.id);
    if (principal) found.add(vaultOf(deployment, node.node.service), principal, 'secretsUser', [], [node.id]);
  }
  for (const host of ['adf', 'synapse'] as const) connectionRoles(deployment, found, host);
  for (const { flows } of workflowSecrets(deployment.context))
    for (const flow of flows)
      found.add(vaultOf(deployment, flow.node.service), deployment.principals.get(flow.id), 'secretsUser', [], [flow.id]);
  hostRoles(deployment, found);
  const { all } = found;
  if (all.length === 0) return;
  const module = deployment.module('roles', 'Who may do what. A line names the edges that a role comes from.');
  const targets = new Map<string, string>();
  for (const one of all) assignment(deployment, module, targets, one);
}

/** A factory or a workspace of Synapse reads the secrets of its connections from the vault of the plan. */
function connectionRoles(deployment: Deployment, found: Assignments, host: FactoryHost): void {
  const { context } = deployment;
  const nodes = factorySecrets(context, host).flatMap((secret) => secret.nodes);
  const [pipeline] = factoryPipelines(context, host);
  const principal = pipeline && deployment.principals.get(pipeline.id);
  if (nodes.length === 0 || !principal) return;
  found.add(vaultOf(deployment, pipeline.node.service), principal, 'secretsUser', [], [...new Set(nodes.map(({ id }) => id))]);
}

/** A worker reads what an edge brings it, directly or through a data asset, and writes what an edge takes from it. */
function dataRoles(deployment: Deployment, found: Assignments, edge: GraphEdge): void {
  const { from, to } = edge;
  const read = access[from.node.service];
  if (read) {
    const source = deployment.placed.get(from.id);
    found.add(source, deployment.principals.get(to.id), read.read, [edge]);
    if (isPassive(to))
      for (const next of to.out)
        if (next.kind === 'data') found.add(source, deployment.principals.get(next.to.id), read.read, [edge, next]);
    callers(to).forEach((call) => found.add(source, deployment.principals.get(call.from.id), read.read, [edge, call]));
  }
  const write = access[to.node.service];
  if (write) {
    const sink = deployment.placed.get(to.id);
    found.add(sink, deployment.principals.get(from.id), write.write, [edge]);
    callers(from).forEach((call) => found.add(sink, deployment.principals.get(call.from.id), write.write, [edge, call]));
  }
  for (const [worker, database] of [[from, to] as const, [to, from] as const])
    if (database.node.service === 'azure-cosmos-db' && deployment.principals.has(worker.id)) cosmosRole(deployment, worker, database, edge);
  for (const database of [from, to])
    if (['azure-sql-database', 'azure-postgresql'].includes(database.node.service))
      deployment.context.remark(
        `Rights inside of the database "${database.id}" are given by SQL: create a user for the identity of each worker.`,
        [database],
      );
}

function isPassive({ node }: GraphNode): boolean {
  return node.service === 'azure-ml-datasets';
}

/** What an edge starts: its end, or what follows there once a person has agreed. */
function startedAlong({ to }: GraphEdge): readonly GraphNode[] {
  const found = new Set([to]);
  for (const node of found)
    if (node.node.service === 'human-approval') for (const edge of node.out) if (edge.kind === 'control') found.add(edge.to);
  return [...found];
}

/** A batch job reads and writes with the rights of whoever starts it, too. */
function callers(node: GraphNode): readonly GraphEdge[] {
  if (node.node.service !== 'azure-ml-batch-endpoints') return [];
  return node.in.flatMap((edge) => {
    if (edge.kind !== 'control') return [];
    return edge.from.node.service === 'human-approval' ? edge.from.in.filter(({ kind }) => kind === 'control') : [edge];
  });
}

/** Who starts work in Azure ML, Data Factory or Databricks, or asks a model or an index. */
function callRoles(deployment: Deployment, found: Assignments, edge: GraphEdge, to: GraphNode): void {
  const { from } = edge;
  const caller = deployment.principals.get(from.id);
  if (!caller) return;
  const target = deployment.logged.get(to.id) ?? deployment.placed.get(to.id);
  const use = access[to.node.service];
  if (use && to.node.service !== 'azure-storage') found.add(deployment.placed.get(to.id), caller, use.write, [edge]);
  else if (target?.type === 'Microsoft.MachineLearningServices/workspaces') found.add(target, caller, 'dataScientist', [edge]);
  else if (target?.type === 'Microsoft.DataFactory/factories') found.add(target, caller, 'factoryContributor', [edge]);
  else if (target?.type === 'Microsoft.Databricks/workspaces') found.add(target, caller, 'contributor', [edge]);
  else if (target?.type === 'Microsoft.EventGrid/topics') found.add(target, caller, 'eventGridSender', [edge]);
}

/** An application whose work events start reads what they are about; a workflow subscribes to them itself. */
function eventRoles(deployment: Deployment, found: Assignments, edge: GraphEdge): void {
  const { from, to } = edge;
  const worker = deployment.principals.get(to.id);
  if (to.node.service !== 'azure-functions' && to.node.service !== 'azure-logic-apps') return;
  const source = access[from.node.service];
  // a trigger of blobs keeps a queue and leases beside the blobs
  const roles: readonly Role[] =
    from.node.service === 'azure-storage' && to.node.service === 'azure-functions'
      ? ['blobOwner', 'queueContributor']
      : source
        ? [source.read]
        : [];
  for (const role of roles) found.add(deployment.placed.get(from.id), worker, role, [edge]);
  if (from.node.service !== 'azure-event-grid' || to.node.service !== 'azure-logic-apps') return;
  if (!isTarget(deployment.context, 'logic-apps')) return;
  const events = storeOfEvents(deployment.context, from) ?? from;
  found.add(deployment.placed.get(events.id), worker, 'eventSubscriptions', [edge]);
}

/** Who pulls images from a registry, and who puts them there. */
function imageRoles(deployment: Deployment, found: Assignments, edge: GraphEdge): void {
  const { from, to } = edge;
  if (from.node.service === 'azure-container-registry') {
    const host = clusterOf(deployment.context, to) ?? to;
    const cluster = host.node.service === 'azure-kubernetes-service' ? deployment.placed.get(host.id) : undefined;
    const principal = cluster
      ? { ...cluster, at: 'properties.identityProfile.kubeletidentity.objectId', nodes: [host.id] }
      : deployment.principals.get(to.id);
    found.add(deployment.placed.get(from.id), principal, 'imagePull', [edge]);
  }
  if (to.node.service === 'azure-container-registry')
    found.add(deployment.placed.get(to.id), deployment.principals.get(from.id), 'imagePush', [edge]);
}

/** Functions and logic apps keep their state in accounts of their own; Event Grid hands on what it is told. */
function hostRoles(deployment: Deployment, found: Assignments): void {
  for (const node of deployment.context.of('azure-functions', 'azure-logic-apps')) {
    const store = deployment.implied.get(`store ${node.id}`);
    const host = deployment.implied.get(`identity ${node.id}`);
    if (!host) continue;
    const principal = { ...host, at: 'properties.principalId', nodes: [node.id] };
    for (const role of ['blobOwner', 'queueContributor', 'tableContributor'] as const) found.add(store, principal, role, [], [node.id]);
  }
  const synapse = deployment.implied.get('synapse');
  if (synapse) {
    const principal = { ...synapse, at: 'identity.principalId', nodes: [] };
    found.add(deployment.implied.get('synapse store'), principal, 'blobContributor', []);
  }
  for (const node of deployment.context.of('azure-event-grid'))
    for (const edge of deployment.context.out(node, 'control')) {
      const { service } = edge.to.node;
      if (service !== 'azure-event-hubs' && service !== 'azure-service-bus') continue;
      found.add(deployment.placed.get(edge.to.id), deployment.principals.get(node.id), access[service]?.write ?? 'eventHubsSender', [edge]);
    }
}

function assignment(
  deployment: Deployment,
  module: ResourceModule,
  targets: Map<string, string>,
  { target, principal, role, edges, nodes }: Assignment,
): void {
  const scope = scopeOf(deployment, module, targets, target, edges);
  const who = deployment.refer(module, principal, principal.at, edges);
  const definition = roleId(module, role);
  module.resource({
    symbol: `${principal.symbol}_${role}_${target.symbol}`,
    type: 'Microsoft.Authorization/roleAssignments',
    ...(nodes.length > 0 ? { nodes } : {}),
    edges,
    body: {
      name: guidOf(resourceValue(scope, 'id'), who, definition),
      scope: resourceItself(scope),
      properties: { principalId: who, principalType: 'ServicePrincipal', roleDefinitionId: definition },
    },
  });
}

/** The target as the roles' module refers to it. */
function scopeOf(
  deployment: Deployment,
  module: ResourceModule,
  targets: Map<string, string>,
  target: Placed,
  edges: readonly GraphEdge[],
): string {
  const key = `${target.module.name} ${target.symbol}`;
  let symbol = targets.get(key);
  if (symbol === undefined) {
    const name = deployment.refer(module, target, 'name', edges);
    symbol = module.resource({ symbol: target.symbol, type: target.type, existing: true, of: target, body: { name } });
    targets.set(key, symbol);
  }
  return symbol;
}

function roleId(module: ResourceModule, role: Role): Expression {
  return module.variable(role, new Expression({ is: 'role', id: roles[role] }));
}

/** Cosmos DB has roles of its own for what is inside of it; this one is "Cosmos DB Built-in Data Contributor". */
function cosmosRole(deployment: Deployment, worker: GraphNode, database: GraphNode, edge: GraphEdge): void {
  const placed = deployment.placed.get(database.id);
  const principal = deployment.principals.get(worker.id);
  if (!placed || !principal) return;
  const module = deployment.module('cosmos-roles', 'Who may read and write the data of Cosmos DB.');
  const key = `cosmos ${placed.symbol} ${principal.module.name} ${principal.symbol}`;
  if (deployment.implied.has(key)) return;
  const account = module.resource({
    symbol: placed.symbol,
    type: placed.type,
    existing: true,
    of: placed,
    body: { name: deployment.refer(module, placed, 'name') },
  });
  const who = deployment.refer(module, principal, principal.at);
  const symbol = module.resource({
    symbol: `${principal.symbol}_data_${placed.symbol}`,
    type: 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments',
    edges: [edge],
    body: {
      parent: resourceItself(account),
      name: guidOf(resourceValue(account, 'id'), who, 'data'),
      properties: {
        principalId: who,
        roleDefinitionId: textOf(resourceValue(account, 'id'), '/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'),
        scope: resourceValue(account, 'id'),
      },
    },
  });
  deployment.implied.set(key, { module, symbol, type: 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments', exists: false });
}
