# Exported from reference-streaming.pipedraft.yaml. Nodes: hub.
# hub
resource "azapi_resource" "hub" {
  type                      = "Microsoft.EventHub/namespaces@2026-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "evhns-reference-streaming"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    sku = { name = "Standard", tier = "Standard", capacity = 8 }
    properties = {
      disableLocalAuth    = true
      minimumTlsVersion   = "1.2"
      publicNetworkAccess = "Enabled"
    }
  }
  tags = { "pipedraft-node" = "hub" }
}

# hub
resource "azapi_resource" "hub_hub" {
  type                      = "Microsoft.EventHub/namespaces/eventhubs@2026-01-01"
  parent_id                 = azapi_resource.hub.id
  name                      = "hub"
  schema_validation_enabled = false
  body = {
    properties = { partitionCount = 4, messageRetentionInDays = 1 }
  }
}
