// Exported from reference-streaming.pipedraft.yaml. Nodes: alerts.
// Function apps with their plans. Their code comes from other files.
param alerts_id string
param alerts_clientId string
param location string

// alerts
resource alerts_store 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'streferencestreaminguvqv'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
  tags: { 'pipedraft-implied': 'azure-functions' }
}

// alerts
resource alerts_plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'asp-reference-streaming-alerts'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
  tags: { 'pipedraft-node': 'alerts' }
}

// alerts
resource alerts_blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: alerts_store
  name: 'default'
  properties: {}
}

// alerts
resource alerts_packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: alerts_blobs
  name: 'packages'
  properties: { publicAccess: 'None' }
}

// alerts
resource alerts 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-reference-streaming'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${alerts_id}': {} }
  }
  properties: {
    serverFarmId: alerts_plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${alerts_store.name}.blob.${az.environment().suffixes.storage}/${alerts_packages.name}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: alerts_id
          }
        }
      }
      runtime: { name: 'python', version: '3.11' }
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 100 }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: alerts_store.name }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: alerts_clientId }
        { name: 'AZURE_CLIENT_ID', value: alerts_clientId }
      ]
    }
  }
  tags: { 'pipedraft-node': 'alerts' }
}

output alerts_store_name string = alerts_store.name
