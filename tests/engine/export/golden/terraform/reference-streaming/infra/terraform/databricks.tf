# Exported from reference-streaming.pipedraft.yaml. Nodes: score, features, tables, explore, train, runs, models, profile, monitor.
# The workspace of Databricks. Jobs and notebooks come from other files.

resource "azapi_resource" "databricks" {
  type                      = "Microsoft.Databricks/workspaces@2026-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "dbw-reference-streaming"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    sku = { name = "premium" }
    properties = {
      computeMode            = "Hybrid"
      managedResourceGroupId = "${data.azurerm_subscription.current.id}/resourceGroups/rg-dbw-reference-streaming-managed"
      publicNetworkAccess    = "Enabled"
      parameters = {
        enableNoPublicIp = { value = true }
      }
    }
  }
  tags = { "pipedraft-implied" = "azure-databricks" }
}

# The identity that Databricks reads and writes as: a storage credential of Unity Catalog names it.
resource "azapi_resource" "connector" {
  type                      = "Microsoft.Databricks/accessConnectors@2026-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "dbac-reference-streaming"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {}
  }
  tags = { "pipedraft-implied" = "azure-databricks" }

  identity {
    type = "SystemAssigned"
  }
}

# score > monitor, train > monitor
resource "azapi_resource" "databricks_to_monitor" {
  type                      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  parent_id                 = azapi_resource.databricks.id
  name                      = "monitor"
  schema_validation_enabled = false
  body = {
    properties = {
      workspaceId = azapi_resource.monitor.id
      logs = [
        { categoryGroup = "allLogs", enabled = true },
      ]
    }
  }
}
