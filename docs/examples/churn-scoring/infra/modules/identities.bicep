// Exported from churn-scoring.pipedraft.yaml. Nodes: cluster.
// Who the services of the plan run as. The file of roles says what each may do.
param location string

// cluster
resource cluster 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-churn-scoring-cluster'
  location: location
  properties: {}
  tags: { 'pipedraft-node': 'cluster' }
}

output cluster_id string = cluster.id
output cluster_principalId string = cluster.properties.principalId
