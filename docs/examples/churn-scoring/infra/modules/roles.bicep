// Exported from churn-scoring.pipedraft.yaml. Nodes: nightly, copy-orders, copy-usage, lake, customers, train, score, scores, drift.
// Who may do what. A line names the edges that a role comes from.
param lake_name string
param nightly_principalId string
param workspace_principalId string
param cluster_principalId string
param workspace_name string
param scores_name string

var blobContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
var blobReader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
var dataScientist = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'f6c7c914-8db3-469d-8ca1-694a8f32e121')

resource lake 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: lake_name
}

// copy-orders > lake, copy-usage > lake
resource nightly_blobContributor_lake 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(lake.id, nightly_principalId, blobContributor)
  scope: lake
  properties: {
    principalId: nightly_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobContributor
  }
}

// lake > customers
resource workspace_blobReader_lake 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(lake.id, workspace_principalId, blobReader)
  scope: lake
  properties: {
    principalId: workspace_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobReader
  }
}

// lake > customers, customers > train, lake > score
resource cluster_blobReader_lake 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(lake.id, cluster_principalId, blobReader)
  scope: lake
  properties: {
    principalId: cluster_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobReader
  }
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2025-12-01' existing = {
  name: workspace_name
}

// nightly > score
resource nightly_dataScientist_workspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(workspace.id, nightly_principalId, dataScientist)
  scope: workspace
  properties: {
    principalId: nightly_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: dataScientist
  }
}

resource scores 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: scores_name
}

// score > scores
resource cluster_blobContributor_scores 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scores.id, cluster_principalId, blobContributor)
  scope: scores
  properties: {
    principalId: cluster_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobContributor
  }
}

// score > scores, nightly > score
resource nightly_blobContributor_scores 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scores.id, nightly_principalId, blobContributor)
  scope: scores
  properties: {
    principalId: nightly_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobContributor
  }
}

// scores > drift
resource workspace_blobReader_scores 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scores.id, workspace_principalId, blobReader)
  scope: scores
  properties: {
    principalId: workspace_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobReader
  }
}
