# Exported from reference-streaming.pipedraft.yaml. Nodes: gateway, alerts.
# Who the services of the plan run as. The file of roles says what each may do.

# alerts
resource "azapi_resource" "alerts_identity" {
  type                      = "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "id-reference-streaming-alerts"
  location                  = local.location
  schema_validation_enabled = false
  response_export_values    = ["properties.clientId", "properties.principalId"]
  body = {
    properties = {}
  }
  tags = { "pipedraft-node" = "alerts" }
}

# gateway
resource "azapi_resource" "gateway_identity" {
  type                      = "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "id-reference-streaming-gateway"
  location                  = local.location
  schema_validation_enabled = false
  response_export_values    = ["properties.clientId", "properties.principalId"]
  body = {
    properties = {}
  }
  tags = { "pipedraft-node" = "gateway" }
}
