# Exported from reference-streaming.pipedraft.yaml. Nodes: gateway, hub, lake, score, alerts.
# Who may do what. A line names the edges that a role comes from.

# gateway > hub
resource "azurerm_role_assignment" "gateway_eventHubsSender_hub" {
  scope              = azapi_resource.hub.id
  role_definition_id = local.eventHubsSender
  principal_id       = azapi_resource.gateway_identity.output.properties.principalId
  principal_type     = "ServicePrincipal"
}

# hub > score
resource "azurerm_role_assignment" "connector_eventHubsReceiver_hub" {
  scope              = azapi_resource.hub.id
  role_definition_id = local.eventHubsReceiver
  principal_id       = azapi_resource.connector.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}

# score > lake
resource "azurerm_role_assignment" "connector_blobContributor_lake" {
  scope              = azapi_resource.lake.id
  role_definition_id = local.blobContributor
  principal_id       = azapi_resource.connector.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}

# alerts
resource "azurerm_role_assignment" "alerts_blobOwner_alerts_store" {
  scope              = azapi_resource.alerts_store.id
  role_definition_id = local.blobOwner
  principal_id       = azapi_resource.alerts_identity.output.properties.principalId
  principal_type     = "ServicePrincipal"
}

# alerts
resource "azurerm_role_assignment" "alerts_queueContributor_alerts_store" {
  scope              = azapi_resource.alerts_store.id
  role_definition_id = local.queueContributor
  principal_id       = azapi_resource.alerts_identity.output.properties.principalId
  principal_type     = "ServicePrincipal"
}

# alerts
resource "azurerm_role_assignment" "alerts_tableContributor_alerts_store" {
  scope              = azapi_resource.alerts_store.id
  role_definition_id = local.tableContributor
  principal_id       = azapi_resource.alerts_identity.output.properties.principalId
  principal_type     = "ServicePrincipal"
}
