// Exported from churn-scoring.pipedraft.yaml. Nodes: customers, explore, train, cluster, runs, models, score, drift.
param location string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kvchurnscoring'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }
  tags: { 'pipedraft-implied': 'azure-ml-workspace' }
}

output vault_id string = vault.id
