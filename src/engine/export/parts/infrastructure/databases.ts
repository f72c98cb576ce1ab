import type { GraphNode } from '../../../catalog';
import { databaseName } from '../resources';
import { type ResourceValue, resourceItself, surroundings } from './expression';
import type { Deployment } from './deployment';

/* Databases and caches. People sign in with Microsoft Entra ID: no file holds a password. */

export function sqlDatabase(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('sql-database');
  const type = 'Microsoft.Sql/servers';
  const tier = deployment.usage(node, 'tier') ?? 'gp-gen5-2vcore';
  const exists = context.exists(node);
  const server = deployment.place(
    node,
    module,
    type,
    exists
      ? {}
      : {
          identity: { type: 'SystemAssigned' },
          properties: {
            administrators: {
              administratorType: 'ActiveDirectory',
              azureADOnlyAuthentication: true,
              login: deployment.ask(module, node, 'adminName'),
              principalType: 'Group',
              sid: deployment.ask(module, node, 'adminObjectId'),
              tenantId: surroundings('tenant id'),
            },
            minimalTlsVersion: '1.2',
            publicNetworkAccess: deployment.publicAccess(node),
          },
        },
  );
  if (exists) {
    deployment.logged.set(node.id, undefined);
    return;
  }
  const { copies } = node.node.safeguards ?? {};
  const database = module.resource({
    symbol: `${context.names.symbol(node.id)}_database`,
    type: `${type}/databases`,
    nodes: [node.id],
    body: {
      parent: resourceItself(server.symbol),
      name: databaseName(context, node) ?? '',
      location: deployment.locationOf(node, module),
      sku: skuOf(deployment, node, tier),
      properties: {
        ...(deployment.isAcrossZones(node) && tier !== 's0' ? { zoneRedundant: true } : {}),
        ...(copies === undefined ? {} : { requestedBackupStorageRedundancy: copies === 'second-region' ? 'Geo' : 'Local' }),
      },
      tags: deployment.tags(node),
    },
  });
  deployment.logged.set(node.id, { module, symbol: database, type: `${type}/databases`, exists: false });
}

function skuOf(deployment: Deployment, node: GraphNode, tier: string): ResourceValue {
  const stated = deployment.context.text(node, 'sku');
  if (stated !== undefined) return { name: stated };
  if (tier === 's0') return { name: 'S0', tier: 'Standard' };
  if (tier === 'gp-gen5-2vcore') return { name: 'GP_Gen5_2', tier: 'GeneralPurpose' };
  return { name: deployment.context.gapOf(node, 'sku') };
}

export function postgresql(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('postgresql');
  const type = 'Microsoft.DBforPostgreSQL/flexibleServers';
  const tier = deployment.usage(node, 'tier') ?? 'b2ms';
  const sku =
    tier === 'b1ms'
      ? { name: 'Standard_B1ms', tier: 'Burstable' }
      : tier === 'b2ms'
        ? { name: 'Standard_B2ms', tier: 'Burstable' }
        : undefined;
  const { copies } = node.node.safeguards ?? {};
  const exists = context.exists(node);
  const server = deployment.place(
    node,
    module,
    type,
    exists
      ? {}
      : {
          sku: sku ?? { name: context.need(node, 'sku'), tier: 'GeneralPurpose' },
          properties: {
            version: context.text(node, 'version') ?? '16',
            authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: surroundings('tenant id') },
            storage: { storageSizeGB: sizeOf(deployment.whole(node, 'storedData', 32, 32)) },
            backup: { backupRetentionDays: 7, geoRedundantBackup: copies === 'second-region' ? 'Enabled' : 'Disabled' },
            highAvailability: { mode: deployment.isAcrossZones(node) && sku === undefined ? 'ZoneRedundant' : 'Disabled' },
            network: { publicNetworkAccess: deployment.publicAccess(node) },
          },
        },
  );
  if (exists) return;
  if (deployment.isAcrossZones(node) && sku !== undefined)
    context.remark(`The burstable machines of "${node.id}" have no standby in another zone.`, [node]);
  module.resource({
    symbol: `${context.names.symbol(node.id)}_administrator`,
    type: `${type}/administrators`,
    nodes: [node.id],
    body: {
      parent: resourceItself(server.symbol),
      name: deployment.ask(module, node, 'adminObjectId'),
      properties: { principalName: deployment.ask(module, node, 'adminName'), principalType: 'Group', tenantId: surroundings('tenant id') },
    },
  });
  module.resource({
    symbol: `${context.names.symbol(node.id)}_database`,
    type: `${type}/databases`,
    nodes: [node.id],
    body: { parent: resourceItself(server.symbol), name: context.text(node, 'database') ?? context.names.symbol(node.id), properties: {} },
  });
}

/** Disks of PostgreSQL have the sizes of managed disks. */
function sizeOf(gb: number): number {
  return [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384].find((one) => one >= gb) ?? 32768;
}

export function cosmos(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('cosmos-db');
  const type = 'Microsoft.DocumentDB/databaseAccounts';
  const serverless = deployment.usage(node, 'capacityMode') === 'serverless';
  if (context.exists(node)) {
    deployment.place(node, module, type, {});
    return;
  }
  const placed = deployment.place(node, module, type, {
    kind: 'GlobalDocumentDB',
    properties: {
      databaseAccountOfferType: 'Standard',
      disableLocalAuth: !deployment.hasKeys(node),
      minimalTlsVersion: 'Tls12',
      publicNetworkAccess: deployment.publicAccess(node),
      locations: [
        { locationName: deployment.locationOf(node, module), failoverPriority: 0, isZoneRedundant: deployment.isAcrossZones(node) },
      ],
      backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } },
      ...(serverless ? { capabilities: [{ name: 'EnableServerless' }] } : {}),
    },
  });
  if (node.node.safeguards?.copies === 'second-region')
    context.remark(`State the second region of "${node.id}" in its "locations": the plan has none for it.`, [node]);
  const symbol = context.names.symbol(node.id);
  const name = databaseName(context, node) ?? '';
  const database = module.resource({
    symbol: `${symbol}_database`,
    type: `${type}/sqlDatabases`,
    nodes: [node.id],
    body: { parent: resourceItself(placed.symbol), name, properties: { resource: { id: name } } },
  });
  const container = context.text(node, 'container') ?? context.names.local(node.id);
  const units = context.graph.amount(node, 'requestUnits');
  module.resource({
    symbol: `${symbol}_container`,
    type: `${type}/sqlDatabases/containers`,
    nodes: [node.id],
    body: {
      parent: resourceItself(database),
      name: container,
      properties: {
        resource: { id: container, partitionKey: { paths: [deployment.ask(module, node, 'partitionKey')], kind: 'Hash' } },
        ...(serverless || units === undefined ? {} : { options: { throughput: Math.max(400, Math.ceil(units / 100) * 100) } }),
      },
    },
  });
}

export function redis(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('managed-redis');
  const type = 'Microsoft.Cache/redisEnterprise';
  const placed = deployment.place(node, module, type, {
    sku: { name: context.text(node, 'sku') ?? 'Balanced_B0' },
    properties: {
      minimumTlsVersion: '1.2',
      highAvailability: 'Enabled',
    },
  });
  deployment.logged.set(node.id, undefined);
  if (placed.exists) return;
  module.resource({
    symbol: `${context.names.symbol(node.id)}_database`,
    type: `${type}/databases`,
    nodes: [node.id],
    body: {
      parent: resourceItself(placed.symbol),
      name: 'default',
      properties: {
        clientProtocol: 'Encrypted',
        port: 10000,
        accessKeysAuthentication: deployment.hasKeys(node) ? 'Enabled' : 'Disabled',
      },
    },
  });
}
