// Exported from churn-scoring.pipedraft.yaml. Nodes: lake, customers, explore, train, cluster, runs, models, score, scores, drift, watch.
// Azure ML: the workspace, its datastores and computes. Jobs, models and endpoints are not here.
param location string
param vault_id string
param insights_id string
param registry_id string
param lake_name string
param scores_name string
param cluster_id string
param watch_id string

resource store 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'stmlchurnscoring'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
  tags: { 'pipedraft-implied': 'azure-ml-workspace' }
}

// The plan has no node for the workspace that its Azure ML nodes need, nor for what the workspace needs. They have the tag
// pipedraft-implied and are not in the cost of the plan.
resource workspace 'Microsoft.MachineLearningServices/workspaces@2025-12-01' = {
  name: 'mlw-churn-scoring'
  location: location
  identity: { type: 'SystemAssigned' }
  sku: { name: 'Basic', tier: 'Basic' }
  properties: {
    friendlyName: 'Churn scoring'
    storageAccount: store.id
    keyVault: vault_id
    applicationInsights: insights_id
    containerRegistry: registry_id
  }
  tags: { 'pipedraft-implied': 'azure-ml-workspace' }
}

// lake > customers, lake > score
resource lake_datastore 'Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01' = {
  parent: workspace
  name: 'lake'
  properties: {
    datastoreType: 'AzureDataLakeGen2'
    accountName: lake_name
    filesystem: 'lake'
    endpoint: az.environment().suffixes.storage
    protocol: 'https'
    credentials: { credentialsType: 'None' }
    tags: { 'pipedraft-node': 'lake' }
  }
}

// score > scores, scores > drift
resource scores_datastore 'Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01' = {
  parent: workspace
  name: 'scores'
  properties: {
    datastoreType: 'AzureBlob'
    accountName: scores_name
    containerName: 'scores'
    endpoint: az.environment().suffixes.storage
    protocol: 'https'
    credentials: { credentialsType: 'None' }
    tags: { 'pipedraft-node': 'scores' }
  }
}

// cluster, score > cluster, train > cluster
resource cluster 'Microsoft.MachineLearningServices/workspaces/computes@2025-12-01' = {
  parent: workspace
  name: 'cluster'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${cluster_id}': {} }
  }
  properties: {
    computeType: 'AmlCompute'
    description: 'CPU cluster'
    properties: {
      vmSize: 'Standard_D8ds_v4'
      vmPriority: 'Dedicated'
      scaleSettings: {
        minNodeCount: 0
        maxNodeCount: 4
        nodeIdleTimeBeforeScaleDown: 'PT2M'
      }
    }
  }
  tags: { 'pipedraft-node': 'cluster' }
}

// score > watch
resource workspace_to_watch 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'watch'
  scope: workspace
  properties: {
    workspaceId: watch_id
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}

output workspace_principalId string = workspace.identity.principalId
output workspace_name string = workspace.name
