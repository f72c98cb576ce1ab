// Exported from reference-databricks-mlops.pipedraft.yaml. Nodes: lake.
// Storage accounts and their containers. The file of roles says who may read and write.
param location string

// lake
resource lake 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'streferencedatabrickmpbd'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    isHnsEnabled: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
  }
  tags: { 'pipedraft-node': 'lake' }
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

output lake_name string = lake.name
