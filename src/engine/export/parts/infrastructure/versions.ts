/*
 * The API version of each resource type that is written, the newest that is not a preview of those at hand in November 2026. Types below
 * one of these have its version.
 */
const versions: Readonly<Record<string, string>> = {
  'Microsoft.ApiManagement/service': '2024-05-01',
  'Microsoft.App': '2026-01-01',
  'Microsoft.Authorization': '2022-04-01',
  'Microsoft.Batch': '2024-07-01',
  'Microsoft.Cache/redisEnterprise': '2025-04-01',
  'Microsoft.CognitiveServices': '2026-05-01',
  'Microsoft.Compute': '2026-03-01',
  'Microsoft.ContainerInstance': '2025-09-01',
  'Microsoft.ContainerRegistry': '2025-11-01',
  'Microsoft.ContainerService': '2026-05-01',
  'Microsoft.DataFactory': '2018-06-01',
  'Microsoft.Databricks': '2026-01-01',
  'Microsoft.DBforPostgreSQL': '2024-08-01',
  'Microsoft.Devices': '2023-06-30',
  'Microsoft.DocumentDB': '2024-11-15',
  'Microsoft.EventGrid': '2025-02-15',
  'Microsoft.EventHub': '2026-01-01',
  'Microsoft.Insights/actionGroups': '2023-01-01',
  'Microsoft.Insights/components': '2020-02-02',
  /** There is no other than a preview that has category groups. */
  'Microsoft.Insights/diagnosticSettings': '2021-05-01-preview',
  'Microsoft.Insights/metricAlerts': '2026-01-01',
  'Microsoft.Insights/scheduledQueryRules': '2026-03-01',
  'Microsoft.Insights/workbooks': '2023-06-01',
  'Microsoft.KeyVault': '2026-02-01',
  'Microsoft.Logic': '2019-05-01',
  'Microsoft.MachineLearningServices': '2025-12-01',
  'Microsoft.ManagedIdentity': '2024-11-30',
  'Microsoft.Network/privateDnsZones': '2024-06-01',
  'Microsoft.Network': '2024-05-01',
  'Microsoft.OperationalInsights': '2025-07-01',
  'Microsoft.Portal': '2026-04-01',
  'Microsoft.Purview': '2021-12-01',
  'Microsoft.Search': '2025-05-01',
  'Microsoft.ServiceBus': '2024-01-01',
  'Microsoft.Sql': '2025-01-01',
  'Microsoft.Storage': '2026-04-01',
  'Microsoft.StreamAnalytics': '2020-03-01',
  'Microsoft.Synapse': '2021-06-01',
  'Microsoft.Web': '2024-11-01',
  'Microsoft.Web/connections': '2016-06-01',
};

/**
 * A preview that one resource needs: an output to Cosmos DB takes the identity of the job in this version only, and a key of the account in the
 * stable one.
 */
export const outputByIdentity = 'Microsoft.StreamAnalytics/streamingjobs/outputs@2021-10-01-preview';

/** A type with its version: `Microsoft.Storage/storageAccounts@2026-04-01`. One that has a version keeps it. */
export function versioned(type: string): string {
  if (type.includes('@')) return type;
  for (let part = type; part !== ''; part = part.replace(/\/?[^/]*$/, '')) {
    const version = versions[part];
    if (version !== undefined) return `${type}@${version}`;
  }
  throw new Error(`No API version for ${type}.`);
}

export const parametersSchema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
export const templateSchema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
