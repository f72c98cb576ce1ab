// Exported from reference-databricks-mlops.pipedraft.yaml. Nodes: lake, bronze.
// Who may do what. A line names the edges that a role comes from.
param lake_name string
param connector_principalId string

var blobReader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')

resource lake 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: lake_name
}

// lake > bronze
resource connector_blobReader_lake 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(lake.id, connector_principalId, blobReader)
  scope: lake
  properties: {
    principalId: connector_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobReader
  }
}
