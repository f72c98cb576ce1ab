# Exported from churn-scoring.pipedraft.yaml. Nodes: customers, explore, train, cluster, runs, models, score, drift.
resource "azapi_resource" "registry" {
  type                      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "crchurnscoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    sku        = { name = "Basic" }
    properties = { adminUserEnabled = false }
  }
  tags = { "pipedraft-implied" = "azure-ml-workspace" }
}
