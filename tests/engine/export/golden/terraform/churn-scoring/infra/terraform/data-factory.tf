# Exported from churn-scoring.pipedraft.yaml. Nodes: nightly, watch.
# The factory. What is in it comes from other files.

# nightly
resource "azapi_resource" "nightly" {
  type                      = "Microsoft.DataFactory/factories@2018-06-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "adf-churn-scoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = { publicNetworkAccess = "Enabled" }
  }
  tags = { "pipedraft-node" = "nightly", owner = "Data platform" }

  identity {
    type = "SystemAssigned"
  }
}

# nightly > watch
resource "azapi_resource" "nightly_to_watch" {
  type                      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  parent_id                 = azapi_resource.nightly.id
  name                      = "watch"
  schema_validation_enabled = false
  body = {
    properties = {
      workspaceId                 = azapi_resource.watch.id
      logAnalyticsDestinationType = "Dedicated"
      logs = [
        { categoryGroup = "allLogs", enabled = true },
      ]
    }
  }
}
