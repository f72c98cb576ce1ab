// Exported from reference-databricks-mlops.pipedraft.yaml. Nodes: bronze, tables, explore, train, runs, models, score, serve, results, profile, monitor.
// The workspace of Databricks. Jobs and notebooks come from other files.
param location string
param monitor_id string

resource databricks 'Microsoft.Databricks/workspaces@2026-01-01' = {
  name: 'dbw-reference-databricks-mlops'
  location: location
  sku: { name: 'premium' }
  properties: {
    computeMode: 'Hybrid'
    managedResourceGroupId: '${subscription().id}/resourceGroups/rg-dbw-reference-databricks-mlops-managed'
    publicNetworkAccess: 'Enabled'
    parameters: {
      enableNoPublicIp: { value: true }
    }
  }
  tags: { 'pipedraft-implied': 'azure-databricks' }
}

// The identity that Databricks reads and writes as: a storage credential of Unity Catalog names it.
resource connector 'Microsoft.Databricks/accessConnectors@2026-01-01' = {
  name: 'dbac-reference-databricks-mlops'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {}
  tags: { 'pipedraft-implied': 'azure-databricks' }
}

// score > monitor, serve > monitor, train > monitor
resource databricks_to_monitor 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'monitor'
  scope: databricks
  properties: {
    workspaceId: monitor_id
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}

output connector_principalId string = connector.identity.principalId
