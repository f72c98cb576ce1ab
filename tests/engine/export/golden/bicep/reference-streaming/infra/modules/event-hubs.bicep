// Exported from reference-streaming.pipedraft.yaml. Nodes: hub.
param location string

// hub
resource hub 'Microsoft.EventHub/namespaces@2026-01-01' = {
  name: 'evhns-reference-streaming'
  location: location
  sku: { name: 'Standard', tier: 'Standard', capacity: 8 }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
  tags: { 'pipedraft-node': 'hub' }
}

// hub
resource hub_hub 'Microsoft.EventHub/namespaces/eventhubs@2026-01-01' = {
  parent: hub
  name: 'hub'
  properties: { partitionCount: 4, messageRetentionInDays: 1 }
}

output hub_name string = hub.name
