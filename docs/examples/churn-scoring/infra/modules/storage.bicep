// Exported from churn-scoring.pipedraft.yaml. Nodes: lake, scores.
// Storage accounts and their containers. The file of roles says who may read and write.
param location string

// lake
resource lake 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'stchurnscoringlake'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    isHnsEnabled: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
  }
  tags: { 'pipedraft-node': 'lake', owner: 'Data platform' }
}

// lake
resource lake_blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: lake
  name: 'default'
  properties: {}
}

// lake
resource lake_container 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: lake_blobs
  name: 'lake'
  properties: { publicAccess: 'None' }
}

// scores
resource scores 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'stchurnscoringscores'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    isHnsEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
  }
  tags: { 'pipedraft-node': 'scores' }
}

// scores
resource scores_blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: scores
  name: 'default'
  properties: {}
}

// scores
resource scores_container 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: scores_blobs
  name: 'scores'
  properties: { publicAccess: 'None' }
}

output lake_name string = lake.name
output scores_name string = scores.name
