// Exported from churn-scoring.pipedraft.yaml. Nodes: nightly, watch.
// The factory. What is in it comes from other files.
param location string
param watch_id string

// nightly
resource nightly 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'adf-churn-scoring'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: { publicNetworkAccess: 'Enabled' }
  tags: { 'pipedraft-node': 'nightly', owner: 'Data platform' }
}

// nightly > watch
resource nightly_to_watch 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'watch'
  scope: nightly
  properties: {
    workspaceId: watch_id
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}

output nightly_principalId string = nightly.identity.principalId
