// Exported from churn-scoring.pipedraft.yaml. Nodes: customers, explore, train, cluster, runs, models, score, drift.
param location string

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'crchurnscoring'
  location: location
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
  tags: { 'pipedraft-implied': 'azure-ml-workspace' }
}

output registry_id string = registry.id
