// Exported from reference-streaming.pipedraft.yaml. Nodes: gateway, hub, lake, score, alerts.
// Who may do what. A line names the edges that a role comes from.
param hub_name string
param gateway_principalId string
param connector_principalId string
param lake_name string
param alerts_store_name string
param alerts_principalId string

var eventHubsSender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2b629674-e913-4c01-ae53-ef4638d8f975')
var eventHubsReceiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde')
var blobContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
var blobOwner = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
var queueContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
var tableContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')

resource hub 'Microsoft.EventHub/namespaces@2026-01-01' existing = { name: hub_name }

// gateway > hub
resource gateway_eventHubsSender_hub 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, gateway_principalId, eventHubsSender)
  scope: hub
  properties: {
    principalId: gateway_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: eventHubsSender
  }
}

// hub > score
resource connector_eventHubsReceiver_hub 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, connector_principalId, eventHubsReceiver)
  scope: hub
  properties: {
    principalId: connector_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: eventHubsReceiver
  }
}

resource lake 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: lake_name
}

// score > lake
resource connector_blobContributor_lake 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(lake.id, connector_principalId, blobContributor)
  scope: lake
  properties: {
    principalId: connector_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobContributor
  }
}

resource alerts_store 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: alerts_store_name
}

// alerts
resource alerts_blobOwner_alerts_store 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(alerts_store.id, alerts_principalId, blobOwner)
  scope: alerts_store
  properties: {
    principalId: alerts_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobOwner
  }
}

// alerts
resource alerts_queueContributor_alerts_store 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(alerts_store.id, alerts_principalId, queueContributor)
  scope: alerts_store
  properties: {
    principalId: alerts_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: queueContributor
  }
}

// alerts
resource alerts_tableContributor_alerts_store 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(alerts_store.id, alerts_principalId, tableContributor)
  scope: alerts_store
  properties: {
    principalId: alerts_principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: tableContributor
  }
}
