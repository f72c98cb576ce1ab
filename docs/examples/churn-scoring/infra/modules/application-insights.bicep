// Exported from churn-scoring.pipedraft.yaml. Nodes: customers, explore, train, cluster, runs, models, score, drift.
param watch_id string
param location string

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-churn-scoring'
  location: location
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: watch_id }
  tags: { 'pipedraft-implied': 'azure-ml-workspace' }
}

output insights_id string = insights.id
